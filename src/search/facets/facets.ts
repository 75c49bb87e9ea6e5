import { isSizeKey } from '#src/language/sizes.ts';
import type { Facet, FacetValue } from '../result.ts';
import { valueText } from '#src/query/filter-text.ts';
import { labelOfKey } from '#src/query/attribute-label.ts';
import { COLOUR, colourKeyRank, plainColours } from '#src/language/colors.ts';
import { disjunctiveCounts } from './disjunctive-counts.ts';
import { filteredKeys } from '#src/query/filters.ts';
import type { AttributeCount } from './facet-counts.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { queryStringsOf } from '#src/query/query-string.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import type { Matches } from '../list/execute.ts';
import { fromBase } from '#src/language/units.ts';

const MOST_FACETS = 14;
const MOST_VALUES = 24;
const MOST_DISTINCT = 40; // a list of more is not a choice
const MOST_SIZES = 120; // somebody looks for one's own among them, so all of them are listed

/**
 * What the results can be narrowed by. Each facet is counted under all other filters but not its own, over products:
 * exact for filters alone, over the best matches where there are words.
 */
export function facetsOf(
  snapshot: Snapshot,
  query: SearchQuery,
  matches: Matches,
  currency: string,
): readonly Facet[] {
  const { columns, keys } = snapshot;
  const picked = filteredKeys(query);
  const { all: counts, apart } = disjunctiveCounts(columns, query, keys, matches, picked);
  const of = (key: string) => apart.get(key) ?? counts;
  const facets: Facet[] = [];
  const build = { query, currency, hrefOf: queryStringsOf(query, currency) };
  const kinds = of('category').category;
  if (kinds.length) facets.push(valuesFacet(build, 'category', 'Category', kinds));
  const price = priceFacet(build, of('price').price);
  if (price) facets.push(price);
  const brands = of('brand').brand;
  if (brands.length > 1 || picked.includes('brand')) {
    facets.push(valuesFacet(build, 'brand', 'Brand', brands));
  }
  const own = new Map(counts.facts.map((one) => [one.key, one]));
  for (const [key, count] of apart) for (const one of count.facts) own.set(key, one);
  const shown = [...own.values()].filter((one) => isShown(one, picked)).slice(0, MOST_FACETS);
  for (const count of shown) {
    const facet = factFacet(build, count, keys.get(count.key));
    if (facet) facets.push(facet);
  }
  return facets;
}

interface Build {
  readonly query: SearchQuery;
  readonly currency: string;
  /** The address of the query with those filters. */
  hrefOf(filters: readonly Filter[]): string;
}

function isShown(count: AttributeCount, selected: readonly string[]): boolean {
  if (selected.includes(count.key)) return true;
  // Colour names, families and swatches are all found under one key.
  if (
    /colou?r/.test(count.key) &&
    count.key !== COLOUR &&
    (colourKeyRank(count.key) > 0 || /hex/.test(count.key))
  ) {
    return false;
  }
  if (count.values.length)
    return (
      count.values.length <= (isSizeKey(count.key) ? MOST_SIZES : MOST_DISTINCT) &&
      (count.values.length > 1 || count.key === COLOUR)
    );
  if (count.flags.yes + count.flags.no > 0) return count.flags.yes > 0;
  return count.least !== null && count.most !== null && count.least < count.most;
}

function factFacet(build: Build, count: AttributeCount, key: AttributeKey | undefined): Facet | null {
  const label = count.key === COLOUR ? 'Color' : (key?.label ?? labelOfKey(count.key));
  if (count.values.length) {
    const plain = count.values.filter((one) => plainColours.includes(one.value));
    const values = count.key === COLOUR && plain.length ? plain : count.values;
    return valuesFacet(build, count.key, label, isSizeKey(count.key) ? bySize(values) : values);
  }
  if (count.flags.yes + count.flags.no > 0) return flagFacet(build, count, label);
  return rangeFacet(build, count, label, key?.unit ?? null);
}

