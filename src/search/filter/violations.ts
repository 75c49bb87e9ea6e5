import { attributeOf, isAvailable, type Product, type Variant, isReduced } from '#src/catalog/product.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Violation } from '../result.ts';
import type { AttributeValue } from '../attributes/attribute-values.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { isWithin } from '#src/query/filters.ts';
import type { Filter } from '#src/query/search-query.ts';
import { isSizeKey, sizeSpellings } from '#src/language/sizes.ts';
import { fromBase, sameDimension, toBase } from '#src/language/units.ts';

/** A limit that a variant breaks and how badly: 0 is almost kept, 1 is something else altogether. */
export interface MeasuredViolation {
  readonly broken: Violation;
  readonly size: number;
}

export interface Checked {
  readonly product: Product;
  readonly variant: Variant;
  readonly facts: readonly AttributeValue[];
  readonly keys: ReadonlyMap<string, AttributeKey>;
  readonly locale: string;
}

type Range = Extract<Filter, { kind: 'range' }>;

const IN_STOCK: Filter = { kind: 'flag', key: 'in_stock', label: 'In stock', value: true };

/** Every limit that the variant breaks, and that it is sold out where it must not be. */
export function violationsOf(
  checked: Checked,
  filters: readonly Filter[],
  includeSoldOut: boolean,
): readonly MeasuredViolation[] {
  const breaches = filters.flatMap((filter) => breachOf(checked, filter) ?? []);
  if (includeSoldOut || isAvailable(checked.variant)) return breaches;
  return [...breaches, { broken: { filter: IN_STOCK, actual: 'sold out', by: null }, size: 0.5 }];
}

function breachOf(checked: Checked, filter: Filter): MeasuredViolation | null {
  const { product, variant } = checked;
  switch (filter.key) {
    case 'price':
      return filter.kind === 'range' ? priceBreach(checked, filter) : null;
    case 'category':
      return wordsBreach(filter, product.categorySlugs, product.categoryPath.at(-1) ?? 'no category');
    case 'brand':
      return wordsBreach(
        filter,
        product.brand ? [product.brand.toLowerCase()] : [],
        product.brand ?? 'not stated',
      );
    case 'rating':
      return filter.kind === 'range'
        ? numbersBreach(filter, product.rating ? [product.rating.average] : [], null)
        : null;
    case 'on_sale': {
      const reduced = isReduced(variant);
      return filter.kind === 'flag' && reduced !== filter.value
        ? breach(filter, reduced ? 'on sale' : 'not on sale')
        : null;
    }
    default:
      return factBreach(checked, filter);
  }
}

function priceBreach({ variant, locale }: Checked, filter: Range): MeasuredViolation | null {
  const { minor, currency } = variant.price;
  const actual = formatMoney(variant.price, locale);
  if (filter.unit !== null && filter.unit !== currency) return breach(filter, `priced in ${currency}`);
  if (isWithin(filter, minor)) return null;
  const { off, over } = offBy(filter, minor);
  const by = `${formatMoney({ minor: off, currency }, locale)} ${over ? 'over' : 'under'}`;
  return { broken: { filter, actual, by: off === 0 ? null : by }, size: share(off, filter) };
}

function factBreach(checked: Checked, filter: Filter): MeasuredViolation | null {
  const facts = checked.facts.filter(
    (fact) => fact.key === filter.key && (fact.variantId === 0 || fact.variantId === checked.variant.id),
  );
  switch (filter.kind) {
    case 'range': {
      const unit = checked.keys.get(filter.key)?.unit ?? null;
      const numbers = facts.flatMap((fact) => (fact.number === null ? [] : [fromBase(fact.number, unit)]));
      const said = { ...filter, ...toldIn(filter, unit) };
      return numbersBreach(said, numbers, unit, filter);
    }
    case 'flag': {
      const flags = facts.flatMap((fact) => (fact.flag === null ? [] : [fact.flag]));
      if (flags.includes(filter.value)) return null;
      return breach(filter, flags.length ? (filter.value ? 'no' : 'yes') : 'not stated');
    }
    case 'any-of': {
      const words = facts.flatMap((fact) => (fact.word === null ? [] : [fact.word]));
      const shown = [...new Set(words)].slice(0, 4).join(', ') || 'not stated';
      const asked = isSizeKey(filter.key) ? filter.values.flatMap(sizeSpellings) : filter.values;
      const option = Object.entries(checked.variant.options).find(
        ([name]) => name.toLowerCase() === filter.key,
      );
      const own = attributeOf(checked.product, filter.key, checked.variant);
      const actual = option?.[1] ?? (own?.kind === 'words' ? own.values.slice(0, 4).join(', ') : shown);
      return wordsBreach(
        { ...filter, values: asked },
        words.map((word) => word.toLowerCase()),
        actual,
        filter,
      );
    }
  }
}

function wordsBreach(
  filter: Filter,
  words: readonly string[],
  actual: string,
  shown = filter,
): MeasuredViolation | null {
  if (filter.kind !== 'any-of') return breach(shown, actual);
  const has = filter.values.some((value) => words.includes(value.toLowerCase()));
  return has === filter.negated ? breach(shown, actual) : null;
}

function numbersBreach(
  filter: Range,
  numbers: readonly number[],
  unit: string | null,
  shown: Filter = filter,
): MeasuredViolation | null {
  if (!numbers.length) return breach(shown, 'not stated');
  if (numbers.some((number) => isWithin(filter, number))) return null;
  const nearest = numbers.toSorted((a, b) => offBy(filter, a).off - offBy(filter, b).off)[0] ?? 0;
  const { off, over } = offBy(filter, nearest);
  const tell = (value: number) => `${Number(value.toPrecision(4))}${unit ? ` ${unit}` : ''}`;
  const by = off === 0 ? null : `${tell(off)} ${over ? 'over' : 'under'}`;
  return { broken: { filter: shown, actual: tell(nearest), by }, size: share(off, filter) };
}

/** The bounds of a range told in the key's unit. */
function toldIn(filter: Range, unit: string | null): { min: number | null; max: number | null } {
  const from = sameDimension(filter.unit, unit) ? filter.unit : unit;
  const tell = (bound: number | null) => (bound === null ? null : fromBase(toBase(bound, from), unit));
  return { min: tell(filter.min), max: tell(filter.max) };
}

function offBy(filter: Range, value: number): { off: number; over: boolean } {
  const over = filter.max === null ? -Infinity : value - filter.max;
  const under = filter.min === null ? -Infinity : filter.min - value;
  return over >= under ? { off: Math.max(0, over), over: true } : { off: Math.max(0, under), over: false };
}

const share = (off: number, filter: Range): number => {
  const bound = Math.abs(filter.max ?? filter.min ?? 0);
  return Math.min(1, bound > 0 ? off / bound : off > 0 ? 1 : 0);
};

const breach = (filter: Filter, actual: string): MeasuredViolation => ({
  broken: { filter, actual, by: null },
  size: 1,
});
