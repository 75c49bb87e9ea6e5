import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import type { DueItemView } from '../tool-results/due-soon.ts';
import type { RefusedCall } from '../tool-results/refusal.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { fillTemplate } from './template.ts';

/** What runs out soon, each with why; or that the shop does not know yet. */
export function phraseDue(turn: Turn, answer: Answer<'due_soon'> | RefusedCall): string {
  if ('refusal' in answer)
    return fillTemplate(turn, answer.refusal === 'not-signed-in' ? 'due.sign-in' : 'due.none');
  const open = answer.items.filter(({ keptBack }) => keptBack === null);
  if (open.length === 0) return fillTemplate(turn, 'due.none');
  return firstWords(open.map(({ title, why }) => `${title}: ${why.replace(/[.]?$/, '.')}`).join(' '));
}

/** The bought things that the words mean: by a word of the name, else the only one there is. */
export function requestedItems(turn: Turn, items: readonly DueItemView[]): readonly DueItemView[] {
  const said = (turn.text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.replace(/s$/, ''));
  const named = items.filter(({ title }) => said.some((word) => title.toLowerCase().includes(word)));
  return named.length ? named : items.length === 1 ? items : [];
}
