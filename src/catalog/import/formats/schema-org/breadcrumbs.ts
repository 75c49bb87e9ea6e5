import { listOf, nodesOf, property, textIn, typesOf, type Node } from './json-ld.ts';

const MOST_DEPTH = 3;

/** The names of a page's breadcrumbs, without its first page and the product itself; empty where it has none. */
export function breadcrumbsOf(page: unknown, product: string): readonly string[] {
  const [trail] = trailsIn(page, MOST_DEPTH);
  if (!trail) return [];
  const names = nodesOf(property(trail, 'itemListElement'))
    .toSorted((a, b) => Number(textIn(a, 'position')) - Number(textIn(b, 'position')))
    .map((step) => textIn(step, 'name') || textIn(nodesOf(property(step, 'item'))[0] ?? {}, 'name'))
    .filter(Boolean);
  const own = names.at(-1) === product ? names.slice(0, -1) : names;
  return own.slice(1);
}

function* trailsIn(value: unknown, depth: number): Generator<Node> {
  if (depth < 0) return;
  for (const node of nodesOf(value)) {
    if (typesOf(node).includes('BreadcrumbList')) yield node;
    else
      for (const name of ['@graph', 'breadcrumb', 'mainEntity'])
        if (listOf(property(node, name)).length) yield* trailsIn(property(node, name), depth - 1);
  }
}
