import { readdirSync, readFileSync } from 'node:fs';
import { parse, type DefaultTreeAdapterTypes } from 'parse5';

export interface Route {
  /** As the router knows it: `/p/[slug]`. */
  readonly pattern: string;
  readonly methods: readonly string[];
  /** Names of fields and parameters that its own file reads. */
  readonly names: readonly string[];
  readonly readsBody: boolean;
}

/** Every route, from the files that make them: a new one is among them without being named. */
export function routes(): readonly Route[] {
  return readdirSync('src/pages', { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.(astro|ts)$/.test(path) && !/(^|\/)_/.test(path) && !/^(404|500)\./.test(path))
    .map((path) => {
      const text = readFileSync(`src/pages/${path}`, 'utf8');
      const pattern = `/${path}`.replace(/\.(astro|ts)$/, '').replace(/\/?index$/, '') || '/';
      return { pattern, methods: methodsOf(text), names: namesIn(text), readsBody: READS.test(text) };
    })
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1));
}

const READS = /\b(?:formData|readBody|request\.json|request\.text)\(/;

function methodsOf(text: string): readonly string[] {
  const exported = [...text.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm)].map(
    ([, name = '']) => name,
  );
  if (exported.length) return exported;
  return /method\s*[!=]==?\s*'POST'|formData\(\)|readBody\(|method="post"/.test(text)
    ? ['GET', 'POST']
    : ['GET'];
}

function namesIn(text: string): readonly string[] {
  const single = text.matchAll(/\b(?:get|has|field)\('([\w-]+)'\)|\bname="([\w-]+)"|\b(\w+): z\./g);
  const lists = text.matchAll(/(?:FIELDS = |textFields\([^[]*|ormData\(\)[^[]{0,80})\[([^\]]*)\]/g);
  return [
    ...new Set([
      ...[...single].flatMap(([, a, b, c]) => a ?? b ?? c ?? []),
      ...[...lists].flatMap(([, list = '']) =>
        [...list.matchAll(/'([\w-]+)'/g)].map(([, name = '']) => name),
      ),
    ]),
  ];
}

export interface Form {
  readonly action: string;
  readonly method: string;
  /** Its fields with what they would send as they stand. */
  readonly fields: Readonly<Record<string, string>>;
}

type Element = DefaultTreeAdapterTypes.Element;

export function elementsOf(html: string): readonly Element[] {
  const found: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.Node): void => {
    if ('tagName' in node) found.push(node);
    if ('content' in node) walk(node.content);
    if ('childNodes' in node) node.childNodes.forEach(walk);
  };
  walk(parse(html));
  return found;
}

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((one) => one.name === name)?.value;

/** The forms of a page, and the addresses on the same host that it links to. */
export function readPage(
  html: string,
  url: URL,
): { readonly forms: readonly Form[]; readonly links: readonly URL[] } {
  const elements = elementsOf(html);
  const links = elements
    .filter(({ tagName }) => tagName === 'a')
    .flatMap((one) => URL.parse(attribute(one, 'href') ?? '', url) ?? [])
    .filter(({ origin }) => origin === url.origin);
  const within = (form: Element): readonly Element[] => {
    const all: Element[] = [];
    const walk = (node: DefaultTreeAdapterTypes.Node): void => {
      if ('tagName' in node) all.push(node);
      if ('childNodes' in node) node.childNodes.forEach(walk);
    };
    walk(form);
    return all;
  };
  const forms = elements
    .filter(({ tagName }) => tagName === 'form')
    .map((form) => ({
      action: new URL(attribute(form, 'action') || url.href, url).pathname,
      method: (attribute(form, 'method') ?? 'get').toUpperCase(),
      fields: Object.fromEntries(
        within(form).flatMap((one) => {
          const name = attribute(one, 'name');
          return name ? [[name, attribute(one, 'value') ?? '']] : [];
        }),
      ),
    }));
  return { forms, links };
}

/** Whether an address is one of the route's. */
export function matches(pattern: string, path: string): boolean {
  const source = pattern
    .replaceAll(/[.+?^$()|\\]/g, '\\$&')
    .replaceAll(/\[\\\.\\\.\\\.\w+\]/g, '.+')
    .replaceAll(/\[\w+\]/g, '[^/]+');
  return new RegExp(`^${source}$`).test(path);
}
