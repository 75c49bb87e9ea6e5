import { formatMoney, isCurrency } from '#src/money/money.ts';
import type { Chip } from '../result.ts';
import { labelOfKey } from './attribute-label.ts';
import { withoutLimit } from './filters.ts';
import { needToQuery } from './query-string.ts';
import type { Limit, Need } from '../query.ts';

/** Every limit in words, each with the address of the page without it. */
export const chipsOf = (need: Need, currency: string, locale = 'en-US'): readonly Chip[] =>
  need.limits.map((limit) => ({
    label: limitText(limit, locale),
    href: needToQuery(withoutLimit(need, limit), currency),
  }));

/** A limit as a shopper would say it: `Under $150`, `Drop under 6 mm`, `Not pink`, `Waterproof`. */
export function limitText(limit: Limit, locale = 'en-US'): string {
  switch (limit.kind) {
    case 'flag':
      return limit.value ? limit.label : `Not ${lowerFirst(limit.label)}`;
    case 'any-of':
      return anyOfText(limit);
    case 'range':
      return limit.key === 'price' ? priceText(limit, locale) : measureText(limit, locale);
  }
}

/** The words of one value: the last step of a category address, else the value itself. */
export const valueText = (key: string, value: string): string =>
  key === 'category' ? labelOfKey((value.split('/').at(-1) ?? value).replaceAll('-', '_')) : value;

const NAMELESS: ReadonlySet<string> = new Set(['category', 'brand', 'color']);

function anyOfText(limit: Extract<Limit, { kind: 'any-of' }>): string {
  const values = limit.values.map((value) => valueText(limit.key, value));
  const list =
    values.length > 4 ? `${values.slice(0, 3).join(', ')} or ${values.length - 3} more` : joinWithOr(values);
  if (limit.negated) return `Not ${list}`;
  return NAMELESS.has(limit.key) ? upperFirst(list) : `${limit.label}: ${list}`;
}

const joinWithOr = (values: readonly string[]): string =>
  values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')} or ${values.at(-1)}`;

type Range = Extract<Limit, { kind: 'range' }>;

function priceText(limit: Range, locale: string): string {
  const show = (minor: number) =>
    limit.unit && isCurrency(limit.unit)
      ? formatMoney({ minor, currency: limit.unit }, locale)
      : String(minor / 100);
  return upperFirst(rangeText(limit, show, ''));
}

function measureText(limit: Range, locale: string): string {
  // Converted bounds ("8 oz" is 226.796 g) are shown as exactly as anyone needs them.
  const show = (value: number) =>
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2,
      useGrouping: false,
    }).format(value);
  return `${limit.label} ${rangeText(limit, show, limit.unit ?? '')}`;
}

function rangeText(limit: Range, show: (value: number) => string, unit: string): string {
  const { min, max } = limit;
  const tail = unit === '' ? '' : unit === '%' ? ' %' : ` ${unit}`;
  if (min !== null && max !== null) {
    if (min === max && limit.minInclusive && limit.maxInclusive) return show(min) + tail;
    if (min > max) return `over ${show(min)}${tail} and under ${show(max)}${tail}`;
    return `${show(min)}–${show(max)}${tail}`;
  }
  if (max !== null) return `${limit.maxInclusive ? 'up to' : 'under'} ${show(max)}${tail}`;
  if (min !== null) return `${limit.minInclusive ? 'at least' : 'over'} ${show(min)}${tail}`;
  return 'any';
}

const upperFirst = (text: string): string => (text[0] ?? '').toLocaleUpperCase('en') + text.slice(1);

/** Lower case at the start unless the label is an abbreviation such as GPS. */
const lowerFirst = (text: string): string =>
  /^\p{Lu}\p{Ll}/u.test(text) ? (text[0] ?? '').toLocaleLowerCase('en') + text.slice(1) : text;
