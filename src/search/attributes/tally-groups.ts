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
  /** Of a category: where the products stand that are called by its name; of a noun, by that; of a brand: who makes them. */
  readonly called: Map<string, number>;
}

/** What a product states, as keys. */
type Stated = ReadonlySet<string>;

/** What a category or a brand is called. */
interface Name {
  /** The category's address, or the brand in lower case. */
  readonly of: string;
  readonly terms: readonly string[];
}

export interface Groups {
  /** Products met once by a term: most words of titles stand in one alone. */
  readonly once: Map<string, Stated>;
  readonly word: Map<string, Counted>;
  readonly category: Map<string, Counted>;
  readonly brand: Map<string, Counted>;
  readonly pair: Map<string, Counted>;
  readonly all: Counted;
  /** By a noun: where the products stand that are called so, whatever else their names hold. */
  readonly nouns: Map<string, Map<string, number>>;
  /** The catalogue's categories by the noun of their names. */
  readonly names: ReadonlyMap<string, readonly Name[]>;
  /** Its brands by the first term of their names. */
  readonly brands: ReadonlyMap<string, readonly Name[]>;
}

const nobody = (): Counted => ({ products: 0, stating: new Map(), called: new Map() });

/** What a catalogue calls its categories and makers. */
export interface Names {
  readonly categories: readonly { readonly slug: string; readonly name: string }[];
  readonly brands: readonly string[];
}

/** Nothing counted yet. */
export const noGroups = ({ categories, brands }: Names = { categories: [], brands: [] }): Groups => ({
  brands: Map.groupBy(
    brands.map((brand) => ({ of: brand.toLowerCase(), terms: termsOf(brand) })),
    ({ terms }) => terms[0] ?? '',
  ),
  names: Map.groupBy(
    categories.map(({ slug, name }) => ({ of: slug, terms: termsOf(name) })),
    ({ terms }) => terms.at(-1) ?? '',
  ),
  once: new Map(),
  word: new Map(),
  nouns: new Map(),
  category: new Map(),
  brand: new Map(),
  pair: new Map(),
  all: nobody(),
});

const GOES_WITH = /\b(?:for|fits?|with|w\/|compatible|suitable)\b.*$/is;

/** Counts a product in every group that it belongs to. `values`: what it states. */
export function tallyGroups(groups: Groups, product: Product, values: readonly AttributeValue[]): void {
  const { title, productType, categoryPath, categorySlugs, brand } = product;
  const stated = new Set(values.map((one) => one.key));
  if (brand !== null) stated.add('brand');
  count(groups.all, stated);
  for (const slug of categorySlugs) count(groupOf(groups.category, slug), stated);
  const name = wordsOf(title.replace(GOES_WITH, ''));
  const own = new Set([...name, ...wordsOf(productType ?? '')].map((one) => one.term));
  for (const term of new Set([...own, ...termsOf(categoryPath.at(-1) ?? '')]))
    countTerm(groups, term, stated);
  countBrands(groups, brand?.toLowerCase() ?? null, new Set([...own, ...termsOf(brand ?? '')]), stated);
  // A product without a category stands outside each.
  const place = categorySlugs.at(-1) ?? '';
  // A thing is what its title is about, and what its merchant's kind says: both ends of "Pantry - Honey".
  const kind = headsOf(productType ?? '');
  const nouns = new Set([...headsOf(title, brand).first, ...kind.first, ...kind.later]);
  for (const noun of nouns) {
    groups.nouns.set(noun, add(groups.nouns.get(noun) ?? new Map(), place));
    for (const { of, terms } of groups.names.get(noun) ?? []) {
      if (terms.every((term) => own.has(term))) add(groupOf(groups.category, of).called, place);
    }
  }
  for (const [at, one] of name.entries()) {
    const next = name[at + 1];
    if (next && isThingToo(one.word)) tallyPair(groups, one, next, values);
  }
}

/** Counts a product for its own brand, and for every brand that its name speaks of. */
function countBrands(groups: Groups, brand: string | null, names: ReadonlySet<string>, stated: Stated): void {
  if (brand !== null) count(groupOf(groups.brand, brand), stated);
  for (const { of, terms } of [...names].flatMap((term) => groups.brands.get(term) ?? [])) {
    if (terms.every((term) => names.has(term))) add(groupOf(groups.brand, of).called, brand ?? '');
  }
}

/** Counts "coffee maker", and whether what is called so states that colour. */
function tallyPair(groups: Groups, one: Token, next: Token, values: readonly AttributeValue[]): void {
  const names = [one.word, plainColour(one.word)];
  const isColour = values.some(
    ({ key, word }) => key === COLOUR && names.includes(word?.toLowerCase() ?? ''),
  );
  count(groupOf(groups.pair, `${one.term} ${next.term}`), new Set(isColour ? [COLOUR] : []));
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

function count(group: Counted, stated: Stated): void {
  group.products += 1;
  for (const key of stated) add(group.stating, key);
}

const add = (counts: Map<string, number>, name: string): Map<string, number> =>
  counts.set(name, (counts.get(name) ?? 0) + 1);

const termsOf = (text: string): readonly string[] => wordsOf(text).map((one) => one.term);

/** A group as it is kept. */
export interface GroupRow {
  readonly kind: 'word' | 'category' | 'brand' | 'all' | 'pair';
  readonly name: string;
  readonly products: number;
  readonly stating: Readonly<Record<string, number>>;
  readonly called: Readonly<Record<string, number>>;
}

const MOST_GROUPS = { word: 5_000, category: 5_000, brand: 5_000, pair: 1_000 } as const; // the largest: what is read must fit in memory
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
  const largest = (kind: keyof typeof MOST_GROUPS, all: ReadonlyMap<string, Counted>) =>
    [...all]
      .filter(([, { products }]) => kind !== 'word' || products >= groups.all.products * LEAST_SHARE)
      .toSorted((a, b) => b[1].products - a[1].products)
      .slice(0, MOST_GROUPS[kind])
      .map(([name, group]) => rowOf(kind, name, group));
  return [
    rowOf('all', '', groups.all),
    ...largest('word', withNouns(new Map([...groups.word, ...single]), groups.nouns)),
    ...largest('category', groups.category),
    ...largest('brand', groups.brand),
    ...largest('pair', groups.pair),
  ];
}

const withNouns = (
  words: ReadonlyMap<string, Counted>,
  nouns: Groups['nouns'],
): ReadonlyMap<string, Counted> =>
  new Map([...words].map(([term, group]) => [term, { ...group, called: nouns.get(term) ?? group.called }]));

const rowOf = (kind: GroupRow['kind'], name: string, { products, stating, called }: Counted): GroupRow => ({
  kind,
  name,
  products,
  stating: commonest(stating, MOST_KEYS, products * SELDOM),
  called: commonest(called, MOST_CATEGORIES, 0),
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
