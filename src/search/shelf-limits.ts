import type { FactKey } from './fact-keys.ts';
import { isSizeKey } from './limits-sql.ts';
import type { Limit } from './need.ts';
import { FACT } from './shelf-segment.ts';
import {
  alwaysBroken,
  brandSpan,
  categorySpan,
  priceSpan,
  ratingSpan,
  saleSpan,
  within,
  type SpanTest,
} from './shelf-spans.ts';
import { valueId, type ShelfWords } from './shelf-words.ts';
import { sizeSpellings } from './sizes.ts';
import { sameDimension, toBase } from './units.ts';

/** Limits as bits of one number, so that one look at a variant tells which of them it breaks. */
export interface ShelfLimits {
  /** How many there are; the highest bit is one less. */
  readonly count: number;
  /** What a product breaks with all of its variants. */
  readonly ofProducts: readonly SpanTest[];
  /** What a variant breaks by its price. */
  readonly ofVariants: readonly SpanTest[];
  /** Limits on facts, by the number of their key. */
  readonly onFacts: readonly (readonly FactTest[] | undefined)[];
  /** Bits of the limits on facts that are kept only where a fact is found. */
  readonly needed: number;
  /** Bits of those that are broken where a fact is found. */
  readonly denied: number;
  /** Bits of the limits of one key that are no denials: what that key's own facet leaves out. */
  bitsOf(key: string): number;
}

export interface FactTest {
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
  const ofProducts: SpanTest[] = [];
  const ofVariants: SpanTest[] = [];
  const onFacts: FactTest[][] = [];
  let needed = 0;
  let denied = 0;
  for (const [at, limit] of limits.entries()) {
    const bit = 1 << at;
    const never = alwaysBroken(bit);
    switch (limit.key) {
      case 'price':
        ofVariants.push(limit.kind === 'range' ? priceSpan(limit, bit, words) : never);
        break;
      case 'on_sale':
        ofVariants.push(limit.kind === 'flag' ? saleSpan(limit.value, bit) : never);
        break;
      case 'category':
        ofProducts.push(limit.kind === 'any-of' ? categorySpan(limit, bit, words) : never);
        break;
      case 'brand':
        ofProducts.push(limit.kind === 'any-of' ? brandSpan(limit, bit, words) : never);
        break;
      case 'rating':
        ofProducts.push(limit.kind === 'range' ? ratingSpan(limit, bit) : never);
        break;
      default: {
        if (limit.kind === 'any-of' && limit.negated) denied |= bit;
        else needed |= bit;
        const key = words.keys.known(limit.key);
        if (key < 0) break;
        const test = { bit, isMet: factTest(limit, key, keys.get(limit.key), words) };
        onFacts[key] = [...(onFacts[key] ?? []), test];
      }
    }
  }
  const isOwn = (limit: Limit, key: string) =>
    limit.key === key && !(limit.kind === 'any-of' && limit.negated);
  return {
    count: limits.length,
    ofProducts,
    ofVariants,
    onFacts,
    needed,
    denied,
    bitsOf: (key) => limits.reduce((bits, one, at) => (isOwn(one, key) ? bits | (1 << at) : bits), 0),
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
      const wanted = [...new Set(spelt.map((word) => words.values.known(valueId(key, word))))];
      return (fact, value) => fact === FACT.word && wanted.includes(value);
    }
  }
}
