import { decodeNamedCharacterReference } from 'decode-named-character-reference';
import { parse } from 'ultrahtml';

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

interface Parsed {
  readonly type: number;
  readonly name?: string;
  readonly value?: string;
  readonly attributes?: Record<string, string>;
  readonly children?: readonly Parsed[];
}

const ELEMENT = 1;
const TEXT = 2;
const VERBATIM = new Set(['script', 'style', 'textarea', 'title']);

/** The page as a tree with lower-case tags and decoded text; comments are left out. The one place that knows the parser. */
export function parseHtml(html: string): Element {
  return toElement({ ...(parse(html) as Parsed), name: '#document' });
}

function toElement(node: Parsed): Element {
  const tag = (node.name ?? '').toLowerCase();
  const given = Object.entries(node.attributes ?? {});
  return {
    tag,
    attributes: Object.fromEntries(given.map(([name, value]) => [name.toLowerCase(), decode(value)])),
    children: (node.children ?? []).flatMap((child): (Element | string)[] => {
      if (child.type === ELEMENT) return [toElement(child)];
      if (child.type !== TEXT) return [];
      return [VERBATIM.has(tag) && tag !== 'title' ? (child.value ?? '') : decode(child.value ?? '')];
    }),
  };
}

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|([a-z][a-z0-9]*));/gi,
    (whole, hex, decimal, name) => {
      if (name) return decodeNamedCharacterReference(name as string) || whole;
      const code = hex ? Number.parseInt(hex as string, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\uFFFD';
    },
  );
}

/** Every element below, in reading order, itself first. */
export function* elementsOf(root: Element): Generator<Element> {
  yield root;
  for (const child of root.children) if (typeof child !== 'string') yield* elementsOf(child);
}

/** All text below, blanks folded. */
export function textOf(node: Element | string): string {
  const raw = (one: Element | string): string =>
    typeof one === 'string' ? one : one.children.map(raw).join(' ');
  return foldBlanks(raw(node));
}

export const foldBlanks = (text: string): string => text.replace(/\s+/g, ' ').trim();
