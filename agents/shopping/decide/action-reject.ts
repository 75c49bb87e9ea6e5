import type { Shown } from '#src/conversations/conversation-state.ts';
import type { Turn } from '../state.ts';
import { relativeWords } from './action-words.ts';
import type { Action } from './action.ts';
import { english, says } from '../understand/language.ts';

export const slugsOf = (shown: readonly Shown[]): readonly string[] => shown.map(({ slug }) => slug);

/** "None of these", "I don't like any of them". */
export const rejectsAll = ({ text }: Pick<Turn, 'text'>): boolean => says(text, english.none);

/**
 * What is put aside: the products named or pointed at, all of the listing, or the one looked at; "too heavy" about one
 * of them is a request as well. Null where there is nothing to put aside, or the words say a filter ("not pink").
 */
export function rejectAction(turn: Turn, about: readonly string[], substance: boolean): Action | null {
  const { state } = turn;
  const relative = relativeWords(turn.text);
  const all = rejectsAll(turn) ? slugsOf(state.shown) : [];
  const slugs = all.length ? all : about;
  if (substance && !slugs.length) return null;
  if (turn.understanding.parsedQuery.recipient) return null;
  const [first] = slugs;
  if (first)
    return { kind: 'reject', slugs, than: relative && !all.length ? { slug: first, ...relative } : null };
  const here = state.focus?.slug ?? state.shown[0]?.slug;
  if (!here) return null;
  if (relative) return { kind: 'than', slug: here, ...relative };
  return { kind: 'reject', slugs: state.focus ? [here] : slugsOf(state.shown), than: null };
}
