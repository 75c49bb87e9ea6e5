import type { Counts, FactCount, ScopedCounts, ValueCount } from './facet-counts.ts';
import { MOST_KEYS, MOST_LISTED, MIN_SHARE } from './facet-counts.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { shelfLimits } from './shelf-limits.ts';
import { lookThrough, PASSED_OVER } from './shelf-look.ts';
import { FACT, type Segment } from './shelf-segment.ts';
import { valueOf } from './shelf-words.ts';

/** What words narrowed a count to. */
export interface CountedAmong {
  /** What fits the need. */
  readonly candidates: ReadonlySet<number>;
  /** What picked facets are counted among as well: they leave a limit out. */
  readonly others: readonly number[];
}

/**
 * Counts every facet of a need in one pass: over those products, or over the whole shelf. `picked` are the keys with
 * limits of their own, at most 30.
 */
export function countShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  picked: readonly string[],
  among: CountedAmong | null,
): ScopedCounts {
  const { words } = shelf;
  const limits = shelfLimits(need.limits, keys, words);
  // Scope 0 is under all limits, scope n without those of the n-th picked key.
  const left = [0, ...picked.map((key) => limits.bitsOf(key))];
  const scopeOf = new Map(picked.map((key, at) => [key, at + 1]));
  const [priceScope, brandScope, categoryScope] = ['price', 'brand', 'category'].map(
    (key) => 1 << (scopeOf.get(key) ?? 0),
  ) as [number, number, number];
  const factScopes = new Map(
    picked.flatMap((key, at) => {
      const number = words.keys.known(key);
      return number < 0 ? [] : [[number, 1 << (at + 1)] as const];
    }),
  );
  // The scopes in which facts are counted: a product seen only without its category's limit adds to categories alone.
  const ofFacts = [...factScopes.values()].reduce((bits, scope) => bits | scope, 1);
  const products = new Int32Array(left.length);
  const price = { least: Infinity, most: -Infinity };
  const brands = new Int32Array(words.brands.size);
  const categories = new Int32Array(words.categories.size);
  const tally = openTally(words.values.size, words.keys.size);
  const lookAt = lookThrough(limits, need.includeSoldOut, left, among === null);
  // The scopes that each variant of the product in hand is in, as bits.
  let isIn = new Int32Array(64);

  const visit = (segment: Segment, product: number) => {
    const look = lookAt(segment, product);
    if (!look) return;
    const from = segment.variantsFrom[product] ?? 0;
    const counted = among && !among.candidates.has(segment.id[product] ?? 0) ? ~1 : ~0;
    if (isIn.length < look.variants) isIn = new Int32Array(look.variants * 2);
    let anyIn = 0;
    for (let variant = 0; variant < look.variants; variant += 1) {
      const broken = look.broken[variant] ?? PASSED_OVER;
      const scopes = broken === PASSED_OVER ? 0 : scopesOf(broken, left) & counted;
      isIn[variant] = scopes;
      anyIn |= scopes;
      if ((scopes & priceScope) === 0) continue;
      const one = segment.price[from + variant] ?? 0;
      if (one < price.least) price.least = one;
      if (one > price.most) price.most = one;
    }
    if (anyIn === 0) return;
    for (let at = 0; at < left.length; at += 1) if (anyIn & (1 << at)) products[at] = (products[at] ?? 0) + 1;
    const brand = segment.brand[product] ?? -1;
    if (brand >= 0 && anyIn & brandScope) brands[brand] = (brands[brand] ?? 0) + 1;
    if (anyIn & categoryScope) {
      const end = segment.categoriesFrom[product + 1] ?? 0;
      for (let at = segment.categoriesFrom[product] ?? 0; at < end; at += 1) {
        const one = segment.category[at] ?? 0;
        categories[one] = (categories[one] ?? 0) + 1;
      }
    }
    if ((anyIn & ofFacts) === 0) return;
    tally.nextProduct();
    const end = segment.factsFrom[product + 1] ?? 0;
    for (let at = segment.factsFrom[product] ?? 0; at < end; at += 1) {
      const fact = segment.fact[at] ?? 0;
      const of = segment.factVariant[at] ?? -1;
      const scopes = of === -1 ? anyIn : (isIn[of] ?? 0);
      if (scopes === 0) continue;
      const own = factScopes.get(fact >> 2) ?? 1;
      if (scopes & 1) tally.stated(fact >> 2, of !== -1);
      if (scopes & own) tally.add(fact, segment.factValue[at] ?? NaN);
    }
  };
  if (among) shelf.visitSome([...new Set([...among.candidates, ...among.others])], visit);
  else shelf.visitAll(visit);

  const priceOf = Number.isFinite(price.least) ? price : { least: null, most: null };
  const facts = factCounts(shelf, tally);
  const total = products[0] ?? 0;
  const usual = tally
    .keysStated()
    .filter(({ count }) => count >= Math.max(1, MIN_SHARE * total))
    .map(({ key, count, ofVariants }) => ({ key: words.keys.textOf(key), count, ofVariants }))
    .toSorted(
      (a, b) => b.count - a.count || Number(b.ofVariants) - Number(a.ofVariants) || (a.key < b.key ? -1 : 1),
    )
    .slice(0, MOST_KEYS);
  const all: Counts = {
    products: total,
    price: priceOf,
    brand: brandCounts(shelf, brands),
    category: categoryCounts(shelf, categories),
    facts: usual.flatMap(({ key }) => facts.get(key) ?? []),
  };
  const apart = picked.map((key, at): readonly [string, Counts] => [
    key,
    { ...all, products: products[at + 1] ?? 0, facts: facts.get(key) ? [facts.get(key) as FactCount] : [] },
  ]);
  return { all, apart: new Map(apart) };
}

