import type { SearchAnswer } from '#src/search/result.ts';
import { limitText } from '#src/search/query/filter-text.ts';
import { needToQuery } from '#src/search/query/query-string.ts';
import { hitCard } from '../present/product-card.ts';
import { narrows } from './find-products.ts';
import { needPhrase } from '../present/query-text.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';

/** Writes the cards of an answer and the chips of its need; `group` keeps several needs of one message apart. */
export function showListing(config: Writing, turn: Turn, answer: SearchAnswer, group: number | null): void {
  const { need } = answer;
  const limits = need.limits.map((limit) => limitText(limit, turn.locale));
  const chips = limits.map((label) => ({ label, remove: `Forget: ${label}` }));
  if (!group) show(config, { part: 'need', data: { chips } });
  const what = needPhrase(need, turn.vocabulary, turn.locale, 'things');
  const place = group ? { group } : {};
  const before = (answer.page - 1) * answer.hits.length;
  const cards = (hits: SearchAnswer['hits']) =>
    hits.map((hit, at) => hitCard(turn, hit, need, before + at + 1));
  if (answer.hits.length) {
    const query = needToQuery(need, turn.currency);
    show(config, {
      part: 'products',
      data: {
        title: titleOf(answer, what, group),
        cards: cards(answer.hits),
        total: answer.total,
        href: query ? `/search?${query}` : null,
        ...place,
      },
    });
  } else if (answer.near.length) {
    show(config, {
      part: 'near',
      data: { title: group ? `Nearest to ${what}` : 'Nearest', cards: cards(answer.near), ...place },
    });
  }
}

/** How many fit, where limits decide that; else only that these match best. */
function titleOf({ total, need }: SearchAnswer, what: string, group: number | null): string {
  if (group) return what.charAt(0).toUpperCase() + what.slice(1);
  if (!narrows(need)) return 'Best matches';
  return total === 1 ? 'One fits' : `${total} fit`;
}
