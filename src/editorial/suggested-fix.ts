import { parseDocument, stringify, type Document } from 'yaml';
import type { z } from 'zod';
import type { FrontMatter } from './front-matter.ts';
import { meansNo, correctedValue } from './corrected-value.ts';
import { nearName } from './near-name.ts';
import { adviceFor, child, descend, exampleOf, keysOf, kindOf, neededKeys, unwrap } from './schema-fields.ts';

type Mending = 'remove' | 'rename' | 'add' | 'correct';

/**
 * YAML ready to paste for the top-level field that is wrong: corrected where the right value is plain, else with an
 * example or the advice in its place. Null where there is nothing to paste.
 */
export function suggestedFix(
  schema: z.ZodType,
  read: FrontMatter,
  path: readonly PropertyKey[],
  how: Mending,
  {
    known,
    currency = null,
  }: {
    /** What belongs there, where a rule knows it. */
    readonly known?: unknown;
    /** The shop's, where it is known; an amount that names none is left alone without it. */
    readonly currency?: string | null;
  } = {},
): string | null {
  const [top] = path;
  if (typeof top !== 'string') return null;
  const copy = parseDocument(read.yaml);
  const last = path.at(-1);
  const parent = path.length > 1 ? descend(schema, path.slice(0, -1)) : unwrap(schema);
  const field = descend(schema, path);
  let shown = top;
  if (how === 'remove' || (how === 'correct' && known === undefined && meansNo(field, copy.getIn(path)))) {
    takeOut(copy, path);
    const needed = neededKeys(schema).includes(top);
    if (!copy.has(top) && needed) copy.set(top, placeholder(child(schema, top), adviceFor(schema, [top])));
    else if (!copy.has(top)) return `# take out the line \`${path.length === 1 ? String(last) : top}: …\``;
  } else if (how === 'rename') {
    const meant = nearName(String(last), keysOf(parent));
    if (!meant) return `# fields that belong here: ${keysOf(parent).join(', ')}`;
    const value: unknown = copy.getIn(path);
    copy.deleteIn(path);
    copy.setIn([...path.slice(0, -1), meant], value);
    if (path.length === 1) shown = meant;
  } else {
    const meant = how === 'correct' ? correctedValue(field, copy.getIn(path), currency) : undefined;
    copy.setIn(path, known ?? meant ?? placeholder(field, adviceFor(schema, path)));
  }
  const value = (copy.toJS() as Record<string, unknown>)[shown];
  return stringify({ [shown]: value }, { lineWidth: 100 }).trimEnd();
}

/** Takes a value out, and whatever would be empty without it. */
function takeOut(document: Document, path: readonly PropertyKey[]): void {
  document.deleteIn(path);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const holder = document.getIn(path.slice(0, depth)) as { items?: readonly unknown[] } | undefined;
    if (holder?.items?.length !== 0) return;
    document.deleteIn(path.slice(0, depth));
  }
}

function placeholder(field: z.ZodType | null, advice: string | null): unknown {
  const example = exampleOf(field);
  if (example !== undefined) return example;
  const hint = `<${(advice ?? 'write this').replace(/\.$/, '')}>`;
  switch (field && kindOf(field)) {
    case 'array':
      return [hint];
    case 'number':
      return leastOf(field);
    case 'boolean':
      return false;
    case 'literal':
      return true;
    case 'object': {
      const needed = neededKeys(field);
      const keys = needed.length ? needed : keysOf(field).slice(0, 1);
      return Object.fromEntries(
        keys.map((key) => [key, placeholder(field && child(field, key), field && adviceFor(field, [key]))]),
      );
    }
    default:
      return hint;
  }
}

/** The least whole number that the field takes, from 1 on. */
function leastOf(field: z.ZodType | null): number {
  const { minValue } = (field ? unwrap(field) : {}) as { minValue?: number | null };
  const from = Math.max(1, Math.ceil(minValue ?? 1));
  return [from, from + 1].find((one) => field && unwrap(field).safeParse(one).success) ?? from;
}
