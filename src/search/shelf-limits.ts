import type { FactKey } from './fact-keys.ts';
import { isSizeKey } from './limits-sql.ts';
import type { Limit } from './need.ts';
import { FACT, type Segment } from './shelf-segment.ts';
import { valueId, type ShelfWords } from './shelf-words.ts';
import { sizeSpellings } from './sizes.ts';
import { sameDimension, toBase } from './units.ts';

type Range = Extract<Limit, { kind: 'range' }>;

/** Limits as bits of one number, so that one look at a variant tells which of them it breaks. */
export interface ShelfLimits {
  /** Bits of the limits that this product breaks with all of its variants. */
  readonly brokenByProduct: (segment: Segment, product: number) => number;
  /** The same of one variant's price. */
  readonly brokenByVariant: (segment: Segment, variant: number) => number;
  /** Limits on facts, by the number of their key. */
  readonly onFacts: ReadonlyMap<number, readonly FactTest[]>;
  /** Bits of the limits on facts that are kept only where a fact is found. */
  readonly needed: number;
  /** Bits of those that are broken where a fact is found. */
  readonly denied: number;
  /** Bits of the limits of one key that are no denials: what that key's own facet leaves out. */
  readonly bitsOf: (key: string) => number;
}

interface FactTest {
  readonly bit: number;
  /** `fact` is one of FACT. */
  readonly isMet: (fact: number, value: number) => boolean;
}

export const MOST_LIMITS = 30; // bits of a number

/** The same limits as `limits-sql.ts` asks of rows. At most MOST_LIMITS. */
export function shelfLimits(
  limits: readonly Limit[],
  keys: ReadonlyMap<string, FactKey>,
  words: ShelfWords,
): ShelfLimits {
  const ofProduct: ((segment: Segment, product: number) => number)[] = [];
  const ofVariant: ((segment: Segment, variant: number) => number)[] = [];
  const onFacts = new Map<number, FactTest[]>();
  let needed = 0;
  let denied = 0;
  for (const [at, limit] of limits.entries()) {
    const bit = 1 << at;
    const never = () => bit;
    switch (limit.key) {
      case 'price':
        ofVariant.push(limit.kind === 'range' ? priceTest(limit, bit, words) : never);
        break;
      case 'category':
        ofProduct.push(limit.kind === 'any-of' ? categoryTest(limit, bit, words) : never);
        break;
      case 'brand': {
        if (limit.kind !== 'any-of') ofProduct.push(never);
        else {
          const wanted = new Set(limit.values.map((one) => words.brands.known(one.toLowerCase())));
          wanted.delete(-1);
          ofProduct.push((segment, product) =>
            wanted.has(segment.brand[product] ?? -1) === limit.negated ? bit : 0,
          );
        }
        break;
      }
      case 'rating': {
        const holds = limit.kind === 'range' ? within(limit, (bound) => bound) : () => false;
        ofProduct.push((segment, product) => (holds(segment.rating[product] ?? NaN) ? 0 : bit));
        break;
      }
      case 'on_sale':
        ofVariant.push(
          limit.kind === 'flag'
            ? (segment, variant) => ((segment.onSale[variant] === 1) === limit.value ? 0 : bit)
            : never,
        );
        break;
      default: {
        if (limit.kind === 'any-of' && limit.negated) denied |= bit;
        else needed |= bit;
        const key = words.keys.known(limit.key);
        if (key < 0) break;
        const tests = onFacts.get(key) ?? [];
        onFacts.set(key, [...tests, { bit, isMet: factTest(limit, key, keys.get(limit.key), words) }]);
      }
    }
  }
  return {
    brokenByProduct: together(ofProduct),
    brokenByVariant: together(ofVariant),
    onFacts,
    needed,
    denied,
    bitsOf: (key) =>
      limits.reduce(
        (bits, one, at) =>
          one.key === key && !(one.kind === 'any-of' && one.negated) ? bits | (1 << at) : bits,
        0,
      ),
  };
}

type Test = (segment: Segment, at: number) => number;

function together(tests: readonly Test[]): Test {
  return (segment, at) => {
    let bits = 0;
    for (const test of tests) bits |= test(segment, at);
    return bits;
  };
}

function priceTest(limit: Range, bit: number, words: ShelfWords) {
  const holds = within(limit, (bound) => bound);
  const currency = limit.unit === null ? null : words.currencies.known(limit.unit);
  return (segment: Segment, variant: number) =>
    (currency === null || segment.currency[variant] === currency) && holds(segment.price[variant] ?? NaN)
      ? 0
      : bit;
}

