import { messagesOf } from '#src/messages/messages.ts';
import type { SearchResult } from '#src/search/result.ts';
import { filterText } from '#src/query/filter-text.ts';
import { toQueryString } from '#src/query/query-string.ts';
import { hitCard } from '../present/product-card.ts';
import { narrows } from '../present/narrows.ts';
import { queryText } from '../present/query-text.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';

/** Writes the cards of an answer and the chips of its query; `group` keeps several queries of one message apart. */
export function showListing(config: Writing, turn: Turn, result: SearchResult, group: number | null): void {
  const { query: asked } = result;
  const say = messagesOf(turn.locale).answers;
  const filters = asked.filters.map((filter) => filterText(filter, turn.locale));
  const chips = filters.map((label) => ({ label, remove: say.chips.forget(label) }));
  if (!group) show(config, { part: 'need', data: { chips } });
  const what = queryText(asked, turn.vocabulary, turn.locale, say.search.things);
  const place = group ? { group } : {};
  const before = (result.page - 1) * result.hits.length;
  const cards = (hits: SearchResult['hits']) =>
    hits.map((hit, at) => hitCard(turn, hit, asked, before + at + 1));
  if (result.hits.length) {
    const query = toQueryString(asked, turn.currency);
    show(config, {
      part: 'products',
      data: {
        title: titleOf(result, what, group, turn.locale),
        cards: cards(result.hits),
        total: result.total,
        href: query ? `/search?${query}` : null,
        ...place,
      },
    });
  } else if (result.nearMisses.length) {
    show(config, {
      part: 'near',
      data: {
        title: group ? say.search.nearestTo(what) : say.search.nearestOnes,
        cards: cards(result.nearMisses),
        ...place,
      },
    });
  }
}

/** How many fit, where filters decide that; else only that these match best. */
function titleOf({ total, query }: SearchResult, what: string, group: number | null, locale: string): string {
  const { search: say } = messagesOf(locale).answers;
  if (group) return what.charAt(0).toUpperCase() + what.slice(1);
  if (!narrows(query)) return say.bestMatches;
  return say.fit(total);
}
