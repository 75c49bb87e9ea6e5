import type { AttributeKey } from '../query/attribute-key.ts';
import { openAttributeCounter, type AttributeCounter } from './attribute-counter.ts';
import type { SearchQuery } from '../query.ts';
import { holds, widen } from '../data-structures/min-max.ts';
import {
  fillRows,
  fillProducts,
  fillSome,
  openMatchingRows,
  type RowList,
  type MatchingRows,
} from '../filter/matching-rows.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { scopesOf, type Scopes } from '../filter/matching-variants.ts';
import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { rowOf, segmentNumber, type Segment } from '../columns/segment.ts';
import { valueOf, type Dictionary } from '../columns/dictionary.ts';

interface ValueCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** How often each value of one key occurs, in products; bounds in the base unit. */
export interface AttributeCount {
  readonly key: string;
  readonly values: readonly ValueCount[];
  readonly flags: { readonly yes: number; readonly no: number };
  readonly least: number | null;
  readonly most: number | null;
}

export interface Counts {
  /** Products of the scope in all. */
  readonly products: number;
  readonly price: { readonly least: number | null; readonly most: number | null };
  readonly brand: readonly ValueCount[];
  readonly category: readonly ValueCount[];
  readonly facts: readonly AttributeCount[];
}

const MOST_KEYS = 24;
const MIN_SHARE = 0.15; // of the products that must state a key
const MOST_LISTED = 200; // brands and categories listed

/**
 * Counts what keeps the limits of a need, on the whole shelf or among those products: every facet, or that of one key
 * alone.
 */
export function facetCounts(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  only: string | null,
  among: readonly number[] | null,
): Counts {
  const { dictionary } = columns;
  const isWanted = (key: string) => only === null || only === key;
  const [wantsPrice, wantsBrand, wantsCategory] = ['price', 'brand', 'category'].map(isWanted);
  // A fact that is called like what every product has is not counted beside it.
  const isFact = only !== null && !wantsPrice && !wantsBrand && !wantsCategory;
  const key = only === null ? null : isFact ? dictionary.keys.known(only) : -1;
  const price = { least: Infinity, most: -Infinity };
  const brands = new Int32Array(dictionary.brands.size);
  const categorySets = new Int32Array(wantsCategory ? dictionary.categorySets.lists.length : 0);
  const wantsFacts = key === null || key >= 0;
  const tally = openAttributeCounter(wantsFacts ? dictionary.values.size : 0);
  let products = 0;
  const rows = openMatchingRows();
  const count = (segment: Segment) => {
    if (rows.products.count === 0) return;
    products += rows.products.count;
    if (wantsPrice && !holds(price, segment.lowestPrice, segment.highestPrice)) {
      widen(price, segment.price, rows.variants.list, rows.variants.count);
    }
    if (wantsBrand) countBrands(brands, segment.brand, rows.products);
    if (wantsCategory) countCategorySets(categorySets, segment.categorySet, rows.products);
    if (wantsFacts) tally.add(segment, rows, key);
  };
  const scopes = scopesOf(columns, query, keys);
  if (among) visitSome(columns, scopes, among, rows, count);
  else {
    visitAll(columns, scopes, count, {
      places: rows,
      // Nothing but the products themselves is asked of these.
      fill: only === 'brand' || only === 'category' ? fillProducts : fillRows,
      tellsNothing: (one) => only === 'price' && holds(price, one.lowestPrice, one.highestPrice),
    });
  }
  const shown = only === null ? usualKeys(columns, tally, products) : [only];
  return {
    products,
    price: Number.isFinite(price.least) ? price : { least: null, most: null },
    brand: brandCounts(columns, brands),
    category: wantsCategory ? categoryCounts(columns, countCategories(dictionary, categorySets)) : [],
    facts: shown.flatMap((one) => factCount(columns, tally, one) ?? []),
  };
}

function visitAll(
  columns: ColumnStore,
  scopes: Scopes,
  see: (segment: Segment) => void,
  {
    places: rows,
    fill,
    tellsNothing,
  }: {
    readonly places: MatchingRows;
    readonly fill: typeof fillRows;
    /** Whatever is kept of the segment changes no facet; its products are not counted then. */
    tellsNothing(segment: Segment): boolean;
  },
): void {
  const kept = scopes.kept();
  for (const segment of columns.segments.values()) {
    if (tellsNothing(segment) || isEmptyIn(kept, segment)) continue;
    fill(rows, segment, partOf(kept, segment));
    see(segment);
  }
}

