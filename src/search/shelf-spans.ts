import type { Limit } from './need.ts';
import type { Segment } from './shelf-segment.ts';
import type { ShelfWords } from './shelf-words.ts';

/**
 * Adds a limit's bit for each product (or variant) from `from` to before `to` that breaks it. A whole segment is one
 * call, since a loop within one small function is several times as fast as a call for each product.
 */
export type SpanTest = (segment: Segment, from: number, to: number, bits: Int32Array) => void;

type AnyOf = Extract<Limit, { kind: 'any-of' }>;
type Range = Extract<Limit, { kind: 'range' }>;

/** Broken by everything: a limit that makes no sense on its key. */
export const alwaysBroken =
  (bit: number): SpanTest =>
  (_segment, from, to, bits) => {
    for (let at = from; at < to; at += 1) bits[at] = (bits[at] ?? 0) | bit;
  };

export function priceSpan(limit: Range, bit: number, words: ShelfWords): SpanTest {
  const holds = within(limit, (bound) => bound);
  const currency = limit.unit === null ? null : words.currencies.known(limit.unit);
  return (segment, from, to, bits) => {
    for (let at = from; at < to; at += 1) {
      const isPriced = currency === null || segment.currency[at] === currency;
      if (!isPriced || !holds(segment.price[at] ?? NaN)) bits[at] = (bits[at] ?? 0) | bit;
    }
  };
}

export function saleSpan(wanted: boolean, bit: number): SpanTest {
  const kept = wanted ? 1 : 0;
  return (segment, from, to, bits) => {
    for (let at = from; at < to; at += 1) if (segment.onSale[at] !== kept) bits[at] = (bits[at] ?? 0) | bit;
  };
}

export function categorySpan(limit: AnyOf, bit: number, words: ShelfWords): SpanTest {
  const wanted = new Uint8Array(words.categories.size);
  for (const slug of limit.values) {
    const number = words.categories.known(slug);
    if (number >= 0) wanted[number] = 1;
  }
  return (segment, from, to, bits) => {
    let at = segment.categoriesFrom[from] ?? 0;
    for (let product = from; product < to; product += 1) {
      const end = segment.categoriesFrom[product + 1] ?? 0;
      let has = 0;
      for (; at < end; at += 1) has |= wanted[segment.category[at] ?? 0] ?? 0;
      if ((has === 1) === limit.negated) bits[product] = (bits[product] ?? 0) | bit;
    }
  };
}

export function brandSpan(limit: AnyOf, bit: number, words: ShelfWords): SpanTest {
  const wanted = new Uint8Array(words.brands.size);
  for (const brand of limit.values) {
    const number = words.brands.known(brand.toLowerCase());
    if (number >= 0) wanted[number] = 1;
  }
  return (segment, from, to, bits) => {
    for (let product = from; product < to; product += 1) {
      const brand = segment.brand[product] ?? -1;
      const has = brand >= 0 && wanted[brand] === 1;
      if (has === limit.negated) bits[product] = (bits[product] ?? 0) | bit;
    }
  };
}

export function ratingSpan(limit: Range, bit: number): SpanTest {
  const holds = within(limit, (bound) => bound);
  return (segment, from, to, bits) => {
    for (let product = from; product < to; product += 1) {
      if (!holds(segment.rating[product] ?? NaN)) bits[product] = (bits[product] ?? 0) | bit;
    }
  };
}

/** Whether a number keeps a range whose bounds are told in other units; NaN keeps only one without bounds. */
export function within(limit: Range, tell: (bound: number) => number): (value: number) => boolean {
  const min = limit.min === null ? null : tell(limit.min);
  const max = limit.max === null ? null : tell(limit.max);
  return (value) =>
    (min === null || (limit.minInclusive ? value >= min : value > min)) &&
    (max === null || (limit.maxInclusive ? value <= max : value < max));
}
