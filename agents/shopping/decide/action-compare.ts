import type { Turn } from '../state.ts';
import { NAME, nameless } from '../understand/cart-words.ts';
import { english, padded, says } from '../understand/language.ts';

const MOST_SIDES = 4;

/** The products to put side by side: named, pointed at, or shown last; one where no other is known, none where the words mean none. */
export function compareSides(turn: Turn, about: readonly string[]): readonly string[] {
  const { state, page, understanding } = turn;
  const { all, both, it, places, other, extreme } = understanding.references;
  const shown = state.shown.map((one) => one.slug);
  if (about.length >= 2) return about.slice(0, MOST_SIDES);
  const second = [state.focus?.slug, page?.slug, ...shown].find((slug) => slug && slug !== about[0]);
  if (about.length === 1) return second ? [...about, second] : about;
  const asksForNothingElse =
    understanding.parsedQuery.text === '' && understanding.parsedQuery.filters.length === 0;
  // Of one product left on the page, the shopper means it and the one before it.
  const before = state.seen.filter((slug) => !shown.includes(slug)).at(-1);
  const candidates = shown.length >= 2 ? shown.slice(0, 3) : [...shown, ...(before ? [before] : [])];
  const points = all || both || it || other || extreme !== null || places.length > 0;
  if (
    points ||
    asksForNothingElse ||
    asksToCompare(turn.text) ||
    /\b(which|better|two|one)\b/.test(turn.text)
  )
    return candidates;
  return [];
}

/** "A or B", "A vs B", "which is better, A or B": two products named, and words that put them side by side. */
export const namesSides = ({ understanding, text }: Turn): boolean =>
  nameless({ text, understanding }).split(NAME.trim()).length > 2 &&
  (says(text, english.comparing) || says(text, english.choosing));

/** Whether the words begin with the verb: "compare them". */
const asksToCompare = (text: string): boolean => padded(text).startsWith(` ${english.comparing[0] ?? ''} `);
