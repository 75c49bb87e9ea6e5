import { sql, type RawBuilder } from 'kysely';
import type { AttributeKey } from '../attributes/attribute-keys.ts';
import type { Filter } from '../query.ts';
import { sizeSpellings } from '../language/sizes.ts';
import { sameDimension, toBase } from '../language/units.ts';

type Condition = RawBuilder<unknown>;

/**
 * A sub-select of the variants (`id`, `product_id`, `price_minor`, `position`) of published products that satisfy
 * every limit at once and, unless sold-out ones count too, can be bought. Every value is a bound parameter.
 */
export function matchingVariants(
  filters: readonly Filter[],
  keys: ReadonlyMap<string, AttributeKey>,
  includeSoldOut: boolean,
): RawBuilder<unknown> {
  const conditions = filters.map((filter) => conditionOf(filter, keys));
  if (!includeSoldOut) conditions.push(canBeBought);
  const all = conditions.length ? sql`and ${sql.join(conditions, sql` and `)}` : sql``;
  return sql`
    select v.id, v.product_id, v.price_minor, v.position
    from variant v join product p on p.id = v.product_id and p.status = 'active'
    where true ${all}`;
}

/** A sub-select of the ids (`id`) of products with at least one such variant. */
export const matchingProducts = (
  filters: readonly Filter[],
  keys: ReadonlyMap<string, AttributeKey>,
  includeSoldOut: boolean,
): RawBuilder<unknown> =>
  sql`select p.id from product p where ${productHasMatch(filters, keys, includeSoldOut)}`;

/** The condition that product `p` is published and has such a variant, for statements that read products in order. */
export function productHasMatch(
  filters: readonly Filter[],
  keys: ReadonlyMap<string, AttributeKey>,
  includeSoldOut: boolean,
): Condition {
  const [own, others] = [true, false].map((wanted) =>
    filters
      .filter((filter) => OF_PRODUCT.has(filter.key) === wanted)
      .map((filter) => conditionOf(filter, keys)),
  ) as [Condition[], Condition[]];
  if (!includeSoldOut) others.push(canBeBought);
  const conditions = [sql`p.status = 'active'`, ...own];
  const ofVariant = [sql`v.product_id = p.id`, ...others];
  return sql`${sql.join(conditions, sql` and `)} and exists (
    select from variant v where ${sql.join(ofVariant, sql` and `)})`;
}

// Limits that every variant of a product keeps or breaks alike.
const OF_PRODUCT: ReadonlySet<string> = new Set(['category', 'brand', 'rating']);

// A variant without a stock row is not counted, so it can be bought: as the catalogue's own availability says.
const canBeBought: Condition = sql`not exists (
  select from stock s where s.variant_id = v.id and s.tracked and not s.backorder and s.on_hand <= s.reserved)`;

function conditionOf(filter: Filter, keys: ReadonlyMap<string, AttributeKey>): Condition {
  switch (filter.key) {
    case 'price':
      return priceCondition(filter);
    case 'category':
      return filter.kind === 'any-of'
        ? not(filter.negated, sql`p.category_slugs && ${[...filter.values]}::text[]`)
        : sql`false`;
    case 'brand':
      return filter.kind === 'any-of'
        ? not(filter.negated, sql`coalesce(lower(p.brand) = any(${lower(filter.values)}::text[]), false)`)
        : sql`false`;
    case 'rating':
      return filter.kind === 'range' ? rangeOn(sql`p.rating_average`, filter, (bound) => bound) : sql`false`;
    case 'on_sale':
      return filter.kind === 'flag'
        ? not(!filter.value, sql`coalesce(v.compare_at_minor > v.price_minor, false)`)
        : sql`false`;
    default:
      return factCondition(filter, keys.get(filter.key));
  }
}

function priceCondition(filter: Filter): Condition {
  if (filter.kind !== 'range') return sql`false`;
  const bounds = rangeOn(sql`v.price_minor`, filter, (bound) => bound);
  return filter.unit === null ? bounds : sql`(v.currency = ${filter.unit} and ${bounds})`;
}

function factCondition(filter: Filter, key: AttributeKey | undefined): Condition {
  switch (filter.kind) {
    case 'flag':
      return hasFact(filter.key, sql`f.flag = ${filter.value}`);
    case 'range': {
      // Facts stand in the base unit; bounds without a unit are told in the key's own.
      const unit = sameDimension(filter.unit, key?.unit ?? null) ? filter.unit : (key?.unit ?? null);
      return hasFact(
        filter.key,
        sql`f.number is not null and ${rangeOn(sql`f.number`, filter, (bound) => toBase(bound, unit))}`,
      );
    }
    case 'any-of': {
      const words = isSizeKey(filter.key) ? filter.values.flatMap(sizeSpellings) : lower(filter.values);
      return not(filter.negated, hasFact(filter.key, sql`f.word = any(${[...new Set(words)]}::text[])`));
    }
  }
}

/** Keys whose values are sizes, so that `medium` finds `M` and `EU 43` finds `US M 9.5`. */
export const isSizeKey = (key: string): boolean => /(?:^|_)size$/.test(key);

const hasFact = (key: string, condition: Condition): Condition => sql`exists (
  select from search_fact f
  where f.product_id = v.product_id and f.variant_id in (0, v.id) and f.key = ${key} and ${condition})`;

const not = (negated: boolean, condition: Condition): Condition =>
  negated ? sql`not (${condition})` : condition;

const lower = (values: readonly string[]): string[] => values.map((value) => value.toLowerCase());

function rangeOn(
  column: Condition,
  filter: Extract<Filter, { kind: 'range' }>,
  bound: (value: number) => number,
): Condition {
  const parts: Condition[] = [];
  if (filter.min !== null) {
    const min = sql`${bound(filter.min)}::double precision`;
    parts.push(filter.minInclusive ? sql`${column} >= ${min}` : sql`${column} > ${min}`);
  }
  if (filter.max !== null) {
    const max = sql`${bound(filter.max)}::double precision`;
    parts.push(filter.maxInclusive ? sql`${column} <= ${max}` : sql`${column} < ${max}`);
  }
  return parts.length ? sql`(${sql.join(parts, sql` and `)})` : sql`true`;
}