/** The segments that hold any of the products, with no other places. */
function visitSome(
  { segments }: ColumnStore,
  scopes: Scopes,
  ids: readonly number[],
  rows: MatchingRows,
  see: (segment: Segment) => void,
): void {
  const kept = scopes.kept();
  const inOrder = Float64Array.from(new Set(ids)).sort();
  for (let from = 0; from < inOrder.length;) {
    const number = segmentNumber(inOrder[from] ?? 0);
    const segment = segments.get(number);
    const some: number[] = [];
    for (; from < inOrder.length && segmentNumber(inOrder[from] ?? 0) === number; from += 1) {
      const product = segment ? rowOf(segment, inOrder[from] ?? 0) : -1;
      if (product >= 0) some.push(product);
    }
    if (!segment || some.length === 0) continue;
    some.sort((a, b) => a - b);
    fillSome(rows, segment, partOf(kept, segment), some);
    see(segment);
  }
}

function countBrands(counts: Int32Array, brand: Int32Array, { list, count }: RowList): void {
  for (let n = 0; n < count; n += 1) {
    const one = brand[list[n] ?? 0] ?? -1;
    if (one >= 0) counts[one] = (counts[one] ?? 0) + 1;
  }
}

function countCategorySets(counts: Int32Array, categorySet: Uint32Array, { list, count }: RowList): void {
  for (let n = 0; n < count; n += 1) {
    const set = categorySet[list[n] ?? 0] ?? 0;
    counts[set] = (counts[set] ?? 0) + 1;
  }
}

/** Products by category, from products by set of categories. */
function countCategories({ categories, categorySets }: Dictionary, bySet: Int32Array): Int32Array {
  const counts = new Int32Array(categories.size);
  for (const [set, list] of categorySets.lists.entries()) {
    for (const one of list) counts[one] = (counts[one] ?? 0) + (bySet[set] ?? 0);
  }
  return counts;
}

/** The keys that most products state, the commonest first. */
function usualKeys(
  { dictionary }: ColumnStore,
  { stated }: AttributeCounter,
  total: number,
): readonly string[] {
  return [...stated]
    .filter(([, { products }]) => products >= Math.max(1, MIN_SHARE * total))
    .map(([key, { products, ofVariants }]) => ({ key: dictionary.keys.textOf(key), products, ofVariants }))
    .toSorted(
      (a, b) =>
        b.products - a.products || Number(b.ofVariants) - Number(a.ofVariants) || (a.key < b.key ? -1 : 1),
    )
    .slice(0, MOST_KEYS)
    .map(({ key }) => key);
}

function factCount(
  { dictionary, labelOf }: ColumnStore,
  tally: AttributeCounter,
  key: string,
): AttributeCount | null {
  const number = dictionary.keys.known(key);
  if (!tally.stated.has(number)) return null;
  const values = (tally.met.get(number) ?? []).map((value): ValueCount => ({
    value: valueOf(dictionary, value).word,
    label: labelOf(value),
    count: tally.values[value] ?? 0,
  }));
  const range = tally.ranges.get(number);
  return {
    key,
    values: byCount(values),
    flags: tally.flags.get(number) ?? { yes: 0, no: 0 },
    least: range?.least ?? null,
    most: range?.most ?? null,
  };
}

const byCount = (counts: readonly ValueCount[]): readonly ValueCount[] =>
  counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

function brandCounts({ dictionary }: ColumnStore, counts: Int32Array): readonly ValueCount[] {
  const found = countedIn(counts).map(({ number, count }) => {
    const label = dictionary.brandLabels.get(number) ?? dictionary.brands.textOf(number);
    return { value: label, label, count };
  });
  return byCount(found).slice(0, MOST_LISTED);
}

function categoryCounts({ dictionary, categories }: ColumnStore, counts: Int32Array): readonly ValueCount[] {
  const found = countedIn(counts).flatMap(({ number, count }) => {
    const slug = dictionary.categories.textOf(number);
    const category = categories.get(slug);
    return category ? [{ value: slug, label: category.name, count, depth: category.depth }] : [];
  });
  return found
    .toSorted((a, b) => a.depth - b.depth || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ value, label, count }) => ({ value, label, count }));
}

function countedIn(counts: Int32Array): readonly { readonly number: number; readonly count: number }[] {
  const found: { number: number; count: number }[] = [];
  for (let number = 0; number < counts.length; number += 1) {
    const count = counts[number] ?? 0;
    if (count > 0) found.push({ number, count });
  }
  return found;
}
