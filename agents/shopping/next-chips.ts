import type { Chip } from './parts.ts';
import type { Thread } from '#src/conversations/thread.ts';

/** Up to four things to say next, from what was just shown. */
export function nextChips(thread: Thread, question: readonly string[]): readonly Chip[] {
  const ask = (label: string): Chip => ({ kind: 'ask', label, value: label });
  if (question.length) return question.map(ask);
  const chips: Chip[] = [];
  if (thread.shown.length >= 2) chips.push(ask('Compare the first two'));
  if (thread.shown.length > 2 && thread.need.sort === 'best') chips.push(ask('Something cheaper'));
  if (thread.focus) chips.push(ask('Who is it not for?'), ask('Add it to my cart'));
  return chips.slice(0, 4);
}
