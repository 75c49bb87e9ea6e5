import type { SearchAnswer } from '#src/search/answer.ts';
import { limitText } from '#src/search/chips.ts';
import { needToQuery } from '#src/search/need-address.ts';
import { hitCard } from '../cards.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from './show.ts';

/** Writes the cards of an answer and the chips of its need; answers the limits in words. */
export function showListing(config: Writing, turn: Turn, answer: SearchAnswer): readonly string[] {
  const { need } = answer;
  const limits = need.limits.map((limit) => limitText(limit, turn.locale));
  show(config, {
    part: 'need',
    data: { chips: limits.map((label) => ({ label, remove: `Forget: ${label}` })) },
  });
  const cards = (hits: SearchAnswer['hits']) => hits.map((hit) => hitCard(turn, hit));
  if (answer.hits.length) {
    const query = needToQuery(need, turn.currency);
    show(config, {
      part: 'products',
      data: {
        title: answer.total === 1 ? 'One fits' : `${answer.total} fit`,
        cards: cards(answer.hits),
        total: answer.total,
        href: query ? `/search?${query}` : null,
      },
    });
  } else if (answer.near.length) {
    show(config, { part: 'near', data: { title: 'Nearest', cards: cards(answer.near.slice(0, 6)) } });
  }
  return limits;
}
