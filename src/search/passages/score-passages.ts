import type { Passage } from '#src/editorial/passages.ts';
import { idfOf } from '../retrieve/query-terms.ts';
import { passageWeights } from '../weights.ts';
import type { StandIns } from './passage-terms.ts';

/** One term of one passage. */
export interface Post {
  readonly term: string;
  readonly passage: number;
  readonly weight: number;
  readonly kind: Passage['kind'];
  readonly slug: string;
}

/** The passages that hold the terms, best first. `product`: the slug of the one that is asked about. */
export function scorePassages(
  rows: readonly Post[],
  stands: StandIns,
  total: number,
  product: string | null,
): readonly { readonly id: number; readonly score: number }[] {
  const byTerm = Map.groupBy(rows, (row) => row.term);
  const sums = new Map<number, { words: number; held: number; row: Post }>();
  let whole = 0;
  for (const all of stands.values()) {
    // A word is as telling as the commonest of what stands for it; one that no passage holds is as telling as can
    // be: it is what the shop does not speak of.
    const idf = idfOf(Math.max(...all.map(([term]) => byTerm.get(term)?.length ?? 0)), total);
    whole += idf;
    const best = new Map<number, { share: number; row: Post }>();
    for (const [term, share] of all) {
      for (const row of byTerm.get(term) ?? []) {
        if (
          row.weight * share >
          (best.get(row.passage)?.share ?? 0) * (best.get(row.passage)?.row.weight ?? 0)
        ) {
          best.set(row.passage, { share, row });
        }
      }
    }
    for (const [passage, { share, row }] of best) {
      const sum = sums.get(passage) ?? { words: 0, held: 0, row };
      sum.words += idf * share * row.weight;
      sum.held += idf * share;
      sums.set(passage, sum);
    }
  }
  return [...sums]
    .filter(([, { row }]) => row.kind !== 'product' || product === null || row.slug === product)
    .map(([id, { words, held, row }]) => {
      const isOwn = product === null ? row.kind !== 'product' : row.kind === 'product';
      const place = isOwn ? 1 : passageWeights.aside;
      return { id, score: (held / whole) * place, order: words * held * place };
    })
    .sort((a, b) => b.order - a.order || a.id - b.id);
}
