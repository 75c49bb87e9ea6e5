import { spokenLabel } from '#src/catalog/spoken-label.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney, isCurrency } from '#src/money/money.ts';
import { labelOfKey } from './attribute-label.ts';
import { withoutFilter } from './filters.ts';
import { toQueryString } from './query-string.ts';
import type { Filter, SearchQuery } from './search-query.ts';

/** A filter in words, with the query string (without `?`) of the page without it. */
export interface ActiveFilter {
  readonly label: string;
  readonly href: string;
}

/** A preference as a limit that could be set, in words, with the query string of the page with it. */
export interface OfferedFilter extends ActiveFilter {
  readonly filter: Filter;
}

/** A preference as a question: `Only blue?`. */
export const offerText = (filter: Filter, locale: string): string => {
  const text = filterText(filter, locale);
  return messagesOf(locale).filters.only(
    filter.key === 'brand' ? text : messagesOf(locale).answers.begun(text),
  );
};

/** Every filter in words, each with the address of the page without it. */
export const activeFilters = (
  query: SearchQuery,
  currency: string,
  locale: string,
): readonly ActiveFilter[] =>
  query.filters.map((filter) => ({
    label: filterText(filter, locale),
    href: toQueryString(withoutFilter(query, filter), currency),
  }));

/**
 * A filter as a shopper would say it: `Under $150`, `Drop under 6 mm`, `Not pink`, `Waterproof`. Numbers stand as the
 * locale writes them, in sentences of another language too.
 */
export function filterText(filter: Filter, locale: string, language = locale): string {
  const label = spokenLabel(filter.key, filter.label, language);
  switch (filter.kind) {
    case 'flag':
      return filter.value
        ? label
        : messagesOf(language).filters.not(messagesOf(language).answers.begun(label));
    case 'any-of':
      return anyOfText({ ...filter, label }, language);
    case 'range':
      return filter.key === 'price'
        ? priceText(filter, locale, language)
        : measureText({ ...filter, label }, locale, language);
  }
}

/** The words of one value: the last step of a category address, else the value itself. */
export const valueText = (key: string, value: string): string =>
  key === 'category' ? labelOfKey((value.split('/').at(-1) ?? value).replaceAll('-', '_')) : value;

const NAMELESS: ReadonlySet<string> = new Set(['category', 'brand', 'color']);

function anyOfText(filter: Extract<Filter, { kind: 'any-of' }>, language: string): string {
  const say = messagesOf(language).filters;
  const values = filter.values.map((value) => valueText(filter.key, value));
  const list =
    values.length > 4
      ? say.orMore(values.slice(0, 3).join(', '), values.length - 3)
      : joinWithOr(values, say.or);
  if (filter.negated) return say.not(list);
  return NAMELESS.has(filter.key) ? upperFirst(list) : `${filter.label}: ${list}`;
}

const joinWithOr = (values: readonly string[], or: string): string =>
  values.length < 2 ? (values[0] ?? '') : `${values.slice(0, -1).join(', ')}${or}${values.at(-1)}`;

type Range = Extract<Filter, { kind: 'range' }>;

function priceText(filter: Range, locale: string, language: string): string {
  const show = (minor: number) =>
    filter.unit && isCurrency(filter.unit)
      ? formatMoney({ minor, currency: filter.unit }, locale)
      : String(minor / 100);
  return upperFirst(rangeText(filter, show, '', language));
}

function measureText(filter: Range, locale: string, language: string): string {
  // Converted bounds ("8 oz" is 226.796 g) are shown as exactly as anyone needs them.
  const show = (value: number) =>
    new Intl.NumberFormat(locale, {
      maximumFractionDigits: Math.abs(value) >= 100 ? 0 : 2,
      useGrouping: false,
    }).format(value);
  return `${filter.label} ${rangeText(filter, show, filter.unit ?? '', language)}`;
}

function rangeText(filter: Range, show: (value: number) => string, unit: string, language: string): string {
  const say = messagesOf(language).filters;
  const { min, max } = filter;
  const tail = unit === '' ? '' : unit === '%' ? ' %' : ` ${unit}`;
  if (min !== null && max !== null) {
    if (min === max && filter.minInclusive && filter.maxInclusive) return show(min) + tail;
    if (min > max) return say.overAndUnder(show(min) + tail, show(max) + tail);
    return `${show(min)}–${show(max)}${tail}`;
  }
  if (max !== null) return (filter.maxInclusive ? say.upTo : say.under)(show(max) + tail);
  if (min !== null) return (filter.minInclusive ? say.atLeast : say.over)(show(min) + tail);
  return say.any;
}

const upperFirst = (text: string): string => (text[0] ?? '').toLocaleUpperCase('en') + text.slice(1);
