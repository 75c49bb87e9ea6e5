import type { Counts, FactCount, ScopedCounts, ValueCount } from './facet-counts.ts';
import { MOST_KEYS, MOST_LISTED, MIN_SHARE } from './facet-counts.ts';
import type { FactKey } from './fact-keys.ts';
import { openFactTally, type FactTally } from './fact-tally.ts';
import type { Need } from './need.ts';
import { fillPlaces, openScopePlaces } from './scope-places.ts';
import type { Shelf } from './shelf.ts';
import { scopesOf, type Scopes } from './shelf-scopes.ts';
import type { Segment } from './shelf-segment.ts';
import { valueOf } from './shelf-words.ts';
import { addVariant, intersect, noVariants, type VariantBits } from './variant-bits.ts';

/** What words narrowed a count to. */
export interface CountedAmong {
  /** What fits the need. */
  readonly candidates: Iterable<number>;
  /** What picked facets are counted among as well: they leave a limit out. */
  readonly others: Iterable<number>;
}

/** Counts every facet of a need: over those products, or over the whole shelf. `picked`: the keys with limits of their own. */
export function countShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  picked: readonly string[],
  among: CountedAmong | null,
): ScopedCounts {
  const { words } = shelf;
  const scopes = scopesOf(shelf, need, keys, picked);
  const looked = among ? narrowed(shelf, scopes, among) : whole(shelf, scopes);
  // Scope 0 is under all limits, scope n without those of the n-th picked key: which one each facet is counted in.
  const scopeOf = (key: string) => picked.indexOf(key) + 1;
  const [ofPrice, ofBrand, ofCategory] = ['price', 'brand', 'category'].map(scopeOf) as [
    number,
    number,
    number,
  ];
  const ofFacts = new Map(picked.map((key, at) => [words.keys.known(key), at + 1]));
  const places = Array.from({ length: picked.length + 1 }, openScopePlaces);
  const [all = openScopePlaces()] = places;
  const in_ = (scope: number) => places[scope] ?? all;
  const products = new Int32Array(places.length);
  const price = { least: Infinity, most: -Infinity };
  const brands = new Int32Array(words.brands.size);
  const categories = new Int32Array(words.categories.size);
  const tally = openFactTally(words.values.size);
  const placesFor = (key: number) => in_(ofFacts.get(key) ?? 0);

  for (const [segment, bits] of looked) {
    let any = 0;
    for (const [at, place] of places.entries()) {
      fillPlaces(place, segment, bits[at] ?? noVariants(segment.variants));
      products[at] = (products[at] ?? 0) + place.products.count;
      any += place.products.count;
    }
    if (any === 0) continue;
    const priced = in_(ofPrice).variants;
    for (let n = 0; n < priced.count; n += 1) {
      const one = segment.price[priced.list[n] ?? 0] ?? 0;
      if (one < price.least) price.least = one;
      if (one > price.most) price.most = one;
    }
    const branded = in_(ofBrand).products;
    for (let n = 0; n < branded.count; n += 1) {
      const one = segment.brand[branded.list[n] ?? 0] ?? -1;
      if (one >= 0) brands[one] = (brands[one] ?? 0) + 1;
    }
    const placed = in_(ofCategory).products;
    for (let n = 0; n < placed.count; n += 1) {
      const product = placed.list[n] ?? 0;
      const end = segment.categoriesFrom[product + 1] ?? 0;
      for (let at = segment.categoriesFrom[product] ?? 0; at < end; at += 1) {
        const one = segment.category[at] ?? 0;
        categories[one] = (categories[one] ?? 0) + 1;
      }
    }
    tally.add(segment, all, placesFor);
  }

  const facts = factCounts(shelf, tally);
  const total = products[0] ?? 0;
  const counts: Counts = {
    products: total,
    price: Number.isFinite(price.least) ? price : { least: null, most: null },
    brand: brandCounts(shelf, brands),
    category: categoryCounts(shelf, categories),
    facts: usualKeys(shelf, tally, total).flatMap((key) => facts.get(key) ?? []),
  };
  const apart = picked.map((key, at): readonly [string, Counts] => {
    const own = facts.get(key);
    return [key, { ...counts, products: products[at + 1] ?? 0, facts: own ? [own] : [] }];
  });
  return { all: counts, apart: new Map(apart) };
}

type Looked = Iterable<readonly [segment: Segment, scopes: readonly VariantBits[]]>;

function* whole({ segments }: Shelf, scopes: Scopes): Looked {
  for (const segment of segments.values()) yield [segment, scopes(segment)];
}

/** The segments that hold any of the products, with scopes that hold nothing else. */
function* narrowed(shelf: Shelf, scopes: Scopes, { candidates, others }: CountedAmong): Looked {
  const masks = new Map<Segment, { readonly fitting: VariantBits; readonly any: VariantBits }>();
  const add = (ids: Iterable<number>, isFitting: boolean) =>
    shelf.visitSome(ids, (segment, product) => {
      const mask = masks.get(segment) ?? {
        fitting: noVariants(segment.variants),
        any: noVariants(segment.variants),
      };
      masks.set(segment, mask);
      const to = segment.variantsFrom[product + 1] ?? 0;
      for (let place = segment.variantsFrom[product] ?? 0; place < to; place += 1) {
        addVariant(mask.any, place);
        if (isFitting) addVariant(mask.fitting, place);
      }
    });
  add(candidates, true);
  add(others, false);
  for (const [segment, { fitting, any }] of masks) {
    const bits = scopes(segment).map((scope, at) => {
      const own = scope.slice();
      intersect(own, at === 0 ? fitting : any);
      return own;
    });
    yield [segment, bits];
  }
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

function factCounts({ words, labelOf }: Shelf, tally: FactTally): ReadonlyMap<string, FactCount> {
  const values = new Map<number, ValueCount[]>();
  for (let value = 0; value < tally.values.length; value += 1) {
    const count = tally.values[value] ?? 0;
    if (count === 0) continue;
    const { key, word } = valueOf(words, value);
    const some = values.get(key) ?? [];
    some.push({ value: word, label: labelOf(value), count });
    values.set(key, some);
  }
  const keys = new Set([...values.keys(), ...tally.flags.keys(), ...tally.ranges.keys()]);
  return new Map(
    [...keys].map((key) => {
      const range = tally.ranges.get(key);
      const count: FactCount = {
        key: words.keys.textOf(key),
        values: byCount(values.get(key) ?? []),
        flags: tally.flags.get(key) ?? { yes: 0, no: 0 },
        least: range?.least ?? null,
        most: range?.most ?? null,
      };
      return [count.key, count] as const;
    }),
  );
}

const byCount = (counts: readonly ValueCount[]): readonly ValueCount[] =>
  counts.toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));

function brandCounts({ words }: Shelf, counts: Int32Array): readonly ValueCount[] {
  const found = Array.from(counts, (count, brand) => {
    const label = words.brandLabels.get(brand) ?? words.brands.textOf(brand);
    return { value: label, label, count };
  });
  return byCount(found.filter(({ count }) => count > 0)).slice(0, MOST_LISTED);
}

function categoryCounts({ words, categories }: Shelf, counts: Int32Array): readonly ValueCount[] {
  const found = Array.from(counts, (count, number) => ({ slug: words.categories.textOf(number), count }))
    .filter(({ count }) => count > 0)
    .flatMap(({ slug, count }) => {
      const category = categories.get(slug);
      return category ? [{ value: slug, label: category.name, count, depth: category.depth }] : [];
    });
  return found
    .toSorted((a, b) => a.depth - b.depth || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ value, label, count }) => ({ value, label, count }));
}
