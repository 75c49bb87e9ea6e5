import { measureText } from '#src/numbers/number-text.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { attributeOf, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { isReduced } from '#src/catalog/reduced.ts';
import { formatMoney } from '#src/money/money.ts';
import { attributeValuesOf, type AttributeValue } from '#src/catalog/attribute-values.ts';
import type { AttributeKey } from './attribute-key.ts';
import { isWithin } from './filters.ts';
import type { Filter } from './search-query.ts';
import { isSizeKey, sizeSpellings } from '#src/language/sizes.ts';
import { fromBase, sameDimension, toBase } from '#src/language/units.ts';

/** One filter that a variant violates, with what it has instead, in words ready to show: `$14 over`, `8 mm`. */
export interface Violation {
  readonly filter: Filter;
  readonly actual: string;
  readonly by: string | null;
}

/** A violation and how bad it is: 0 is almost satisfied, 1 is something else altogether. */
export interface MeasuredViolation {
  readonly violation: Violation;
  readonly size: number;
}

interface Checked {
  readonly product: Product;
  readonly variant: Variant;
  readonly values: readonly AttributeValue[];
  readonly keys: ReadonlyMap<string, AttributeKey>;
  readonly locale: string;
}

type Range = Extract<Filter, { kind: 'range' }>;

const IN_STOCK: Filter = { kind: 'flag', key: 'in_stock', label: 'In stock', value: true };

/** Every filter that a variant violates, and that it is sold out where it must not be. */
export type ViolationCheck = (
  variant: Variant,
  filters: readonly Filter[],
  includeSoldOut: boolean,
) => readonly MeasuredViolation[];

/** The check of one product's variants; its values are read once for all of them. */
export function violationCheck(
  product: Product,
  keys: ReadonlyMap<string, AttributeKey>,
  locale: string,
): ViolationCheck {
  const values = attributeValuesOf(product, (key) => keys.get(key)?.unit ?? null);
  return (variant, filters, includeSoldOut) => {
    const violations = filters.flatMap(
      (filter) => violationOf({ product, variant, values, keys, locale }, filter) ?? [],
    );
    if (includeSoldOut || isAvailable(variant)) return violations;
    return [
      ...violations,
      {
        violation: { filter: IN_STOCK, actual: messagesOf(locale).filters.actual.soldOut, by: null },
        size: 0.5,
      },
    ];
  };
}

function violationOf(checked: Checked, filter: Filter): MeasuredViolation | null {
  const { product, variant, locale } = checked;
  const say = messagesOf(locale).filters.actual;
  switch (filter.key) {
    case 'price':
      return filter.kind === 'range' ? priceViolation(checked, filter) : null;
    case 'category':
      return wordsViolation(filter, product.categorySlugs, product.categoryPath.at(-1) ?? say.noCategory);
    case 'brand':
      return wordsViolation(
        filter,
        product.brand ? [product.brand.toLowerCase()] : [],
        product.brand ?? say.notStated,
      );
    case 'rating':
      return filter.kind === 'range'
        ? numbersViolation(filter, product.rating ? [product.rating.average] : [], null, locale)
        : null;
    case 'on_sale': {
      const reduced = isReduced(variant);
      return filter.kind === 'flag' && reduced !== filter.value
        ? violated(filter, reduced ? say.onSale : say.notOnSale)
        : null;
    }
    default:
      return attributeViolation(checked, filter);
  }
}

function priceViolation({ variant, locale }: Checked, filter: Range): MeasuredViolation | null {
  const { minor, currency } = variant.price;
  const actual = formatMoney(variant.price, locale);
  if (filter.unit !== null && filter.unit !== currency)
    return violated(filter, messagesOf(locale).filters.actual.pricedIn(currency));
  if (isWithin(filter, minor)) return null;
  const { off, over } = offBy(filter, minor);
  const by = byText(formatMoney({ minor: off, currency }, locale), over, locale);
  return { violation: { filter, actual, by: off === 0 ? null : by }, size: share(off, filter) };
}

function attributeViolation(checked: Checked, filter: Filter): MeasuredViolation | null {
  const values = checked.values.filter(
    (one) => one.key === filter.key && (one.variantId === 0 || one.variantId === checked.variant.id),
  );
  const { locale } = checked;
  const say = messagesOf(locale).filters.actual;
  switch (filter.kind) {
    case 'range': {
      const unit = checked.keys.get(filter.key)?.unit ?? null;
      const numbers = values.flatMap((one) => (one.number === null ? [] : [fromBase(one.number, unit)]));
      const said = { ...filter, ...boundsIn(filter, unit) };
      return numbersViolation(said, numbers, unit, locale, filter);
    }
    case 'flag': {
      const flags = values.flatMap((one) => (one.flag === null ? [] : [one.flag]));
      if (flags.includes(filter.value)) return null;
      return violated(filter, flags.length ? (filter.value ? say.no : say.yes) : say.notStated);
    }
    case 'any-of': {
      const words = values.flatMap((one) => (one.word === null ? [] : [one.word]));
      const shown = [...new Set(words)].slice(0, 4).join(', ') || say.notStated;
      const asked = isSizeKey(filter.key) ? filter.values.flatMap(sizeSpellings) : filter.values;
      const option = Object.entries(checked.variant.options).find(
        ([name]) => name.toLowerCase() === filter.key,
      );
      const own = attributeOf(checked.product, filter.key, checked.variant);
      const actual = option?.[1] ?? (own?.kind === 'words' ? own.values.slice(0, 4).join(', ') : shown);
      return wordsViolation(
        { ...filter, values: asked },
        words.map((word) => word.toLowerCase()),
        actual,
        filter,
      );
    }
  }
}

function wordsViolation(
  filter: Filter,
  words: readonly string[],
  actual: string,
  shown = filter,
): MeasuredViolation | null {
  if (filter.kind !== 'any-of') return violated(shown, actual);
  const has = filter.values.some((value) => words.includes(value.toLowerCase()));
  return has === filter.negated ? violated(shown, actual) : null;
}

function numbersViolation(
  filter: Range,
  numbers: readonly number[],
  unit: string | null,
  locale: string,
  shown: Filter = filter,
): MeasuredViolation | null {
  if (!numbers.length) return violated(shown, messagesOf(locale).filters.actual.notStated);
  if (numbers.some((number) => isWithin(filter, number))) return null;
  const nearest = numbers.toSorted((a, b) => offBy(filter, a).off - offBy(filter, b).off)[0] ?? 0;
  const { off, over } = offBy(filter, nearest);
  const inUnit = (value: number) => measureText(Number(value.toPrecision(4)), unit, locale);
  const by = off === 0 ? null : byText(inUnit(off), over, locale);
  return { violation: { filter: shown, actual: inUnit(nearest), by }, size: share(off, filter) };
}

const byText = (amount: string, over: boolean, locale: string): string => {
  const { by } = messagesOf(locale).filters;
  return over ? by.over(amount) : by.under(amount);
};

/** The bounds of a range in the key's unit. */
function boundsIn(filter: Range, unit: string | null): { min: number | null; max: number | null } {
  const from = sameDimension(filter.unit, unit) ? filter.unit : unit;
  const inUnit = (bound: number | null) => (bound === null ? null : fromBase(toBase(bound, from), unit));
  return { min: inUnit(filter.min), max: inUnit(filter.max) };
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

const violated = (filter: Filter, actual: string): MeasuredViolation => ({
  violation: { filter, actual, by: null },
  size: 1,
});
