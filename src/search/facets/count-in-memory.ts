import type { Counts, FactCount, ValueCount } from './count-sql.ts';
import { MOST_KEYS, MOST_LISTED, MIN_SHARE } from './count-sql.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { openFactTally, type FactTally } from './attribute-counter.ts';
import type { Need } from '../query.ts';
import { holds, widen } from '../data-structures/min-max.ts';
import {
  fillPlaces,
  fillProducts,
  fillSome,
  openScopePlaces,
  type Places,
  type ScopePlaces,
} from '../filter/matching-rows.ts';
import type { Shelf } from '../columns/column-store.ts';
import { scopesOf, type Scopes } from '../filter/matching-variants.ts';
import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { placeOf, segmentNumber, type Segment } from '../columns/segment.ts';
import { valueOf, type ShelfWords } from '../columns/dictionary.ts';

/**
 * Counts what keeps the limits of a need, on the whole shelf or among those products: every facet, or that of one key
 * alone.
 */
export function countShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  only: string | null,
  among: readonly number[] | null,
): Counts {
  const { words } = shelf;
  const isWanted = (key: string) => only === null || only === key;
  const [wantsPrice, wantsBrand, wantsCategory] = ['price', 'brand', 'category'].map(isWanted);
  // A fact that is called like what every product has is not counted beside it.
  const isFact = only !== null && !wantsPrice && !wantsBrand && !wantsCategory;
  const key = only === null ? null : isFact ? words.keys.known(only) : -1;
  const price = { least: Infinity, most: -Infinity };
  const brands = new Int32Array(words.brands.size);
  const categorySets = new Int32Array(wantsCategory ? words.categorySets.lists.length : 0);
  const wantsFacts = key === null || key >= 0;
  const tally = openFactTally(wantsFacts ? words.values.size : 0);
  let products = 0;
  const places = openScopePlaces();
  const count = (segment: Segment) => {
    if (places.products.count === 0) return;
    products += places.products.count;
    if (wantsPrice && !holds(price, segment.lowestPrice, segment.highestPrice)) {
      widen(price, segment.price, places.variants.list, places.variants.count);
    }
    if (wantsBrand) countBrands(brands, segment.brand, places.products);
    if (wantsCategory) countCategorySets(categorySets, segment.categorySet, places.products);
    if (wantsFacts) tally.add(segment, places, key);
  };
  const scopes = scopesOf(shelf, need, keys);
  if (among) visitSome(shelf, scopes, among, places, count);
  else {
    visitAll(shelf, scopes, count, {
      places,
      // Nothing but the products themselves is asked of these.
      fill: only === 'brand' || only === 'category' ? fillProducts : fillPlaces,
      tellsNothing: (one) => only === 'price' && holds(price, one.lowestPrice, one.highestPrice),
    });
  }
  const shown = only === null ? usualKeys(shelf, tally, products) : [only];
  return {
    products,
    price: Number.isFinite(price.least) ? price : { least: null, most: null },
    brand: brandCounts(shelf, brands),
    category: wantsCategory ? categoryCounts(shelf, countCategories(words, categorySets)) : [],
    facts: shown.flatMap((one) => factCount(shelf, tally, one) ?? []),
  };
}

function visitAll(
  shelf: Shelf,
  scopes: Scopes,
  see: (segment: Segment) => void,
  {
    places,
    fill,
    tellsNothing,
  }: {
    readonly places: ScopePlaces;
    readonly fill: typeof fillPlaces;
    /** Whatever is kept of the segment changes no facet; its products are not counted then. */
    tellsNothing(segment: Segment): boolean;
  },
): void {
  const kept = scopes.kept();
  for (const segment of shelf.segments.values()) {
    if (tellsNothing(segment) || isEmptyIn(kept, segment)) continue;
    fill(places, segment, partOf(kept, segment));
    see(segment);
  }
}

/** The segments that hold any of the products, with no other places. */
function visitSome(
  { segments }: Shelf,
  scopes: Scopes,
  ids: readonly number[],
  places: ScopePlaces,
  see: (segment: Segment) => void,
): void {
  const kept = scopes.kept();
  const inOrder = Float64Array.from(new Set(ids)).sort();
  for (let from = 0; from < inOrder.length;) {
    const number = segmentNumber(inOrder[from] ?? 0);
    const segment = segments.get(number);
    const some: number[] = [];
    for (; from < inOrder.length && segmentNumber(inOrder[from] ?? 0) === number; from += 1) {
      const product = segment ? placeOf(segment, inOrder[from] ?? 0) : -1;
      if (product >= 0) some.push(product);
    }
    if (!segment || some.length === 0) continue;
    some.sort((a, b) => a - b);
    fillSome(places, segment, partOf(kept, segment), some);
    see(segment);
  }
}

function countBrands(counts: Int32Array, brand: Int32Array, { list, count }: Places): void {
  for (let n = 0; n < count; n += 1) {
    const one = brand[list[n] ?? 0] ?? -1;
    if (one >= 0) counts[one] = (counts[one] ?? 0) + 1;
  }
}

function countCategorySets(counts: Int32Array, categorySet: Uint32Array, { list, count }: Places): void {
  for (let n = 0; n < count; n += 1) {
    const set = categorySet[list[n] ?? 0] ?? 0;
    counts[set] = (counts[set] ?? 0) + 1;
  }
}

/** Products by category, from products by set of categories. */
function countCategories({ categories, categorySets }: ShelfWords, bySet: Int32Array): Int32Array {
  const counts = new Int32Array(categories.size);
  for (const [set, list] of categorySets.lists.entries()) {
    for (const one of list) counts[one] = (counts[one] ?? 0) + (bySet[set] ?? 0);
  }
  return counts;
}

/** The keys that most products state, the commonest first. */
function usualKeys({ words }: Shelf, { stated }: FactTally, total: number): readonly string[] {
  return [...stated]
    .filter(([, { products }]) => products >= Math.max(1, MIN_SHARE * total))
    .map(([key, { products, ofVariants }]) => ({ key: words.keys.textOf(key), products, ofVariants }))
    .toSorted(
      (a, b) =>
        b.products - a.products || Number(b.ofVariants) - Number(a.ofVariants) || (a.key < b.key ? -1 : 1),
    )
    .slice(0, MOST_KEYS)
    .map(({ key }) => key);
}

function factCount({ words, labelOf }: Shelf, tally: FactTally, key: string): FactCount | null {
  const number = words.keys.known(key);
  if (!tally.stated.has(number)) return null;
  const values = (tally.met.get(number) ?? []).map((value): ValueCount => ({
    value: valueOf(words, value).word,
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

function brandCounts({ words }: Shelf, counts: Int32Array): readonly ValueCount[] {
  const found = countedIn(counts).map(({ number, count }) => {
    const label = words.brandLabels.get(number) ?? words.brands.textOf(number);
    return { value: label, label, count };
  });
  return byCount(found).slice(0, MOST_LISTED);
}

function categoryCounts({ words, categories }: Shelf, counts: Int32Array): readonly ValueCount[] {
  const found = countedIn(counts).flatMap(({ number, count }) => {
    const slug = words.categories.textOf(number);
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
