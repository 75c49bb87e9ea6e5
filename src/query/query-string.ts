import { decimalMoney, isCurrency, minorDigits, parseMoney } from '#src/money/money.ts';
import { labelOfKey } from './attribute-label.ts';
import { emptyQuery, type Filter, type SearchQuery, type Sort } from './search-query.ts';
import { unitOf } from '#src/language/units.ts';

/*
 * The address of a result page:
 *   q=marathon+shoes&category=shoes/road-running-shoes&price=..150&drop=under-6mm&color=blue,red&color!=pink&waterproof=yes
 * A range is `least..most`; `over-4..under-8` leaves the bounds themselves out. Values are joined by commas; a
 * backslash makes the next character plain. A key that is also a word of the grammar is written with a dot: `.q=`.
 */

type Range = Extract<Filter, { kind: 'range' }>;

const RESERVED: ReadonlySet<string> = new Set([
  'q',
  'sort',
  'page',
  'stock',
  'quantity',
  'for',
  'sku',
  'chat',
]);
const SORTS: readonly Sort[] = ['best', 'price-low', 'price-high', 'rating', 'newest'];
/**
 * Filters of one address: as many as are read from one question, and a dozen set by hand. More were not made by people,
 * and each costs a look at all facts.
 */
export const MOST_FILTERS = 32;
const MOST_TEXT = 2_000;
const BOUND = String.raw`-?\d+(?:\.\d+)?(?:e[+-]?\d+)?`;
const TWO_SIDED = new RegExp(`^(over-)?(${BOUND})?\\.\\.(under-)?(${BOUND})?([^.]{0,12})$`, 'i');
const UNDER = new RegExp(`^under-(${BOUND})([^.]{0,12})$`, 'i');
const OVER = new RegExp(`^over-(${BOUND})([^.]{0,12})$`, 'i');
const LOOKS_LIKE_FILTER = /^(?:yes|no)$|^(?:over|under)-|\.\./i;

/** A query as a query string, without `?`. Prices of the given currency are written without naming it. */
export const toQueryString = (query: SearchQuery, currency: string): string =>
  queryStringsOf(query, currency)(query.filters);

/** The same of a query with other filters in the place of its own: what stays the same is written once. */
export function queryStringsOf(query: SearchQuery, currency: string): (filters: readonly Filter[]) => string {
  const start = query.text ? [pairOf('q', query.text)] : [];
  const end: string[] = [];
  if (query.sort !== 'best') end.push(pairOf('sort', query.sort));
  if (query.includeSoldOut) end.push(pairOf('stock', 'all'));
  if (query.quantity !== null) end.push(pairOf('quantity', String(query.quantity)));
  if (query.recipient) end.push(pairOf('for', query.recipient));
  const own = new Map(query.filters.map((filter) => [filter, filterToPair(filter, currency)]));
  return (filters) =>
    [...start, ...filters.map((filter) => own.get(filter) ?? filterToPair(filter, currency)), ...end].join(
      '&',
    );
}

const pairOf = (key: string, value: string): string => `${encode(key)}=${encode(value)}`;

function filterToPair(filter: Filter, currency: string): string {
  const start = RESERVED.has(filter.key) || filter.key.startsWith('.') ? '.' : '';
  const key = `${start}${filter.key}${/[.!]$/.test(filter.key) ? '.' : ''}`;
  const sign = filter.kind === 'any-of' && filter.negated ? '!' : '';
  return pairOf(key + sign, filterToText(filter, currency));
}

/** The query that an address states; what it cannot read it leaves out. Never throws. */
export function fromQueryString(params: URLSearchParams, currency: string): SearchQuery {
  const filters = [...params].flatMap(([name, value]) => filterOf(name, value, currency) ?? []);
  const sort = SORTS.find((one) => one === params.get('sort')) ?? 'best';
  const quantity = Number(params.get('quantity'));
  return {
    ...emptyQuery,
    text: (params.get('q') ?? '').trim().slice(0, MOST_TEXT),
    filters: filters.slice(0, MOST_FILTERS),
    sort,
    includeSoldOut: params.get('stock') === 'all',
    quantity: Number.isSafeInteger(quantity) && quantity > 0 && quantity < 1_000_000 ? quantity : null,
    recipient: params.get('for')?.trim().slice(0, 60) || null,
  };
}

function filterToText(filter: Filter, currency: string): string {
  switch (filter.kind) {
    case 'flag':
      return filter.value ? 'yes' : 'no';
    case 'any-of':
      return filter.values.map(escapeValue).join(',');
    case 'range':
      return rangeToText(filter, currency);
  }
}

