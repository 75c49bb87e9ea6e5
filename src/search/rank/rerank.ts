import type { Database } from '#src/database/database.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import { sumOf } from '../engine/data-structures/float16.ts';
import type { IndexState } from '../index/index-tables.ts';
import { featuresFor, type Question } from './features.ts';
import type { Scored } from '../engine/engine.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { bounds, features } from '../weights.ts';

const TIE_BREAKS = 100; // of the best by score, reordered by what changes by the minute: popularity and stock

interface Ordered {
  readonly product: number;
  readonly score: number;
}

const inOrder = (a: Ordered, b: Ordered): number => b.score - a.score || a.product - b.product;

/**
 * The ranking of products that were scored by their words already, best first: those at the head and those that are
 * `near` in meaning by every feature, the first of these nudged by popularity and stock.
 */
export async function rerank(
  db: Database,
  columns: ColumnStore,
  index: IndexState,
  question: Question,
  scored: readonly Scored[],
  near: readonly number[],
): Promise<readonly Ordered[]> {
  const best = Math.max(1e-6, scored[0]?.score ?? 0);
  const shares = scored.map(({ document, score }) => ({ product: document, score: score / best }));
  const known = new Set(scored.map((one) => one.document));
  const others = near.filter((product) => !known.has(product)).map((product) => ({ product, score: 0 }));
  const head = [...shares.slice(0, bounds.reranked), ...others];
  const ordered = (await withFeatures(db, index, question, head)).toSorted(inOrder);
  const first = ordered.slice(0, TIE_BREAKS);
  const nudges = nudgesOf(
    columns,
    index,
    first.map((one) => one.product),
  );
  // Equal after the nudge: the order before it holds, which sorting keeps.
  const nudged = first
    .map(({ product, score }) => ({ product, score: score + (nudges.get(product) ?? 0) }))
    .sort((a, b) => b.score - a.score);
  return [...nudged, ...ordered.slice(TIE_BREAKS), ...shares.slice(bounds.reranked)];
}

/** With every feature added; without those that have gone from the index. */
async function withFeatures(
  db: Database,
  index: IndexState,
  question: Question,
  head: readonly Ordered[],
): Promise<readonly Ordered[]> {
  const { vector } = question;
  const { entries, termVectors } = await rankingFeaturesOf(
    db,
    index,
    head.map((one) => one.product),
    vector && 'terms' in vector ? vector.terms : [],
  );
  const featuresOf = featuresFor(question, vector && 'hosted' in vector ? vector.hosted : sumOf(termVectors));
  return head.flatMap(({ product, score }) => {
    const entry = entries.get(product);
    return entry ? [{ product, score: score + featuresOf(entry) }] : [];
  });
}

/** What popularity and stock add: popularity as p / (p + average), so that no bestseller counts more than 1. */
function nudgesOf(
  columns: ColumnStore,
  index: IndexState,
  products: readonly number[],
): ReadonlyMap<number, number> {
  const nudges = new Map<number, number>();
  for (const product of products) {
    const isAvailable = columns.engine.isAvailable(product);
    if (isAvailable === null) continue;
    const popularity = columns.engine.numberOf(product, 'popularity') ?? 0;
    const share = popularity > 0 ? popularity / (popularity + index.popularity) : 0;
    nudges.set(product, features.popularity * share + (isAvailable ? 0 : features.soldOut));
  }
  return nudges;
}
