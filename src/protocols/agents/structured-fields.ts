/** An item of a structured field (RFC 8941): bytes stand as base64 in `bytes`, tokens as text. */
type Bare = string | number | boolean | { readonly bytes: string };
export type Parameters = ReadonlyMap<string, Bare>;

export interface Item {
  readonly value: Bare;
  readonly parameters: Parameters;
}

export interface InnerList {
  readonly items: readonly Item[];
  readonly parameters: Parameters;
}

export type Member = Item | InnerList;

export const isList = (member: Member): member is InnerList => 'items' in member;

const MOST = 8_000; // characters of one field

/** A header as a dictionary of RFC 8941; null where it is none. Of a key that is given twice the last counts. */
export function readDictionary(header: string): ReadonlyMap<string, Member> | null {
  if (header.length > MOST) return null;
  let at = 0;
  const eat = (pattern: RegExp): string | null => {
    pattern.lastIndex = at;
    const found = pattern.exec(header)?.[0] ?? null;
    if (found !== null) at += found.length;
    return found;
  };
  const bare = (): Bare => {
    const text = eat(/"(?:[\x20\x21\x23-\x5b\x5d-\x7e]|\\["\\])*"/y);
    if (text !== null) return text.slice(1, -1).replace(/\\(["\\])/g, '$1');
    const bytes = eat(/:[A-Za-z0-9+/=]*:/y);
    if (bytes !== null) return { bytes: bytes.slice(1, -1) };
    const yes = eat(/\?[01]/y);
    if (yes !== null) return yes === '?1';
    const number = eat(/-?\d{1,15}(?:\.\d{1,3})?/y);
    if (number !== null) return Number(number);
    const token = eat(/[A-Za-z*][\w!#$%&'*+.^`|~:/-]*/y);
    if (token !== null) return token;
    throw new SyntaxError('no item');
  };
  const key = (): string => {
    const found = eat(/[a-z*][a-z0-9_.*-]*/y);
    if (found === null) throw new SyntaxError('no key');
    return found;
  };
  const parameters = (): Parameters => {
    const found = new Map<string, Bare>();
    while (eat(/; */y) !== null) found.set(key(), eat(/=/y) === null ? true : bare());
    return found;
  };
  const member = (): Member => {
    if (eat(/\(/y) === null) return { value: bare(), parameters: parameters() };
    const items: Item[] = [];
    while (eat(/ *\)/y) === null) {
      eat(/ */y);
      items.push({ value: bare(), parameters: parameters() });
    }
    return { items, parameters: parameters() };
  };
  try {
    const found = new Map<string, Member>();
    eat(/ */y);
    while (at < header.length) {
      const name = key();
      found.set(name, eat(/=/y) === null ? { value: true, parameters: parameters() } : member());
      if (eat(/[ \t]*,[ \t]*/y) === null) break;
    }
    eat(/ */y);
    return at === header.length ? found : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const written = (value: Bare): string =>
  typeof value === 'object'
    ? `:${value.bytes}:`
    : typeof value === 'string'
      ? `"${value.replace(/["\\]/g, '\\$&')}"`
      : typeof value === 'boolean'
        ? `?${Number(value)}`
        : String(value);

const writtenParameters = (parameters: Parameters): string =>
  [...parameters]
    .map(([name, value]) => (value === true ? `;${name}` : `;${name}=${written(value)}`))
    .join('');

/** An item as a signature base names it. Texts only: no component of a signature is a token. */
export const writeItem = ({ value, parameters }: Item): string =>
  written(value) + writtenParameters(parameters);

export const writeList = ({ items, parameters }: InnerList): string =>
  `(${items.map(writeItem).join(' ')})${writtenParameters(parameters)}`;
