import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import { fillTemplate } from './template.ts';

export interface SaidDue {
  readonly sku: string;
  readonly title: string;
  readonly why: string;
  readonly keptBack: string | null;
}

/** What runs out soon, each with why; or that the shop does not know yet. */
export function phraseDue(turn: Turn, answer: Readonly<Record<string, unknown>>): string {
  if (answer['refusal'] === 'not-signed-in') return fillTemplate(turn, 'due.sign-in');
  const items = (answer['items'] ?? []) as readonly SaidDue[];
  const open = items.filter(({ keptBack }) => keptBack === null);
  if (open.length === 0) return fillTemplate(turn, 'due.none');
  return firstWords(open.map(({ title, why }) => `${title}: ${why.replace(/[.]?$/, '.')}`).join(' '));
}

/** The bought things that the words mean: by a word of the name, else the only one there is. */
export function boughtMeant(turn: Turn, items: readonly SaidDue[]): readonly SaidDue[] {
  const said = (turn.text.toLowerCase().match(/\p{L}{3,}/gu) ?? []).map((word) => word.replace(/s$/, ''));
  const named = items.filter(({ title }) => said.some((word) => title.toLowerCase().includes(word)));
  return named.length ? named : items.length === 1 ? items : [];
}
