import { categoryOf } from '#src/conversations/revise-query.ts';
import type { SearchQuery } from '#src/query/search-query.ts';
import type { SearchResult } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import type { Turn } from '../state.ts';
import { namesAny } from '../understand/wish-words.ts';

const LISTED = 100; // products among which those shown are looked for

/** "Those under 110 only": of what was shown what fits, in its order; null where the words speak of no more than the need, or none fits. */
export async function amongShown(turn: Turn, query: SearchQuery): Promise<SearchResult | null> {
  const { understanding, shownBefore } = turn;
  const { parsedQuery: parsed, references } = understanding;
  const limits = parsed.filters.length > 0 && categoryOf(parsed) === null && !namesAny(parsed.text);
  if (!references.all || !limits || shownBefore.length < 2) return null;
  const { currency, locale } = turn;
  const all = await search(turn.db, query, { page: 1, perPage: LISTED, currency, locale });
  const hits = shownBefore.flatMap(({ slug }) => all.hits.filter(({ product }) => product.slug === slug));
  return hits.length ? { ...all, hits, total: hits.length, pages: 1 } : null;
}
