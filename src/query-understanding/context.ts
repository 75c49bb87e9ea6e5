import { ASKING_WORDS, POSSESSIVES } from '#src/language/english/function-words.ts';
import { saysAt, type Word } from './words.ts';

/*
 * Parts of a question that speak of something, but ask for nothing: what the shopper has now, what does not matter, and
 * what the wanted thing is for. English; a language of its own has its own lists.
 */

const set = (list: string): ReadonlySet<string> => new Set(list.split('|'));

const NOW = set(
  'currently|at the moment|right now|coming from|came from|switching from|switched from|used to|my current|my old|my previous|my last|last time|so far|i have been|until now',
);
const TURNS = set(
  'but|want|wants|wanted|need|needs|would|looking|like|prefer|hoping|rather|now|show|find|recommend|which|what',
);
const NEVER_MIND = set(
  "not have to be|not have to have|not need to be|not need to have|need not be|doesn't have to be|doesn't have to|doesn't need to be|doesn't need|don't have to be|don't need to be|don't have to have|not necessarily|don't care about|don't care if|do not care about|no need for|no need to be|not bothered about|not fussed about",
);
const BODY = set(
  'forefoot|heel|heels|ankle|ankles|arches|knee|knees|shoulder|shoulders|wrist|wrists|waist|hips|chest|toe|toes|toenail|toenails|nail|nails|eye|eyes|skin|hair|foot|feet|leg|legs|lips|face|hand|hands|finger|fingers|tongue|blood',
);
const PURPOSE = set('for|inside|into|fits in|fit in|goes in|go in|goes with|go with|to wear with|to go with');

/**
 * Sets aside what speaks of now ("currently in a 10 mm drop") for as long as filters are read, and takes out what does
 * not matter ("does not have to be waterproof"). Answers what gives the former back to the ranking.
 */
export function setAside(words: readonly Word[]): () => void {
  const aside: Word[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const never = saysAt(words, at, NEVER_MIND);
    const now = never ? 0 : saysAt(words, at, NOW);
    if (!never && !now) continue;
    const to = clauseEnd(words, at + Math.max(never, now));
    for (const one of words.slice(at, to)) {
      if (!one.used && now) aside.push(one);
      one.used = true;
    }
    at = to - 1;
  }
  return () => {
    for (const one of aside) one.used = false;
  };
}

function clauseEnd(words: readonly Word[], from: number): number {
  for (let at = from; at < words.length; at += 1) {
    if (!words[at]?.joined || TURNS.has(words[at]?.lower ?? '')) return at;
  }
  return words.length;
}

/**
 * Whether the word at that place only says what the wanted thing is for or goes with: the jacket of "detergent for a
 * waterproof jacket". Not where nothing was named before ("looking for a jacket").
 */
export function isPurpose(words: readonly Word[], at: number): boolean {
  for (let place = at - 1; place > 0; place -= 1) {
    if (words[place]?.used || !words[place + 1]?.joined) return false;
    const length = saysAt(words, place, PURPOSE);
    if (length && place + length <= at) return namesThing(words, place);
  }
  return false;
}

/** Whether a thing is named in the same breath before a place. */
export function namesThing(words: readonly Word[], before: number): boolean {
  for (let at = before - 1; at >= 0; at -= 1) {
    const one = words[at];
    if (!one || !words[at + 1]?.joined) return false;
    if (!ASKING_WORDS.has(one.lower) && /\p{L}/u.test(one.raw)) return true;
  }
  return false;
}

/** Whether a word before it, not understood so far, says which kind is meant: the "compression" of "compression socks". */
export function isQualified(words: readonly Word[], at: number): boolean {
  const before = words[at - 1];
  return (
    before !== undefined &&
    words[at]?.joined === true &&
    !before.used &&
    !ASKING_WORDS.has(before.lower) &&
    /^\p{L}{3}/u.test(before.raw)
  );
}

/** Whether the word belongs to the asking, not to what is asked for. */
export const isAsking = (one: Word): boolean => ASKING_WORDS.has(one.lower);

const TO_COME = set('new|next|first|second|future|upcoming|old');

/** Whether it is spoken of as somebody's already, or denied: "stones in my shoes", "on top", "not gels". */
export function isOwned(words: readonly Word[], at: number): boolean {
  if (['on', 'not', 'than'].includes(words[at - 1]?.lower ?? '')) return true;
  for (let place = at - 1; place >= Math.max(0, at - 2); place -= 1) {
    if (!words[place + 1]?.joined || TO_COME.has(words[place]?.lower ?? '')) return false;
    if (POSSESSIVES.has(words[place]?.lower ?? '')) return true;
  }
  return false;
}

/** Whether a part of the body follows: the black of "black toenails" is no colour to buy. */
export const isOfBody = (next: Word | undefined): boolean => BODY.has(next?.lower ?? '');

/** Whether what stands there is told as going on, not asked for: the music of "music while running". */
export const goesOn = (next: Word | undefined): boolean =>
  ['while', 'whilst', 'during', 'when'].includes(next?.lower ?? '');
