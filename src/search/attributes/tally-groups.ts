import type { AttributeValue } from '#src/catalog/attribute-values.ts';
import type { Product } from '#src/catalog/product.ts';
import { COLOUR, isThingToo, plainColour } from '#src/language/colors.ts';
import { headsOf } from '#src/language/head-noun.ts';
import { tokensOf, type Token } from '#src/language/tokenizer.ts';

/*
 * What products that belong together state, counted while they are indexed: `evidence.ts` of query understanding decides
 * by it which words of a question may exclude products.
 */

interface Counted {
  products: number;
  readonly stating: Map<string, number>;
  readonly categories: Map<string, number>;
}

/** One product as it is counted. */
interface Stated {
  readonly keys: ReadonlySet<string>;
  readonly category: string | null;
}

export interface Groups {
  /** Products met once by a term: most words of titles stand in one alone. */
  readonly once: Map<string, Stated>;
  readonly word: Map<string, Counted>;
  readonly category: Map<string, Counted>;
  readonly pair: Map<string, Counted>;
  readonly all: Counted;
}

const nobody = (): Counted => ({ products: 0, stating: new Map(), categories: new Map() });

export const noGroups = (): Groups => ({
  once: new Map(),
  word: new Map(),
  category: new Map(),
  pair: new Map(),
  all: nobody(),
});

const GOES_WITH = /\b(?:for|fits?|with|w\/|compatible|suitable)\b.*$/is;

/** Counts a product in every group that it belongs to. `values`: what it states. */
export function tallyGroups(groups: Groups, product: Product, values: readonly AttributeValue[]): void {
  const { title, productType, categoryPath, categorySlugs, brand } = product;
  const keys = new Set(values.map((one) => one.key));
  if (brand !== null) keys.add('brand');
  const stated: Stated = { keys, category: categorySlugs.at(-1) ?? null };
  count(groups.all, stated);
  for (const slug of categorySlugs) count(groupOf(groups.category, slug), stated);
  const name = wordsOf(title.replace(GOES_WITH, ''));
  const kind = wordsOf(`${productType ?? ''} . ${categoryPath.at(-1) ?? ''}`);
  // What a merchant calls a thing is its noun, else what its title is about.
  const nouns = headsOf(productType ?? title).first;
  for (const term of new Set([...name, ...kind].map((one) => one.term)))
    countTerm(groups, term, nouns.includes(term) ? stated : { keys, category: null });
  for (const [at, one] of name.entries()) {
    const next = name[at + 1];
    if (next && isThingToo(one.word)) tallyPair(groups, one, next, values);
  }
}

/** Counts "coffee maker", and whether what is called so states that colour. */
function tallyPair(groups: Groups, one: Token, next: Token, values: readonly AttributeValue[]): void {
  const names = [one.word, plainColour(one.word)];
  const isColour = values.some(
    ({ key, word }) => key === COLOUR && names.includes(word?.toLowerCase() ?? ''),
  );
  count(groupOf(groups.pair, `${one.term} ${next.term}`), {
    keys: isColour ? new Set([COLOUR]) : new Set(),
    category: null,
  });
}

const wordsOf = (text: string): readonly Token[] =>
  tokensOf(text).filter(({ word }) => /^\p{L}{2}/u.test(word));

function countTerm(groups: Groups, term: string, stated: Stated): void {
  const known = groups.word.get(term);
  if (known) return count(known, stated);
  const first = groups.once.get(term);
  if (!first) {
    groups.once.set(term, stated);
    return;
  }
  groups.once.delete(term);
  const both = groupOf(groups.word, term);
  count(both, first);
  count(both, stated);
}

function groupOf(groups: Map<string, Counted>, name: string): Counted {
  const known = groups.get(name);
  if (known) return known;
  const fresh = nobody();
  groups.set(name, fresh);
  return fresh;
}

function count(group: Counted, { keys, category }: Stated): void {
  group.products += 1;
  for (const key of keys) group.stating.set(key, (group.stating.get(key) ?? 0) + 1);
  if (category !== null) group.categories.set(category, (group.categories.get(category) ?? 0) + 1);
}

/** A group as it is kept. */
export interface GroupRow {
  readonly kind: 'word' | 'category' | 'all' | 'pair';
  readonly name: string;
  readonly products: number;
  readonly stating: Readonly<Record<string, number>>;
  readonly categories: Readonly<Record<string, number>>;
}

const MOST_GROUPS = { word: 5_000, category: 5_000, pair: 1_000 } as const; // the largest: what is read must fit in memory
const LEAST_SHARE = 1 / 5_000; // of all products: what fewer have says little of a large shop
const SELDOM = 0.1; // a key that fewer state is left out
const MOST_KEYS = 80;
const MOST_CATEGORIES = 40;

/** The groups to keep, the largest of each kind; what a single product says only where there is room. */
export function groupRows(groups: Groups): readonly GroupRow[] {
  const single = new Map(
    [...groups.once].map(([term, stated]) => {
      const one = nobody();
      count(one, stated);
      return [term, one] as const;
    }),
  );
  const largest = (kind: 'word' | 'category' | 'pair', all: ReadonlyMap<string, Counted>) =>
    [...all]
      .filter(([, { products }]) => kind === 'pair' || products >= groups.all.products * LEAST_SHARE)
      .toSorted((a, b) => b[1].products - a[1].products)
      .slice(0, MOST_GROUPS[kind])
      .map(([name, group]) => rowOf(kind, name, group));
  return [
    rowOf('all', '', groups.all),
    ...largest('word', new Map([...groups.word, ...single])),
    ...largest('category', groups.category),
    ...largest('pair', groups.pair),
  ];
}

const rowOf = (
  kind: GroupRow['kind'],
  name: string,
  { products, stating, categories }: Counted,
): GroupRow => ({
  kind,
  name,
  products,
  stating: commonest(stating, MOST_KEYS, products * SELDOM),
  categories: commonest(categories, MOST_CATEGORIES, 0),
});

const commonest = (
  counts: ReadonlyMap<string, number>,
  most: number,
  least: number,
): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...counts]
      .filter(([, n]) => n >= least)
      .toSorted((a, b) => b[1] - a[1])
      .slice(0, most),
  );
