import { productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchAnswer, SearchHit } from './answer.ts';
import { absentLimits, type Absent } from './absent.ts';
import { chipsOf } from './chips.ts';
import { facetsOf } from './facets.ts';
import { factKeys, factsVersion, type FactKey } from './fact-keys.ts';
import { fit, type Fitting } from './fit.ts';
import { labelled } from './label-limits.ts';
import { passagesOfProducts, reasonsOf } from './match-reason.ts';
import { nearestOf } from './nearest.ts';
import type { Need } from './need.ts';
import { neighboursOf } from './neighbours.ts';
import { shelfOf, type Shelf } from './shelf.ts';
import { choiceInRows, choiceOnShelf } from './shown-variant.ts';
import { unmentioned } from './unmentioned.ts';

export interface View {
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
  /** The shop's currency: prices in addresses are written in it. */
  readonly currency: string;
}

const MOST_PER_PAGE = 100;
const MOST_NEAR = 6;

/**
 * Products that satisfy every limit with one variant that can be bought, best first, with facets that are right under
 * the other limits, and the nearest products where nothing fits. Counts are exact for limits alone; with words they
 * are over the best MOST_RANKED matches.
 */
export async function search(db: Database, asked: Need, view: View): Promise<SearchAnswer> {
  const version = await factsVersion(db);
  const keys = await factKeys(db, version);
  const need = labelled(asked, keys, view.currency);
  const perPage = Math.min(Math.max(1, Math.trunc(view.perPage) || 1), MOST_PER_PAGE);
  const page = Math.max(1, Math.trunc(view.page) || 1);
  const shelf = await shelfOf(db, { version });
  let fitting = await fit(db, shelf, need, keys, { page, perPage });
  // Words that name nothing here leave the answer to the limits.
  const dropped = !fitting.isKnown && need.limits.length > 0;
  const read: Need = dropped ? { ...need, text: '' } : need;
  if (dropped) fitting = await fit(db, shelf, read, keys, { page, perPage });
  // The facets of a shelf are counted in this process, while the database reads the page.
  const [hits, facets] = await Promise.all([
    hydrate(db, read, keys, shelf?.version === version ? shelf : null, fitting),
    facetsOf(db, shelf, read, keys, fitting, view.currency),
  ]);
  const near = fitting.total === 0 ? await nearestOf(db, shelf, need, keys, MOST_NEAR, fitting.pool) : [];
  const absent: readonly Absent[] = [
    ...(await unmentioned(db, need.names ?? [])).map((name) => ({ kind: 'name', name }) as const),
    ...(fitting.total === 0 ? await absentLimits(db, need, keys) : []),
  ];
  const neighbours = page === 1 ? await neighboursOf(db, shelf, read, keys, fitting) : [];
  return {
    need,
    total: fitting.total,
    page,
    pages: Math.ceil(fitting.total / perPage),
    hits,
    near,
    neighbours,
    facets,
    absent,
    chips: chipsOf(need, view.currency),
    correctedText: dropped ? '' : fitting.correctedText,
  };
}

/** The products of the page, each with the cheapest variant that satisfies every limit. */
async function hydrate(
  db: Database,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  shelf: Shelf | null,
  fitting: Fitting,
): Promise<readonly SearchHit[]> {
  const { page, asked, scores } = fitting;
  if (!page.length) return [];
  const [products, passages, choose] = await Promise.all([
    productsById(db, page),
    asked.length ? passagesOfProducts(db, page) : new Map<number, readonly string[]>(),
    shelf ? choiceOnShelf(shelf, need, keys) : choiceInRows(db, need, keys, page),
  ]);
  const reasons = reasonsOf(products, passages, asked);
  return products.flatMap((product) => {
    const variant = choose(product);
    if (!variant) return [];
    return [
      { product, variant, score: scores.get(product.id) ?? 0, reason: reasons.get(product.id) ?? null },
    ];
  });
}
