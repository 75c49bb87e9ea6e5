import { enumerations, isA, rangesOf } from '../vocabulary.ts';
import { isNode, nameOf, type Graph, type Value } from '../graph.ts';
import { excerpt, type Rule } from '../rule.ts';

export const schemaRange: Rule = {
  id: 'schema-range',
  title: 'Every value is of the kind its property holds',
  severity: 'error',
  why: 'A price in words or a date in a local form is read as nothing.',
  check: ({ graph }) =>
    graph.nodes.flatMap((node) =>
      [...node.fields].flatMap(([name, held]) => {
        const ranges = node.types.flatMap((type) => rangesOf(type, name) ?? []);
        if (!ranges.length) return [];
        return held
          .filter((value) => !ranges.some((range) => fits(value, range, graph)))
          .map((value) => ({
            where: `${nameOf(node)}, ${name}`,
            found: `${show(value)} is not ${ranges.join(' or ')}.`,
            fix: `Give ${name} as ${ranges.map((range) => example[range] ?? `a ${range} node or its @id`).join(', or ')}.`,
          }));
      }),
    ),
};

const example: Readonly<Record<string, string>> = {
  Text: 'plain words',
  URL: 'an address that begins with https://',
  Number: 'a plain number such as 149.00',
  Boolean: 'true or false',
  Date: 'a date such as 2026-11-23',
};

function fits(value: Value, range: string, graph: Graph): boolean {
  const members = enumerations[range];
  if (isNode(value)) return value.types.some((type) => isA(type, range)) && !members;
  if (typeof value === 'object') {
    const found = graph.byId.get(value.ref);
    return !found || found.types.some((type) => isA(type, range)); // another rule speaks of dangling references
  }
  const text = String(value);
  // Whether an availability is one of the list is asked by its own rule.
  if (members)
    return range === 'ItemAvailability' || members.some((one) => text === `https://schema.org/${one}`);
  switch (range) {
    case 'Text':
    case 'PriceTypeEnumeration':
      return typeof value !== 'boolean';
    case 'Number':
      return typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(text);
    case 'Boolean':
      return typeof value === 'boolean' || /^https?:\/\/schema\.org\/(True|False)$/.test(text);
    case 'Date':
      return (
        /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:?\d{2})?)?$/.test(text) && !Number.isNaN(Date.parse(text))
      );
    case 'URL':
    case 'Thing':
    case 'CreativeWork':
      return URL.canParse(text);
    default:
      return false;
  }
}

const show = (value: Value): string =>
  isNode(value)
    ? `A ${value.types.join(', ')} node`
    : `“${excerpt(typeof value === 'object' ? value.ref : String(value))}”`;
