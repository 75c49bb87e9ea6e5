import type { SearchResult } from '#src/search/result.ts';
import type { ConversationState } from '#src/conversations/conversation-state.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import type { Question } from '../state.ts';

const BROAD = 8; // more results than this are worth a question; fewer are quicker looked at
const MOST_CHOICES = 4;
const LEAST_BALANCE = 0.3; // a facet that one value fills, or that few products state, splits nothing
const MOST_LIMITS = 2; // somebody who said three things has been asked enough
/** Facets a newcomer can answer for, most telling first; the others are found by those who know them. */
const ASKABLE = [
  'use',
  'terrain',
  'activity',
  'occasion',
  'type',
  'support',
  'cushioning',
  'fit',
  'form',
  'season',
];

/**
 * The one facet that splits a broad answer best, or null: at most one question for a query, and never one that was
 * put before in this conversation. Somebody who `said` what kind of thing it is to be is not asked for the kind.
 */
export function questionWorthAsking(
  result: SearchResult,
  state: ConversationState,
  said: string,
): Question | null {
  const { query, total } = result;
  if (total <= BROAD || result.page > 1 || query.filters.length > MOST_LIMITS || query.sort !== 'best')
    return null;
  // One question for a query: whoever answered it with something else is not asked again until the query changes.
  const category = query.filters.find((filter) => filter.key === 'category');
  const department =
    category === undefined ||
    (category.kind === 'any-of' && category.values.every((value) => !value.includes('/')));
  for (const key of department ? ['category', ...ASKABLE] : ASKABLE) {
    const facet = result.facets.find((one) => one.key === key);
    if (!facet || facet.kind !== 'values' || state.asked.includes(key)) continue;
    if (key !== 'category' && query.filters.some((filter) => filter.key === key)) continue;
    const inside = category?.kind === 'any-of' ? category.values.map((value) => `${value}/`) : [''];
    const fits = (value: string) =>
      key !== 'category' ||
      inside.some((at) => value.startsWith(at) && !value.slice(at.length).includes('/'));
    const values = facet.values
      .filter((value) => value.count > 0 && !value.selected && fits(value.value))
      .slice(0, MOST_CHOICES);
    if (
      values.length < 2 ||
      balance(
        values.map((value) => value.count),
        total,
      ) < LEAST_BALANCE
    )
      continue;
    if (key === 'category' && namesKind(said, values, result)) continue;
    return {
      key,
      label: key === 'category' ? 'kind' : facet.label,
      choices: values.map((value) => value.label),
    };
  }
  return null;
}

const MOST_TITLES = 0.5; // a word that as many of the titles found hold is the kind of thing that was asked for

/** Whether the words hold one of the kinds, or a word that most titles of the answer hold. */
function namesKind(
  said: string,
  kinds: readonly { readonly label: string }[],
  { hits }: SearchResult,
): boolean {
  const terms = new Set(tokensOf(said).map(({ term }) => term));
  const holds = (text: string) => tokensOf(text).some(({ term }) => terms.has(term));
  const shared = [...terms].some(
    (word) =>
      hits.filter(({ product }) => tokensOf(product.title).some(({ term }) => term === word)).length >=
      Math.max(2, hits.length * MOST_TITLES),
  );
  return shared || kinds.some(({ label }) => holds(label));
}

/** How evenly values share the results (1: all alike), times how many results state any. */
function balance(counts: readonly number[], total: number): number {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return 0;
  const entropy = counts.reduce((bits, count) => bits - (count / sum) * Math.log2(count / sum), 0);
  return (entropy / Math.log2(counts.length)) * Math.min(1, sum / total);
}
