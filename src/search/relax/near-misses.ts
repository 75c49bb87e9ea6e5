import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { NearMiss } from '../result.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { violationCheck, type MeasuredViolation } from '#src/query/violations.ts';
import { isNegated, withoutFilter } from '#src/query/filters.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';
import { execute } from '../list/execute.ts';
import { rank } from '../rank/rank.ts';
import { boundsOf, fieldQuery } from '../filter/field-query.ts';

const POOL = 24; // candidates looked at for each filter that is let go
const MOST_LET_GO = 8;

interface Cut {
  readonly most: number;
  /** The shop's: distances are written so. */
  readonly locale: string;
}

/**
 * The products that come closest where none satisfies every filter: those of the kind that was asked for first, then the
 * fewest violations, then the smallest. Each says which, what it has instead and by how much.
 */
export async function nearMisses(
  snapshot: Snapshot,
  query: SearchQuery,
  cut: Cut,
): Promise<readonly NearMiss[]> {
  if (!query.filters.length) return soldOutOf(snapshot, query, cut);
  const things = await thingsOf(snapshot, query);
  const ids = await pool(snapshot, query, things);
  const products = await productsById(snapshot.db, ids);
  const place = new Map(ids.map((id, at) => [id, at]));
  const isThing = things.length ? new Set(things) : null;
  const isOther = (one: Closest) => isOtherKind(one) || isThing?.has(one.product.id) === false;
  return products
    .map((product) => closest(product, query, snapshot.keys, cut.locale))
    .filter((one) => one.violations.length > 0)
    .toSorted(
      (a, b) =>
        Number(isOther(a)) - Number(isOther(b)) ||
        a.violations.length - b.violations.length ||
        sizeOf(a.violations) - sizeOf(b.violations) ||
        (place.get(a.product.id) ?? 0) - (place.get(b.product.id) ?? 0),
    )
    .slice(0, cut.most)
    .map(({ product, variant, violations }) => ({
      product,
      variant,
      score: 1 / (1 + violations.length + sizeOf(violations)),
      reason: null,
      violations: violations.map((one) => one.violation),
    }));
}

/**
 * What the words are about, best first, whatever the filters say: a vase that is cheap is not near to a chandelier. Empty
 * where a category tells the kind.
 */
async function thingsOf(snapshot: Snapshot, query: SearchQuery): Promise<readonly number[]> {
  const { db, columns, keys } = snapshot;
  if (!query.text || query.filters.some((one) => one.key === 'category' && !isNegated(one))) return [];
  const everything = columns.engine.matching(
    fieldQuery({ ...query, filters: [], includeSoldOut: true }, keys),
  );
  const { ranked } = await rank(db, query.text, {
    matching: everything,
    reasons: [0, 0],
    isSorted: true,
    snapshot,
  });
  return ranked.map(({ productId }) => productId);
}

async function soldOutOf(
  snapshot: Snapshot,
  query: SearchQuery,
  { most, locale }: Cut,
): Promise<readonly NearMiss[]> {
  if (query.includeSoldOut || !query.text) return [];
  const { page } = await execute(
    snapshot,
    { ...query, includeSoldOut: true },
    {
      page: 1,
      perPage: most,
      isCounted: false,
    },
  );
  const products = await productsById(snapshot.db, page);
  return products.map((product) => {
    const { variant, violations } = closest(product, query, snapshot.keys, locale);
    return { product, variant, score: 0.5, reason: null, violations: violations.map((one) => one.violation) };
  });
}

/** Products that satisfy all filters but one, nearest first in that one; failing that, fewer and fewer filters. */
async function pool(
  snapshot: Snapshot,
  query: SearchQuery,
  things: readonly number[],
): Promise<readonly number[]> {
  const found = new Set<number>();
  const add = (ids: readonly number[]) => ids.forEach((id) => found.add(id));
  const cut = { page: 1, perPage: POOL, isCounted: false };
  const wide = { ...query, includeSoldOut: true };
  if (!query.includeSoldOut && mayHold(snapshot, wide)) add((await execute(snapshot, wide, cut)).page);
  for (const filter of query.filters.slice(0, MOST_LET_GO)) {
    add(await closestIn(snapshot, withoutFilter(query, filter), filter, things));
  }
  if (found.size) return [...found];
  // Two or more filters have no product in common: keep what kind of thing it is, then only the words.
  const kind = query.filters.filter((filter) => filter.key === 'category');
  for (const filters of [kind, []]) {
    if (filters.length === query.filters.length) continue;
    const wide = { ...query, filters };
    for (const range of query.filters.filter((one) => one.kind === 'range').slice(0, 3)) {
      add(await closestIn(snapshot, wide, range, things));
    }
    if (query.text || filters.length)
      add((await execute(snapshot, wide, { page: 1, perPage: 60, isCounted: false })).page);
    if (found.size) break;
  }
  return [...found];
}

/** Products of a query, the things among them if any, those nearest to a range it no longer holds first. */
async function closestIn(
  snapshot: Snapshot,
  query: SearchQuery,
  filter: Filter,
  things: readonly number[],
): Promise<readonly number[]> {
  if (!mayHold(snapshot, query)) return [];
  const { columns, keys } = snapshot;
  const known = things.length ? columns.engine.among(fieldQuery(query, keys), things) : [];
  const fitting = known.length
    ? { total: known.length, page: known.slice(0, POOL), candidates: known }
    : await execute(snapshot, query, { page: 1, perPage: POOL, isCounted: false });
  if (filter.kind !== 'range' || fitting.total <= POOL || filter.key === 'rating') return fitting.page;
  const { min, max } = boundsOf(filter, keys.get(filter.key)?.unit ?? null);
  const distance = (value: number) =>
    (max === null ? 0 : Math.max(0, value - max)) + (min === null ? 0 : Math.max(0, min - value));
  return columns.engine.closest(fieldQuery(query, keys), {
    field: filter.key,
    distance,
    most: POOL,
    among: fitting.candidates,
  });
}

/** Whether the filters of a query leave anything: ranking what they do not leave is work for nothing. */
export const mayHold = ({ columns, keys }: Snapshot, query: SearchQuery): boolean =>
  !columns.engine.matching(fieldQuery(query, keys)).isEmpty();

interface Closest {
  readonly product: Product;
  readonly variant: Product['variants'][number];
  readonly violations: readonly MeasuredViolation[];
}

/** Whether it is none of the kind that was asked for: cheap tights are not close to gels. */
const isOtherKind = ({ violations }: Closest): boolean =>
  violations.some(({ violation }) => violation.filter.key === 'category');

const sizeOf = (violations: readonly MeasuredViolation[]): number =>
  violations.reduce((sum, one) => sum + one.size, 0);

/** The variant of a product that violates the fewest filters, by the least, at the lowest price. */
export function closest(
  product: Product,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  locale: string,
): Closest {
  const check = violationCheck(product, keys, locale);
  const checked = product.variants.map((variant) => ({
    product,
    variant,
    violations: check(variant, query.filters, query.includeSoldOut),
  }));
  const [best] = checked.toSorted(
    (a, b) =>
      a.violations.length - b.violations.length ||
      sizeOf(a.violations) - sizeOf(b.violations) ||
      a.variant.price.minor - b.variant.price.minor,
  );
  return best ?? { product, variant: product.variants[0], violations: [] };
}