const bySize = (values: AttributeCount['values']): AttributeCount['values'] => {
  const letters = [
    'xxs',
    'xs',
    'xs/s',
    's',
    's/m',
    'm',
    'm/l',
    'l',
    'l/xl',
    'xl',
    'xxl',
    '2xl',
    'xxxl',
    '3xl',
  ];
  const place = (value: string) => letters.indexOf(value.toLowerCase());
  return values.toSorted(
    (a, b) => place(a.value) - place(b.value) || a.value.localeCompare(b.value, 'en', { numeric: true }),
  );
};

function valuesFacet(
  build: Build,
  key: string,
  label: string,
  counts: readonly { readonly value: string; readonly label: string; readonly count: number }[],
): Facet {
  const filter = pickOf(build.query, key);
  const isPicked = (value: string) =>
    filter?.values.some((one) => one.toLowerCase() === value.toLowerCase()) ?? false;
  const shown = counts.filter(
    (one, at) => at < (isSizeKey(key) ? MOST_SIZES : MOST_VALUES) || isPicked(one.value),
  );
  const values = shown.map((one): FacetValue => {
    const picked: AnyOf = { kind: 'any-of', key, label, values: [one.value], negated: false };
    return {
      value: one.value,
      label: one.label || valueText(key, one.value),
      count: one.count,
      selected: isPicked(one.value),
      href: build.hrefOf(switchValue(build.query, filter, picked)),
    };
  });
  return { key, label, kind: 'values', unit: null, values, range: null };
}

type AnyOf = Extract<Filter, { kind: 'any-of' }>;

const pickOf = (query: SearchQuery, key: string): AnyOf | undefined =>
  query.filters.find((one): one is AnyOf => one.kind === 'any-of' && one.key === key && !one.negated);

/** The query's filters with one value of a key picked, or let go where it was; `filter`: what is picked of it. */
function switchValue({ filters }: SearchQuery, filter: AnyOf | undefined, picked: AnyOf): readonly Filter[] {
  if (!filter) return [...filters, picked];
  const [value = ''] = picked.values;
  const same = (one: string) => one.toLowerCase() === value.toLowerCase();
  const values = filter.values.some(same)
    ? filter.values.filter((one) => !same(one))
    : [...filter.values, value];
  return filters.flatMap((one) => (one !== filter ? [one] : values.length ? [{ ...filter, values }] : []));
}

function flagFacet(build: Build, count: AttributeCount, label: string): Facet {
  const { key } = count;
  const filter = build.query.filters.find((one) => one.kind === 'flag' && one.key === key);
  const others = build.query.filters.filter((one) => one !== filter);
  const value = (flag: boolean, products: number): FacetValue => {
    const selected = filter?.kind === 'flag' && filter.value === flag;
    const filters = selected ? others : [...others, { kind: 'flag', key, label, value: flag } as const];
    return {
      value: flag ? 'yes' : 'no',
      label: flag ? 'Yes' : 'No',
      count: products,
      selected,
      href: build.hrefOf(filters),
    };
  };
  const values = [value(true, count.flags.yes), value(false, count.flags.no)].filter(
    (one) => one.count > 0 || one.selected,
  );
  return { key, label, kind: 'flag', unit: null, values, range: null };
}

function rangeFacet(build: Build, count: AttributeCount, label: string, unit: string | null): Facet | null {
  if (count.least === null || count.most === null) return null;
  const filter = build.query.filters.find((one) => one.kind === 'range' && one.key === count.key);
  return {
    key: count.key,
    label,
    kind: 'range',
    unit,
    values: [],
    range: {
      least: fromBase(count.least, unit),
      most: fromBase(count.most, unit),
      min: filter?.kind === 'range' ? filter.min : null,
      max: filter?.kind === 'range' ? filter.max : null,
    },
  };
}

function priceFacet(
  build: Build,
  prices: { readonly least: number | null; readonly most: number | null },
): Facet | null {
  const { least, most } = prices;
  if (least === null || most === null) return null;
  const filter = build.query.filters.find((one) => one.kind === 'range' && one.key === 'price');
  return {
    key: 'price',
    label: 'Price',
    kind: 'range',
    unit: build.currency,
    values: [],
    range: {
      least,
      most,
      min: filter?.kind === 'range' ? filter.min : null,
      max: filter?.kind === 'range' ? filter.max : null,
    },
  };
}
