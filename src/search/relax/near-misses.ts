import { sql } from 'kysely';
import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { NearHit } from '../result.ts';
import { factsOf } from '../attributes/attribute-values.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { breachesOf, type Breach } from '../filter/violations.ts';
import { withoutLimit } from '../query/filters.ts';
import { matchingVariants } from '../filter/filter-sql.ts';
import type { Moment } from '../list/snapshot.ts';
import type { Limit, Need } from '../query.ts';
import { fit } from '../list/execute.ts';
import { idsSql } from '../list/ranked-list.ts';
import { hasKept } from '../filter/allowed-in-memory.ts';
import { keptOf } from '../list/sorted-list-in-memory.ts';
import { closestOnShelf } from './closest-in-memory.ts';
import { sameDimension, toBase } from '../language/units.ts';

const POOL = 24; // candidates looked at for each limit that is let go
const MOST_LET_GO = 8;

/**
 * The products that come closest where none satisfies every limit: the fewest limits broken first, then the least
 * broken. Each says which, what it has instead and by how much. `matches`: the best of the need's words with those that
 * break the limits of one key, where they were ranked already.
 */
export async function nearestOf(
  moment: Moment,
  need: Need,
  most: number,
  matches: readonly number[] | null,
): Promise<readonly NearHit[]> {
  if (!need.limits.length) return soldOutOf(moment, need, most);
  const ids = await pool(moment, need, matches);
  const products = await productsById(moment.db, ids);
  const place = new Map(ids.map((id, at) => [id, at]));
  return products
    .map((product) => closest(product, need, moment.keys))
    .filter((one) => one.breaches.length > 0)
    .toSorted(
      (a, b) =>
        a.breaches.length - b.breaches.length ||
        sizeOf(a.breaches) - sizeOf(b.breaches) ||
        (place.get(a.product.id) ?? 0) - (place.get(b.product.id) ?? 0),
    )
    .slice(0, most)
    .map(({ product, variant, breaches }) => ({
      product,
      variant,
      score: 1 / (1 + breaches.length + sizeOf(breaches)),
      reason: null,
      breaks: breaches.map((one) => one.broken),
    }));
}

async function soldOutOf(moment: Moment, need: Need, most: number): Promise<readonly NearHit[]> {
  if (need.includeSoldOut || !need.text) return [];
  const { page } = await fit(
    moment,
    { ...need, includeSoldOut: true },
    {
      page: 1,
      perPage: most,
      isCounted: false,
    },
  );
  const products = await productsById(moment.db, page);
  return products.map((product) => {
    const { variant, breaches } = closest(product, need, moment.keys);
    return { product, variant, score: 0.5, reason: null, breaks: breaches.map((one) => one.broken) };
  });
}

/** Products that satisfy all limits but one, nearest first in that one; failing that, fewer and fewer limits. */
async function pool(
  moment: Moment,
  need: Need,
  matches: readonly number[] | null,
): Promise<readonly number[]> {
  const found = new Set<number>();
  const add = (ids: readonly number[]) => ids.forEach((id) => found.add(id));
  const cut = { page: 1, perPage: POOL, isCounted: false };
  const wide = { ...need, includeSoldOut: true };
  if (!need.includeSoldOut && mayHold(moment, wide)) add((await fit(moment, wide, cut)).page);
  for (const limit of need.limits.slice(0, MOST_LET_GO)) {
    add(await closestIn(moment, withoutLimit(need, limit), limit, matches));
  }
  if (found.size) return [...found];
  // Two or more limits have no product in common: keep what kind of thing it is, then only the words.
  const kind = need.limits.filter((limit) => limit.key === 'category');
  for (const limits of [kind, []]) {
    if (limits.length === need.limits.length) continue;
    const wide = { ...need, limits };
    for (const limit of need.limits.filter((one) => one.kind === 'range').slice(0, 3)) {
      add(await closestIn(moment, wide, limit));
    }
    if (need.text || limits.length)
      add((await fit(moment, wide, { page: 1, perPage: 60, isCounted: false })).page);
    if (found.size) break;
  }
  return [...found];
}

/** Products of a need, those nearest to a range it no longer holds first. */
async function closestIn(
  moment: Moment,
  need: Need,
  limit: Limit,
  matches: readonly number[] | null = null,
): Promise<readonly number[]> {
  if (!mayHold(moment, need)) return [];
  const { db, shelf, keys } = moment;
  const known = shelf && matches && need.sort === 'best' ? keptOf(shelf, need, keys, matches) : [];
  const fitting =
    known.length >= POOL
      ? { total: known.length, page: known.slice(0, POOL), candidates: known }
      : await fit(moment, need, { page: 1, perPage: POOL, isCounted: false });
  if (limit.kind !== 'range' || fitting.total <= POOL || limit.key === 'rating') return fitting.page;
  const unit = keys.get(limit.key)?.unit ?? null;
  const tell = (bound: number) =>
    limit.key === 'price' ? bound : toBase(bound, sameDimension(limit.unit, unit) ? limit.unit : unit);
  const min = limit.min === null ? null : tell(limit.min);
  const max = limit.max === null ? null : tell(limit.max);
  if (shelf) {
    const distance = (value: number) =>
      (max === null ? 0 : Math.max(0, value - max)) + (min === null ? 0 : Math.max(0, min - value));
    const cut = { most: POOL, among: fitting.candidates };
    return closestOnShelf(shelf, need, keys, limit.key, distance, cut);
  }
  const value = limit.key === 'price' ? sql`m.price_minor` : sql`f.number`;
  const over = max === null ? sql`0` : sql`greatest(${value} - ${max}::float8, 0)`;
  const under = min === null ? sql`0` : sql`greatest(${min}::float8 - ${value}, 0)`;
  const facts =
    limit.key === 'price'
      ? sql``
      : sql`join search_fact f on f.product_id = m.product_id and f.variant_id in (0, m.id)
          and f.key = ${limit.key} and f.number is not null`;
  const among = fitting.candidates ? sql`where m.product_id in (${idsSql(fitting.candidates)})` : sql``;
  const { rows } = await sql<{ id: number }>`
    select m.product_id as id from (${matchingVariants(need.limits, keys, need.includeSoldOut)}) m ${facts} ${among}
    group by m.product_id order by min(${over} + ${under}), m.product_id limit ${POOL}`.execute(db);
  return rows.map((row) => row.id);
}

/** Whether the limits of a need leave anything: ranking what they do not leave is work for nothing. */
const mayHold = ({ shelf, keys }: Moment, need: Need): boolean =>
  shelf === null || hasKept(shelf, need, keys);

interface Closest {
  readonly product: Product;
  readonly variant: Product['variants'][number];
  readonly breaches: readonly Breach[];
}

const sizeOf = (breaches: readonly Breach[]): number => breaches.reduce((sum, one) => sum + one.size, 0);

/** The variant of a product that breaks the fewest limits, by the least, at the lowest price. */
export function closest(product: Product, need: Need, keys: ReadonlyMap<string, FactKey>): Closest {
  const facts = factsOf(product, (key) => keys.get(key)?.unit ?? null);
  const checked = product.variants.map((variant) => ({
    product,
    variant,
    breaches: breachesOf(
      { product, variant, facts, keys, locale: 'en-US' },
      need.limits,
      need.includeSoldOut,
    ),
  }));
  const [best] = checked.toSorted(
    (a, b) =>
      a.breaches.length - b.breaches.length ||
      sizeOf(a.breaches) - sizeOf(b.breaches) ||
      a.variant.price.minor - b.variant.price.minor,
  );
  return best ?? { product, variant: product.variants[0], breaches: [] };
}
