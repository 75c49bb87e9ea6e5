import type { ColumnStore } from '../columns/column-store.ts';
import type { FieldCount } from '../engine/engine.ts';
import { fieldQuery } from '../filter/field-query.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import type { SearchQuery } from '#src/query/search-query.ts';

interface ValueCount {
  readonly value: string;
  readonly label: string;
  readonly count: number;
}

/** How often each value of one key occurs, in products; bounds in the base unit. */
export interface AttributeCount {
  readonly key: string;
  readonly values: readonly ValueCount[];
  readonly flags: { readonly yes: number; readonly no: number };
  readonly least: number | null;
  readonly most: number | null;
}

export interface Counts {
  /** Products of the scope in all; null where only prices were asked for. */
  readonly products: number | null;
  readonly price: { readonly least: number | null; readonly most: number | null };
  readonly brand: readonly ValueCount[];
  readonly category: readonly ValueCount[];
  readonly facts: readonly AttributeCount[];
}

const MOST_KEYS = 24;
const MIN_SHARE = 0.15; // of the products that must state a key
const MOST_LISTED = 200; // brands and categories listed

const DECLARED: readonly string[] = ['category', 'brand', 'price'];

/**
 * Counts what satisfies the filters of a query, in the whole catalogue or among those products: every facet, or that of
 * one key alone.
 */
export function facetCounts(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  only: string | null,
  among: readonly number[] | null,
): Counts {
  const { documents, fields, usual } = columns.engine.count(
    fieldQuery(query, keys),
    only === null
      ? { fields: DECLARED, usual: { most: MOST_KEYS, share: MIN_SHARE }, among }
      : { fields: [only], among },
  );
  const price = fields.get('price');
  const asked = [...fields.values()].filter(({ field }) => !DECLARED.includes(field));
  return {
    products: documents,
    price: { least: price?.least ?? null, most: price?.most ?? null },
    brand: brandCounts(columns, fields.get('brand')),
    category: categoryCounts(columns, fields.get('category')),
    facts: [...usual, ...asked].map(({ field, values, flags, least, most }) => ({
      key: field,
      values: values.map((one) => ({ ...one, label: columns.labelOf(field, one.value) })),
      flags,
      least,
      most,
    })),
  };
}

function brandCounts({ brands }: ColumnStore, counted: FieldCount | undefined): readonly ValueCount[] {
  return (counted?.values ?? [])
    .map(({ value, count }) => {
      const label = brands.get(value) ?? value;
      return { value: label, label, count };
    })
    .toSorted((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_LISTED);
}

function categoryCounts({ categories }: ColumnStore, counted: FieldCount | undefined): readonly ValueCount[] {
  return (counted?.values ?? [])
    .flatMap(({ value, count }) => {
      const category = categories.get(value);
      return category ? [{ value, label: category.name, count, depth: category.depth }] : [];
    })
    .toSorted((a, b) => a.depth - b.depth || b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, MOST_LISTED)
    .map(({ value, label, count }) => ({ value, label, count }));
}
