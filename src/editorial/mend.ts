import { parseDocument, stringify } from 'yaml';
import type { z } from 'zod';
import type { FrontMatter } from './front-matter.ts';

type Mending = 'remove' | 'rename' | 'add' | 'correct';

/** The one sentence of advice that the schema carries for the field at that path, or null. */
export function adviceFor(schema: z.ZodType, path: readonly PropertyKey[]): string | null {
  let advice: string | null = null;
  let at: z.ZodType | null = schema;
  for (const key of path) {
    at = at && child(at, key);
    if (!at) return advice;
    advice = at.description ?? advice;
  }
  return advice;
}

/**
 * YAML ready to paste for the top-level field that is wrong: corrected where the right value is plain, else with
 * the advice as its placeholder. Null where there is nothing to paste.
 */
export function mend(
  schema: z.ZodType,
  read: FrontMatter,
  path: readonly PropertyKey[],
  how: Mending,
  /** What belongs there, where a rule knows it. */
  known?: unknown,
): string | null {
  const [top] = path;
  if (typeof top !== 'string') return null;
  const copy = parseDocument(read.yaml);
  const last = path.at(-1);
  const parent = path.length > 1 ? descend(schema, path.slice(0, -1)) : unwrap(schema);
  let shown = top;
  if (how === 'remove') {
    copy.deleteIn(path);
    if (path.length === 1) return `# take out the line \`${String(last)}: …\``;
  } else if (how === 'rename') {
    const meant = closest(String(last), keysOf(parent));
    if (!meant) return `# fields that belong here: ${keysOf(parent).join(', ')}`;
    const value: unknown = copy.getIn(path);
    copy.deleteIn(path);
    copy.setIn([...path.slice(0, -1), meant], value);
    if (path.length === 1) shown = meant;
  } else {
    const field = descend(schema, path);
    const corrected = known ?? (how === 'correct' ? coerce(field, copy.getIn(path)) : undefined);
    copy.setIn(path, corrected ?? placeholder(field, adviceFor(schema, path)));
  }
  const value = (copy.toJS() as Record<string, unknown>)[shown];
  return stringify({ [shown]: value }, { lineWidth: 100 }).trimEnd();
}

/** A wrong value as the right type, where there is no doubt: one text for a list, a quoted number for a number. */
function coerce(field: z.ZodType | null, given: unknown): unknown {
  const type = field && kindOf(field);
  if (type === 'array' && typeof given === 'string') return given.split(/\s*[\n;]\s*/).filter(Boolean);
  if (type === 'string' && (typeof given === 'number' || typeof given === 'boolean')) return String(given);
  if (type === 'number' && typeof given === 'string' && given.trim() && Number.isFinite(Number(given)))
    return Number(given);
  if (type === 'boolean' && typeof given === 'string' && /^(true|yes|false|no)$/i.test(given))
    return /^(true|yes)$/i.test(given);
  return undefined;
}

function placeholder(field: z.ZodType | null, advice: string | null): unknown {
  const hint = `<${(advice ?? 'write this').replace(/\.$/, '')}>`;
  switch (field && kindOf(field)) {
    case 'array':
      return [hint];
    case 'number':
      return 1;
    case 'boolean':
      return false;
    case 'object':
      return Object.fromEntries(keysOf(field).map((key) => [key, '…']));
    default:
      return hint;
  }
}

interface Definition {
  readonly type: string;
  readonly innerType?: z.ZodType;
  readonly element?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly items?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
}

const definition = (schema: z.ZodType): Definition => schema.def as unknown as Definition;

function unwrap(schema: z.ZodType): z.ZodType {
  const { type, innerType, options } = definition(schema);
  if ((type === 'optional' || type === 'default' || type === 'nullable') && innerType)
    return unwrap(innerType);
  return type === 'union' && options?.[0] ? unwrap(options[0]) : schema;
}

const kindOf = (schema: z.ZodType): string => definition(unwrap(schema)).type;

function keysOf(schema: z.ZodType | null): readonly string[] {
  const shape = schema && definition(unwrap(schema)).shape;
  return shape ? Object.keys(shape) : [];
}

function child(schema: z.ZodType, key: PropertyKey): z.ZodType | null {
  const { shape, element, items } = definition(unwrap(schema));
  if (typeof key === 'number') return element ?? items?.[key] ?? null;
  return shape && Object.hasOwn(shape, key) ? (shape[String(key)] ?? null) : null;
}

function descend(schema: z.ZodType, path: readonly PropertyKey[]): z.ZodType | null {
  return path.reduce<z.ZodType | null>((at, key) => at && child(at, key), schema);
}

const FAR = 3; // edits beyond which two field names are not a slip of each other

/** The known name nearest to a mistyped one, or null. */
function closest(name: string, known: readonly string[]): string | null {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z]/g, '');
  const ranked = known
    .map((one) => ({ one, far: editDistance(plain(name), plain(one)) }))
    .toSorted((a, b) => a.far - b.far);
  const best = ranked[0];
  return best && best.far <= Math.min(FAR, best.one.length / 2) ? best.one : null;
}

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, swap));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
