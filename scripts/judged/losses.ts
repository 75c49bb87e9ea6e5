import { filterText } from '#src/query/filter-text.ts';
import { withoutFilter } from '#src/query/filters.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { JudgedQuery, JudgedSet } from './judged-set.ts';
import type { Measured } from './measure-system.ts';
import { judgedNdcg, ndcg } from './measures.ts';
import { answerAsPage, readAsPage, shownDocs, type AskedShop } from './own-systems.ts';

interface Figures {
  readonly judged: number;
  readonly ndcg: number;
}

/** A query that the whole path answers worse than ranking alone, in judged NDCG@10 or in NDCG@10. */
export interface Loss {
  readonly query: JudgedQuery;
  readonly ranking: Figures;
  readonly page: Figures;
  /** Products that keep every limit; 0 where near misses were shown. */
  readonly total: number;
  /** The words left to rank by. */
  readonly text: string;
  /** Every limit that was read, with the figures of the same path without it, ranked by all words. */
  readonly limits: readonly { readonly label: string; readonly without: Figures }[];
  readonly preferences: readonly string[];
}

const LEAST = 0.0005;

/** Worst first by judged NDCG, then by NDCG. */
export async function lossesOf(
  shop: AskedShop,
  set: JudgedSet,
  ranking: Measured,
  page: Measured,
): Promise<readonly Loss[]> {
  const losses: Loss[] = [];
  for (const [at, query] of set.queries.entries()) {
    const [alone, whole] = [figuresAt(ranking, at), figuresAt(page, at)];
    if (whole.judged < alone.judged - LEAST || whole.ndcg < alone.ndcg - LEAST)
      losses.push({ query, ranking: alone, page: whole, ...(await whyLost(shop, set, query)) });
  }
  const lost = (of: 'judged' | 'ndcg') => (loss: Loss) => loss.page[of] - loss.ranking[of];
  return losses.toSorted(
    (a, b) => lost('judged')(a) - lost('judged')(b) || lost('ndcg')(a) - lost('ndcg')(b),
  );
}

const figuresAt = ({ perQuery }: Measured, at: number): Figures => ({
  judged: perQuery.judged[at] ?? 0,
  ndcg: perQuery.ndcg[at] ?? 0,
});

async function whyLost(shop: AskedShop, set: JudgedSet, asked: JudgedQuery) {
  const gains = set.gains.get(asked.id) ?? new Map<string, number>();
  const judged = [...gains.values()];
  const figures = async (query: SearchQuery): Promise<Figures> => {
    const ranked = shownDocs(await answerAsPage(shop, query), shop.docOf).map((doc) => gains.get(doc));
    return { judged: judgedNdcg(ranked, judged), ndcg: ndcg(ranked, judged) };
  };
  const query = await readAsPage(shop, asked.text);
  const { locale } = shop.content.store;
  const limits: Loss['limits'][number][] = [];
  for (const filter of query.filters)
    limits.push({
      label: filterText(filter, locale),
      without: await figures({ ...withoutFilter(query, filter), text: asked.text }),
    });
  const { total } = await answerAsPage(shop, query, 1);
  return {
    total,
    text: query.text,
    limits,
    preferences: query.preferences.map((one) => filterText(one, locale)),
  };
}

/** One loss in a line: `usb hub  judged .910 → .200, ndcg .800 → .150  [Hub] (without it .910, .800)  3 fit`. */
export function lossLine({ query, ranking, page, total, text, limits, preferences }: Loss): string {
  const figure = (value: number) => value.toFixed(3).replace(/^0/, '');
  return [
    `${query.text}  judged ${figure(ranking.judged)} → ${figure(page.judged)}, ` +
      `ndcg ${figure(ranking.ndcg)} → ${figure(page.ndcg)}`,
    limits
      .map(
        ({ label, without }) => `[${label}] (without it ${figure(without.judged)}, ${figure(without.ndcg)})`,
      )
      .join(', ') || 'no limit read',
    ...(preferences.length ? [`preferred: ${preferences.join(', ')}`] : []),
    ...(text === query.text ? [] : [`ranked by "${text}"`]),
    total ? `${total} fit` : 'nothing fits',
  ].join('  ');
}