/** The scopes that a variant which breaks these limits is in, as bits. */
function scopesOf(broken: number, left: readonly number[]): number {
  let scopes = 0;
  for (let at = 0; at < left.length; at += 1) if ((broken & ~(left[at] ?? 0)) === 0) scopes |= 1 << at;
  return scopes;
}

interface Tally {
  nextProduct(): void;
  /** The product states the key under all limits. */
  stated(key: number, ofVariant: boolean): void;
  /** Each value once a product. */
  add(fact: number, value: number): void;
  keysStated(): readonly { readonly key: number; readonly count: number; readonly ofVariants: boolean }[];
  readonly counts: Int32Array;
  readonly flags: ReadonlyMap<number, { yes: number; no: number }>;
  readonly ranges: ReadonlyMap<number, { least: number; most: number }>;
}

function openTally(values: number, keys: number): Tally {
  const counts = new Int32Array(values);
  const lastOfValue = new Int32Array(values);
  const statedBy = new Int32Array(keys);
  const lastOfKey = new Int32Array(keys);
  const ofVariants = new Uint8Array(keys);
  const lastFlag = new Map<number, number>();
  const flags = new Map<number, { yes: number; no: number }>();
  const ranges = new Map<number, { least: number; most: number }>();
  let product = 0;
  return {
    counts,
    flags,
    ranges,
    nextProduct: () => (product += 1),
    stated(key, ofVariant) {
      if (ofVariant) ofVariants[key] = 1;
      if (lastOfKey[key] === product) return;
      lastOfKey[key] = product;
      statedBy[key] = (statedBy[key] ?? 0) + 1;
    },
    add(fact, value) {
      const kind = fact & 3;
      if (kind === FACT.word) {
        if (lastOfValue[value] === product) return;
        lastOfValue[value] = product;
        counts[value] = (counts[value] ?? 0) + 1;
      } else if (kind === FACT.number) {
        const range = ranges.get(fact >> 2) ?? { least: value, most: value };
        range.least = Math.min(range.least, value);
        range.most = Math.max(range.most, value);
        ranges.set(fact >> 2, range);
      } else {
        if (lastFlag.get(fact) === product) return;
        lastFlag.set(fact, product);
        const flag = flags.get(fact >> 2) ?? { yes: 0, no: 0 };
        flag[kind === FACT.yes ? 'yes' : 'no'] += 1;
        flags.set(fact >> 2, flag);
      }
    },
    keysStated: () =>
      Array.from(statedBy, (count, key) => ({ key, count, ofVariants: ofVariants[key] === 1 })).filter(
        ({ count }) => count > 0,
      ),
  };
}

function factCounts({ words, labelOf }: Shelf, tally: Tally): ReadonlyMap<string, FactCount> {
  const values = new Map<number, ValueCount[]>();
  for (let value = 0; value < tally.counts.length; value += 1) {
    const count = tally.counts[value] ?? 0;
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
