import type { Turn } from '../state.ts';
import type { Act } from './act.ts';
import { english, says } from './language.ts';

/** Why a person should take over. */
export type PersonReason = 'asked' | 'order-problem' | 'anger' | 'legal' | 'payment' | 'repeated-failure';

const MOST_MISSES = 2; // turns in a row that missed; the next one is for a person

/** Why this turn is for a person; null where the assistant serves it. */
export function needsPerson(turn: Pick<Turn, 'text' | 'thread'>, act: Act): PersonReason | null {
  const { text, thread } = turn;
  if (act.kind === 'serve' && act.service === 'person') return 'asked';
  if (says(text, english.legal)) return 'legal';
  if (says(text, english.payment)) return 'payment';
  if (act.kind === 'serve' && act.service === 'order-problem') return 'order-problem';
  if (says(text, english.defects) && says(text, english.received)) return 'order-problem';
  if (says(text, english.anger)) return 'anger';
  return thread.misses >= MOST_MISSES ? 'repeated-failure' : null;
}
