import { productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchAnswer, SearchHit } from './result.ts';
import { absentLimits, type Absent } from './relax/unmatched.ts';
import { chipsOf } from './query/filter-text.ts';
import { facetsOf } from './facets/facets.ts';
import { fit, type Fitting } from './list/execute.ts';
import { labelled } from './attributes/label-filters.ts';
import { productsAndPassages, reasonsOf } from './explain/highlight.ts';
import { momentOf, type Moment } from './list/snapshot.ts';
import { nearestOf } from './relax/near-misses.ts';
import type { Need } from './query.ts';
import { neighboursOf } from './relax/other-categories.ts';
import { choiceInRows, choiceOnShelf } from './filter/matching-variant.ts';
import { unmentioned } from './relax/unknown-names.ts';

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
  const moment = await momentOf(db);
  const { keys, shelf, facts } = moment;
  const need = labelled(asked, keys, view.currency);
  const perPage = Math.min(Math.max(1, Math.trunc(view.perPage) || 1), MOST_PER_PAGE);
  const page = Math.max(1, Math.trunc(view.page) || 1);
  let fitting = await fit(moment, need, { page, perPage });
  // Words that name nothing here leave the answer to the limits.
  const dropped = !fitting.isKnown && need.limits.length > 0;
  const read: Need = dropped ? { ...need, text: '' } : need;
  if (dropped) fitting = await fit(moment, read, { page, perPage });
  // The facets of a shelf are counted in this process, while the database reads the page.
  const [hits, facets] = await Promise.all([
    hydrate({ ...moment, shelf: shelf?.version === facts ? shelf : null }, read, fitting),
    facetsOf(moment, read, fitting, view.currency),
  ]);
  const near = fitting.total === 0 ? await nearestOf(moment, need, MOST_NEAR, fitting.pool) : [];
  const absent: readonly Absent[] = [
    ...(await unmentioned(db, need.names ?? [], moment.index)).map(
      (name) => ({ kind: 'name', name }) as const,
    ),
    ...(fitting.total === 0 ? await absentLimits(db, need, keys) : []),
  ];
  const neighbours = page === 1 ? await neighboursOf(moment, read, fitting) : [];
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
  { db, keys, shelf }: Moment,
  need: Need,
  fitting: Fitting,
): Promise<readonly SearchHit[]> {
  const { page, asked, scores } = fitting;
  if (!page.length) return [];
  const [{ products, passages }, choose] = await Promise.all([
    asked.length ? productsAndPassages(db, page) : withoutPassages(db, page),
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

const withoutPassages = async (db: Database, ids: readonly number[]) => ({
  products: await productsById(db, ids),
  passages: new Map<number, readonly string[]>(),
});
