import { sql, type RawBuilder } from 'kysely';
import type { FactKey } from '../attributes/attribute-keys.ts';
import type { Limit } from '../query.ts';
import { sizeSpellings } from '../language/sizes.ts';
import { sameDimension, toBase } from '../language/units.ts';

type Condition = RawBuilder<unknown>;

/**
 * A sub-select of the variants (`id`, `product_id`, `price_minor`, `position`) of published products that satisfy
 * every limit at once and, unless sold-out ones count too, can be bought. Every value is a bound parameter.
 */
export function matchingVariants(
  limits: readonly Limit[],
  keys: ReadonlyMap<string, FactKey>,
  includeSoldOut: boolean,
): RawBuilder<unknown> {
  const conditions = limits.map((limit) => conditionOf(limit, keys));
  if (!includeSoldOut) conditions.push(canBeBought);
  const all = conditions.length ? sql`and ${sql.join(conditions, sql` and `)}` : sql``;
  return sql`
    select v.id, v.product_id, v.price_minor, v.position
    from variant v join product p on p.id = v.product_id and p.status = 'active'
    where true ${all}`;
}

/** A sub-select of the ids (`id`) of products with at least one such variant. */
export const matchingProducts = (
  limits: readonly Limit[],
  keys: ReadonlyMap<string, FactKey>,
  includeSoldOut: boolean,
): RawBuilder<unknown> =>
  sql`select p.id from product p where ${productHasMatch(limits, keys, includeSoldOut)}`;

/** The condition that product `p` is published and has such a variant, for statements that read products in order. */
export function productHasMatch(
  limits: readonly Limit[],
  keys: ReadonlyMap<string, FactKey>,
  includeSoldOut: boolean,
): Condition {
  const [own, others] = [true, false].map((wanted) =>
    limits.filter((limit) => OF_PRODUCT.has(limit.key) === wanted).map((limit) => conditionOf(limit, keys)),
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

function conditionOf(limit: Limit, keys: ReadonlyMap<string, FactKey>): Condition {
  switch (limit.key) {
    case 'price':
      return priceCondition(limit);
    case 'category':
      return limit.kind === 'any-of'
        ? not(limit.negated, sql`p.category_slugs && ${[...limit.values]}::text[]`)
        : sql`false`;
    case 'brand':
      return limit.kind === 'any-of'
        ? not(limit.negated, sql`coalesce(lower(p.brand) = any(${lower(limit.values)}::text[]), false)`)
        : sql`false`;
    case 'rating':
      return limit.kind === 'range' ? rangeOn(sql`p.rating_average`, limit, (bound) => bound) : sql`false`;
    case 'on_sale':
      return limit.kind === 'flag'
        ? not(!limit.value, sql`coalesce(v.compare_at_minor > v.price_minor, false)`)
        : sql`false`;
    default:
      return factCondition(limit, keys.get(limit.key));
  }
}

function priceCondition(limit: Limit): Condition {
  if (limit.kind !== 'range') return sql`false`;
  const bounds = rangeOn(sql`v.price_minor`, limit, (bound) => bound);
  return limit.unit === null ? bounds : sql`(v.currency = ${limit.unit} and ${bounds})`;
}

function factCondition(limit: Limit, key: FactKey | undefined): Condition {
  switch (limit.kind) {
    case 'flag':
      return hasFact(limit.key, sql`f.flag = ${limit.value}`);
    case 'range': {
      // Facts stand in the base unit; bounds without a unit are told in the key's own.
      const unit = sameDimension(limit.unit, key?.unit ?? null) ? limit.unit : (key?.unit ?? null);
      return hasFact(
        limit.key,
        sql`f.number is not null and ${rangeOn(sql`f.number`, limit, (bound) => toBase(bound, unit))}`,
      );
    }
    case 'any-of': {
      const words = isSizeKey(limit.key) ? limit.values.flatMap(sizeSpellings) : lower(limit.values);
      return not(limit.negated, hasFact(limit.key, sql`f.word = any(${[...new Set(words)]}::text[])`));
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
  limit: Extract<Limit, { kind: 'range' }>,
  bound: (value: number) => number,
): Condition {
  const parts: Condition[] = [];
  if (limit.min !== null) {
    const min = sql`${bound(limit.min)}::double precision`;
    parts.push(limit.minInclusive ? sql`${column} >= ${min}` : sql`${column} > ${min}`);
  }
  if (limit.max !== null) {
    const max = sql`${bound(limit.max)}::double precision`;
    parts.push(limit.maxInclusive ? sql`${column} <= ${max}` : sql`${column} < ${max}`);
  }
  return parts.length ? sql`(${sql.join(parts, sql` and `)})` : sql`true`;
}
