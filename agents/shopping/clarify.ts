import type { SearchAnswer } from '#src/search/answer.ts';
import type { Thread } from '#src/conversations/thread.ts';

/** A question that narrows a broad need, with the answers to choose from. */
export interface Question {
  readonly key: string;
  readonly label: string;
  readonly choices: readonly string[];
}

const BROAD = 8; // more results than this are worth a question; fewer are quicker looked at
const MOST_LIMITS = 2; // somebody who said three things has been asked enough
const NEVER = new Set([
  'price',
  'brand',
  'category',
  'rating',
  'color',
  'color_family',
  'size',
  'gender',
  'width',
]);

/**
 * The one facet that splits a broad answer best, or null: at most one question for a need, and never one that was
 * put before in this conversation.
 */
export function questionWorthAsking(answer: SearchAnswer, thread: Thread): Question | null {
  const { need, total } = answer;
  if (total <= BROAD || answer.page > 1 || need.limits.length > MOST_LIMITS || need.sort !== 'best')
    return null;
  const categories = answer.facets.find((facet) => facet.key === 'category');
  const scored = answer.facets
    .filter((facet) => facet.kind === 'values' && !NEVER.has(facet.key) && !thread.asked.includes(facet.key))
    .filter((facet) => !need.limits.some((limit) => limit.key === facet.key))
    .map((facet) => ({ facet, values: facet.values.filter((value) => value.count > 0).slice(0, 4) }))
    .filter(({ facet, values }) => values.length >= 2 && facet.values.length <= 8)
    .map(({ facet, values }) => ({
      facet,
      values,
      score: balance(
        values.map((value) => value.count),
        total,
      ),
    }))
    .sort((a, b) => b.score - a.score);
  const hasCategory = need.limits.some((limit) => limit.key === 'category');
  if (!hasCategory && need.text === '' && categories && !thread.asked.includes('category'))
    return {
      key: 'category',
      label: categories.label,
      choices: categories.values.slice(0, 5).map((value) => value.label),
    };
  const [best] = scored;
  if (!best || best.score < 0.5) return null;
  return { key: best.facet.key, label: best.facet.label, choices: best.values.map((value) => value.label) };
}

/** How evenly values share the results (1: all alike), times how many results state any. */
function balance(counts: readonly number[], total: number): number {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return 0;
  const entropy = counts.reduce((bits, count) => bits - (count / sum) * Math.log2(count / sum), 0);
  return (entropy / Math.log2(counts.length)) * Math.min(1, sum / total);
}
