import { parse, type DefaultTreeAdapterMap } from 'parse5';

export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Element | string)[];
}

type Parsed = DefaultTreeAdapterMap['node'];

/** The page as a tree with lower-case tags and decoded text; comments are left out. The one place that knows the parser. */
export function parseHtml(html: string): Element {
  return { tag: '#document', attributes: {}, children: childrenOf(parse(html)) };
}

function childrenOf(node: Parsed): readonly (Element | string)[] {
  const inside = 'content' in node ? node.content : node;
  if (!('childNodes' in inside)) return [];
  return inside.childNodes.flatMap((child): (Element | string)[] => {
    if ('tagName' in child) {
      const attributes = Object.fromEntries(child.attrs.map(({ name, value }) => [name, value]));
      return [{ tag: child.tagName, attributes, children: childrenOf(child) }];
    }
    return 'value' in child ? [child.value] : [];
  });
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
