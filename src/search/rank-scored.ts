import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { IndexState } from './index-tables.ts';
import { nudgeSql, scoreSql, TIE_BREAKS, type Question } from './rank-sql.ts';
import type { Scored } from './score-words.ts';
import type { Shelf } from './shelf.ts';
import { keeps } from './shelf-listing.ts';
import { idOf } from './shelf-segment.ts';
import { bounds, features } from './weights.ts';

interface Ordered {
  readonly product: number;
  readonly score: number;
}

const inOrder = (a: Ordered, b: Ordered): number => b.score - a.score || a.product - b.product;

/**
 * The ranking of products that were scored by their words already, best first: those at the head and those that are
 * `near` in meaning by every feature, the first of these nudged by popularity and stock.
 */
export async function rankScored(
  db: Database,
  shelf: Shelf | null,
  question: Question,
  scored: readonly Scored[],
  near: readonly number[],
): Promise<readonly Ordered[]> {
  const best = Math.max(1e-6, scored[0]?.words ?? 0);
  const shares = scored.map(({ product, words }) => ({ product, score: words / best }));
  const known = new Set(scored.map((one) => one.product));
  const others = near.filter((product) => !known.has(product)).map((product) => ({ product, score: 0 }));
  const head = [...shares.slice(0, bounds.reranked), ...others];
  const byFeatures = await scoresOf(db, question, head);
  const ordered = head
    .flatMap(({ product }) => {
      const score = byFeatures.get(product);
      return score === undefined ? [] : [{ product, score }];
    })
    .sort(inOrder);
  const first = ordered.slice(0, TIE_BREAKS);
  const nudges = await nudgesOf(
    db,
    shelf,
    question.state,
    first.map((one) => one.product),
  );
  // Equal after the nudge: the order before it holds, which sorting keeps.
  const nudged = first
    .map(({ product, score }) => ({ product, score: score + (nudges.get(product) ?? 0) }))
    .sort((a, b) => b.score - a.score);
  return [...nudged, ...ordered.slice(TIE_BREAKS), ...shares.slice(bounds.reranked)];
}

async function scoresOf(
  db: Database,
  question: Question,
  head: readonly Ordered[],
): Promise<ReadonlyMap<number, number>> {
  const { tables, vector } = question;
  const { rows } = await sql<{ scores: string | null }>`
    with head as materialized (
      select * from unnest(${head.map((one) => one.product)}::integer[], ${head.map((one) => one.score)}::real[])
        e (product, words))
    ${vector ? sql`, question as materialized (select ${vector.sql} as vector)` : sql``}
    select string_agg(e.product::text || ' ' || (${scoreSql(question)})::text, ',') as scores
    from head e join ${tables.doc} d on d.product = e.product
    ${vector ? sql`cross join question left join ${tables.productVector} v on v.product = e.product` : sql``}`.execute(
    db,
  );
  const pairs = (rows[0]?.scores ?? '').split(',').filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const at = pair.indexOf(' ');
      return [Number(pair.slice(0, at)), Number(pair.slice(at + 1))] as const;
    }),
  );
}

/** What popularity and stock add, from the shelf where there is one. */
async function nudgesOf(
  db: Database,
  shelf: Shelf | null,
  state: IndexState,
  products: readonly number[],
): Promise<ReadonlyMap<number, number>> {
  const nudges = new Map<number, number>();
  if (!shelf) {
    const { rows } = await sql<{ id: number; nudge: number }>`
      select p.id, ${nudgeSql(state)} as nudge from product p where p.id = any(${[...products]}::bigint[])`.execute(
      db,
    );
    for (const row of rows) nudges.set(row.id, row.nudge);
    return nudges;
  }
  shelf.visitSome(products, (segment, product) => {
    const popularity = segment.popularity[product] ?? 0;
    const isSoldOut = !keeps(segment, product, segment.forSale);
    const share = popularity > 0 ? popularity / (popularity + state.popularity) : 0;
    nudges.set(idOf(segment, product), features.popularity * share + (isSoldOut ? features.soldOut : 0));
  });
  return nudges;
}