function rangeToText(filter: Range, currency: string): string {
  const isPrice = filter.key === 'price';
  const money = isPrice ? (filter.unit ?? currency) : null;
  const bound = (value: number | null) => {
    if (value === null) return '';
    return money ? decimalMoney({ minor: value, currency: money }).replace(/\.0+$/, '') : String(value);
  };
  const unit = isPrice ? (money === currency ? '' : money) : (filter.unit ?? '');
  const low = filter.min !== null && !filter.minInclusive ? `over-${bound(filter.min)}` : bound(filter.min);
  const high = filter.max !== null && !filter.maxInclusive ? `under-${bound(filter.max)}` : bound(filter.max);
  const isOneSided = (!low && high.startsWith('under-')) || (!high && low.startsWith('over-'));
  return `${low}${isOneSided ? '' : '..'}${high}${unit}`;
}

function filterOf(name: string, value: string, currency: string): Filter | null {
  const negated = name.endsWith('!');
  const bare = negated ? name.slice(0, -1) : name;
  const key = bare.replace(/^\./, '').replace(/\.$/, '');
  if (!bare.startsWith('.') && RESERVED.has(bare)) return null;
  if (!key || key.length > 120 || !value || value.length > 1_000) return null;
  // No text of a database holds it, so no product can.
  if (name.includes('\0') || value.includes('\0')) return null;
  const label = labelOfKey(key);
  const range = negated ? null : rangeOf(key, label, value, currency);
  if (range) return range;
  if (key === 'price') return null;
  if (!negated && (value === 'yes' || value === 'no')) {
    return { kind: 'flag', key, label, value: value === 'yes' };
  }
  const values = splitValues(value);
  return values.length ? { kind: 'any-of', key, label, values, negated } : null;
}

function rangeOf(key: string, label: string, value: string, currency: string): Range | null {
  const found = readRange(value);
  if (!found) return null;
  const { low, high, tail } = found;
  const range = {
    kind: 'range',
    key,
    label,
    minInclusive: !found.over,
    maxInclusive: !found.under,
  } as const;
  if (key === 'price') {
    const unit = tail ? tail.toUpperCase() : currency;
    if (!isCurrency(unit)) return null;
    const minor = (text: string | undefined) => (text ? minorOf(text, unit) : null);
    const [min, max] = [minor(low), minor(high)];
    return min === null && max === null ? null : { ...range, min, max, unit };
  }
  const number = (text: string | undefined) => (text === undefined ? null : Number(text));
  const [min, max] = [number(low), number(high)];
  if (![min, max].every((bound) => bound === null || Number.isFinite(bound))) return null;
  return { ...range, min, max, unit: tail ? (unitOf(tail)?.name ?? tail) : null };
}

function minorOf(text: string, currency: string): number | null {
  const exact = parseMoney(text, currency);
  if (exact) return exact.minor;
  const minor = Math.round(Number(text) * 10 ** minorDigits(currency));
  return Number.isSafeInteger(minor) ? minor : null;
}

interface RangeText {
  readonly low: string | undefined;
  readonly high: string | undefined;
  readonly over: boolean;
  readonly under: boolean;
  readonly tail: string;
}

function readRange(value: string): RangeText | null {
  const under = UNDER.exec(value);
  if (under)
    return { low: undefined, high: under[1], over: false, under: true, tail: under[2]?.trim() ?? '' };
  const over = OVER.exec(value);
  if (over) return { low: over[1], high: undefined, over: true, under: false, tail: over[2]?.trim() ?? '' };
  const two = TWO_SIDED.exec(value);
  if (!two || (two[2] === undefined && two[4] === undefined)) return null;
  const [, overSign, low, underSign, high, tail] = two;
  return { low, high, over: Boolean(overSign), under: Boolean(underSign), tail: tail?.trim() ?? '' };
}

/** A value with the signs of the grammar made plain. */
function escapeValue(value: string): string {
  const plain = value.replace(/[\\,]/g, '\\$&');
  return LOOKS_LIKE_FILTER.test(value) && !plain.startsWith('\\') ? `\\${plain}` : plain;
}

function splitValues(text: string): string[] {
  const values: string[] = [];
  let value = '';
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? '';
    if (sign === '\\' && at + 1 < text.length) value += text[++at] ?? '';
    else if (sign === ',') {
      values.push(value);
      value = '';
    } else value += sign;
  }
  return [...new Set([...values, value].filter((one) => one !== ''))];
}

const PLAIN = /^[\w./-]*$/; // what encoding leaves as it is

function encode(text: string): string {
  if (PLAIN.test(text)) return text;
  return encodeURIComponent(text.toWellFormed())
    .replace(/%20/g, '+')
    .replace(/%2F/g, '/')
    .replace(/%2C/g, ',');
}
