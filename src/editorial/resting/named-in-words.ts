import type { FileRole } from '../files.ts';
import type { Loaded } from '../load-files.ts';
import { namedBy, type Named } from '../named-things.ts';
import type { NamedInWords } from './stocked.ts';

const LINK = /\]\(\/(p|c)\/([a-z0-9/-]+)/g;

/** Products and categories that a text links to. */
export function linkedIn(body: string): NamedInWords {
  const links = [...body.matchAll(LINK)];
  const to = (page: string) => links.flatMap(([, one, slug = '']) => (one === page ? [slug] : []));
  return { products: to('p'), categories: to('c') };
}

/** Products and categories that a file of words names: as its own subject, in its fields, and in the links of its text. */
export function namedIn({ kind, slug }: FileRole, words: unknown, body: string): NamedInWords {
  const fields = namedBy(kind, words);
  const of = (one: Named['kind']) => fields.flatMap((named) => (named.kind === one ? named.name : []));
  const linked = linkedIn(body);
  return {
    products: [...(kind === 'products' ? [slug] : []), ...of('products'), ...linked.products],
    categories: [...(kind === 'categories' ? [slug] : []), ...of('categories'), ...linked.categories],
  };
}

/** What all the files of words name, each name once. */
export function namedInAll(loaded: Iterable<Loaded>): NamedInWords {
  const products = new Set<string>();
  const categories = new Set<string>();
  for (const { role, entry } of loaded) {
    if (!entry) continue;
    const named = namedIn(role, entry.words, entry.body);
    for (const one of named.products) products.add(one);
    for (const one of named.categories) categories.add(one);
  }
  return { products: [...products], categories: [...categories] };
}
