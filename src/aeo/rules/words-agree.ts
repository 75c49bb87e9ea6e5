import { nodesOf, said } from '../graph.ts';
import { excerpt, type Rule } from '../rule.ts';

/**
 * Holds a number in the leading sentences against the fact whose name stands beside it: `a 6 mm drop`, `25 g of
 * carbohydrate`, `weighs 262 g`. A number beside no fact's name is left alone, and so is one of a part (`10 mg each`).
 */
export const wordsAgree: Rule = {
  id: 'words-agree',
  title: 'The words and the facts give the same numbers',
  severity: 'error',
  why: 'A page that says 8 mm in its first sentence and 6 mm in its table is believed in neither.',
  check: ({ kind, graph }) => {
    if (kind !== 'product') return [];
    const facts = factsOf(graph);
    const told = new Set(nodesOf(graph, 'Product').flatMap((node) => said(node, 'description') ?? []));
    return [...told].flatMap((text) =>
      facts.flatMap(({ label, unit, stated }) =>
        numbersBeside(text, label, unit)
          .filter((number) => !stated.has(number))
          .map((number) => ({
            where: 'the leading sentences',
            found: `They say ${number} ${unit} (${label.toLowerCase()}); the facts say ${[...stated].join(', ')} ${unit}: “${excerpt(text)}”`,
            fix: 'Correct the sentence, or the fact in the catalogue, so that both give one number.',
          })),
      ),
    );
  },
};

interface Fact {
  readonly label: string;
  readonly unit: string;
  /** Every value that the product or a variant states. */
  readonly stated: ReadonlySet<number>;
}

function factsOf(graph: Parameters<Rule['check']>[0]['graph']): readonly Fact[] {
  const facts = new Map<string, { label: string; unit: string; stated: Set<number> }>();
  for (const node of nodesOf(graph, 'PropertyValue')) {
    const [label, unit, value] = [said(node, 'name'), said(node, 'unitText'), Number(said(node, 'value'))];
    if (!label || !unit || Number.isNaN(value)) continue;
    const key = `${label} ${unit}`.toLowerCase();
    const fact = facts.get(key) ?? { label, unit, stated: new Set<number>() };
    fact.stated.add(value);
    facts.set(key, fact);
  }
  return [...facts.values()];
}

const OF_A_PART = '(?!\\s+(?:each|apiece|per|a)\\b)';

function numbersBeside(text: string, label: string, unit: string): readonly number[] {
  const [name, one] = [escaped(label), escaped(unit)];
  const number = `(?<![\\d.,/])(?<!\\d\\s)(\\d+(?:\\.\\d+)?)\\s?${one}`;
  const shapes = [
    `${number}\\s+(?:of\\s+)?${name}s?\\b${OF_A_PART}`,
    `\\b${name}\\s+of\\s+${number}\\b${OF_A_PART}`,
    ...(/^weight$/i.test(label) ? [`\\bweighs\\s+(?:only\\s+)?${number}\\b${OF_A_PART}`] : []),
  ];
  return shapes.flatMap((shape) =>
    [...text.matchAll(new RegExp(shape, 'gi'))].map(([, found]) => Number(found)),
  );
}

const escaped = (text: string): string => text.trim().replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
