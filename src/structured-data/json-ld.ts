import type { Graph, Thing } from 'schema-dts';

/** The nodes of one page; they refer to each other by `@id`. */
export type PageGraph = readonly Thing[];

/**
 * The page's one `@graph` as text for a script element. The only place where JSON-LD becomes text: `<`, `>` and `&`
 * are escaped so that no value can close the element, U+2028/9 so that it stays valid in every parser.
 */
export function jsonLd(nodes: PageGraph): string {
  const graph = { '@context': 'https://schema.org', '@graph': nodes } as Graph;
  return JSON.stringify(graph, said).replace(
    /[<>&\u2028\u2029]/g,
    (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** What says nothing is left out: an empty text is read as a value, and an empty list as a claim that there is none. */
const said = (_: string, value: unknown): unknown =>
  value === '' || (Array.isArray(value) && value.length === 0) ? undefined : value;

/** An absolute address on the shop's own origin. */
export const absolute = (site: string, path: string): string => new URL(path, site).href;