function categoryTest(limit: Extract<Limit, { kind: 'any-of' }>, bit: number, words: ShelfWords) {
  const wanted = limit.values.map((slug) => words.categories.known(slug));
  return (segment: Segment, product: number) => {
    let has = false;
    const to = segment.categoriesFrom[product + 1] ?? 0;
    for (let at = segment.categoriesFrom[product] ?? 0; at < to && !has; at += 1) {
      has = wanted.includes(segment.category[at] ?? -1);
    }
    return has === limit.negated ? bit : 0;
  };
}

function factTest(
  limit: Limit,
  key: number,
  known: FactKey | undefined,
  words: ShelfWords,
): FactTest['isMet'] {
  switch (limit.kind) {
    case 'flag': {
      const wanted = limit.value ? FACT.yes : FACT.no;
      return (fact) => fact === wanted;
    }
    case 'range': {
      const own = known?.unit ?? null;
      const unit = sameDimension(limit.unit, own) ? limit.unit : own;
      const holds = within(limit, (bound) => toBase(bound, unit));
      return (fact, value) => fact === FACT.number && holds(value);
    }
    case 'any-of': {
      const spelt = isSizeKey(limit.key)
        ? limit.values.flatMap(sizeSpellings)
        : limit.values.map((one) => one.toLowerCase());
      const wanted = new Set(spelt.map((word) => words.values.known(valueId(key, word))));
      return (fact, value) => fact === FACT.word && wanted.has(value);
    }
  }
}

/** Whether a number keeps a range whose bounds are told in other units; NaN keeps only one without bounds. */
function within(limit: Range, tell: (bound: number) => number): (value: number) => boolean {
  const min = limit.min === null ? null : tell(limit.min);
  const max = limit.max === null ? null : tell(limit.max);
  return (value) =>
    (min === null || (limit.minInclusive ? value >= min : value > min)) &&
    (max === null || (limit.maxInclusive ? value <= max : value < max));
}

/** What a look at one product's variants found, used again for the next product. */
export interface Look {
  /** How many variants the product has. */
  variants: number;
  /** Bits of the limits that each breaks; PASSED_OVER where it cannot be bought or breaks too much to matter. */
  broken: Int32Array;
}

export const PASSED_OVER = -1;

export const openLook = (): Look => ({ variants: 0, broken: new Int32Array(64) });

/**
 * Looks at each variant of one product; answers false where there is nothing to see. `left` are sets of limits, as
 * bits: a variant matters where all that it breaks is within one of them.
 */
export function lookAt(
  segment: Segment,
  product: number,
  limits: ShelfLimits,
  includeSoldOut: boolean,
  left: readonly number[],
  look: Look,
): boolean {
  const always = limits.brokenByProduct(segment, product);
  if (always !== 0 && !matters(always, left)) return false;
  const from = segment.variantsFrom[product] ?? 0;
  const count = (segment.variantsFrom[product + 1] ?? from) - from;
  if (look.broken.length < count) look.broken = new Int32Array(count * 2);
  look.variants = count;
  const asksFacts = (limits.needed | limits.denied) !== 0;
  let any = false;
  for (let n = 0; n < count; n += 1) {
    look.broken[n] = PASSED_OVER;
    if (!includeSoldOut && segment.soldOut[from + n] === 1) continue;
    let broken = always | limits.brokenByVariant(segment, from + n);
    if (broken !== 0 && !matters(broken, left)) continue;
    if (asksFacts) {
      const met = metByFacts(segment, product, n, limits);
      broken |= (limits.needed & ~met) | (limits.denied & met);
      if (broken !== 0 && !matters(broken, left)) continue;
    }
    look.broken[n] = broken;
    any = true;
  }
  return any;
}

function matters(broken: number, left: readonly number[]): boolean {
  for (const bits of left) if ((broken & ~bits) === 0) return true;
  return false;
}

function metByFacts(segment: Segment, product: number, variant: number, { onFacts }: ShelfLimits): number {
  let met = 0;
  const to = segment.factsFrom[product + 1] ?? 0;
  for (let at = segment.factsFrom[product] ?? 0; at < to; at += 1) {
    const fact = segment.fact[at] ?? 0;
    const tests = onFacts.get(fact >> 2);
    if (!tests) continue;
    const of = segment.factVariant[at] ?? -1;
    if (of !== -1 && of !== variant) continue;
    const value = segment.factValue[at] ?? NaN;
    for (const { bit, isMet } of tests) if (isMet(fact & 3, value)) met |= bit;
  }
  return met;
}
