import { editDistance } from '#src/language/edit-distance.ts';
import { saysBefore, type Word } from './words.ts';

/*
 * How English compares a number: "under", "at least", "or more", "lighter than". What is measured is the catalogue's
 * own.
 */

export type Op = 'lt' | 'lte' | 'gt' | 'gte' | 'around' | 'equal';

export const BEFORE: readonly (readonly [Op, ReadonlySet<string>])[] = [
  ['lte', phrases('at most|no more than|not more than|not more|not over|not above|nothing over|nothing above|nothing more than|never more than|up to|max|maximum|maximum of|max of|no over|until|till|til|not exceeding|does not exceed|not higher than|not past|not beyond|<=|≤|no heavier than|not heavier than|no longer than|no higher than|no bigger than|budget|budget of|budget is|within|limit of')],
  ['gte', phrases('at least|no less than|not less than|not under|not below|nothing under|nothing below|nothing less than|no fewer than|min|minimum|minimum of|min of|from|starting at|starting from|>=|≥|no lighter than|no shorter than')],
  ['lt', phrases('under|below|less than|lower than|fewer than|smaller than|beneath|<|for less than|up until')],
  ['gt', phrases('over|above|more than|greater than|bigger than|larger than|higher than|>|upwards of|exceeding|beyond')],
  ['around', phrases('around|about|approximately|approx|roughly|circa|near|~|close to|ish')],
  ['equal', phrases('exactly|precisely|of|=|is|equals|equal to')],
]; // prettier-ignore

export const AFTER: readonly (readonly [Op, ReadonlySet<string>])[] = [
  ['lte', phrases('or less|or under|or fewer|or lower|or below|or cheaper|or lighter|or shorter|or smaller|max|maximum|tops|at most|and under|and below|and less|to spend|to spare|budget|in total|in all|all in|altogether|not a cent more|not a penny more|and not a cent more|not one cent more|and no more|no more|and not more|not more|is my limit|is my max|is my maximum|is the limit|is the max|is all i have|is all ive got|is what i have|or so max|top')],
  ['gte', phrases('or more|or above|or over|or higher|or longer|or up|or greater|or bigger|or larger|or heavier|or better|minimum|min|plus|+|and up|and above|and over|and more|at least')],
]; // prettier-ignore

/** Comparatives that name what is compared: the label words to look for, and whether less is meant. */
const COMPARATIVES: ReadonlyMap<string, readonly [less: boolean, labels: string]> = new Map([
  ['lighter', [true, 'weight']],
  ['heavier', [false, 'weight']],
  ['cheaper', [true, 'price']],
  ['pricier', [false, 'price']],
  ['dearer', [false, 'price']],
  ['shorter', [true, 'length duration']],
  ['longer', [false, 'length duration']],
  ['taller', [false, 'height']],
  ['wider', [false, 'width']],
  ['narrower', [true, 'width']],
  ['thinner', [true, 'thickness depth']],
  ['thicker', [false, 'thickness depth']],
  ['deeper', [false, 'depth']],
  ['brighter', [false, 'brightness']],
  ['dimmer', [true, 'brightness']],
  ['louder', [false, 'noise']],
  ['quieter', [true, 'noise']],
  ['faster', [false, 'speed frequency']],
  ['slower', [true, 'speed frequency']],
]);

function phrases(list: string): ReadonlySet<string> {
  return new Set(list.split('|'));
}

/** What the words before a number compare it to, and where they begin; `hint`: labels that a comparative names. */
export function opBefore(
  words: readonly Word[],
  end: number,
): { op: Op | null; from: number; hint: string | null; between: boolean } | null {
  const between = words[end - 1];
  if (between && !between.used && (between.lower === 'between' || between.lower === 'from')) {
    return { op: between.lower === 'from' ? 'gte' : null, from: end - 1, hint: null, between: true };
  }
  const comparative = words[end - 2];
  const known = comparative && !comparative.used ? COMPARATIVES.get(comparative.lower) : undefined;
  if (known && words[end - 1]?.lower === 'than') {
    const negated = ['no', 'not'].includes(words[end - 3]?.lower ?? '') && !words[end - 3]?.used;
    const op = known[0] === negated ? 'gt' : 'lt';
    return {
      op: negated ? (op === 'gt' ? 'gte' : 'lte') : op,
      from: end - (negated ? 3 : 2),
      hint: known[1],
      between: false,
    };
  }
  for (const [op, said] of BEFORE) {
    const length = saysBefore(words, end, said);
    if (length) return { ...denied(op, words, end - length), hint: null, between: false };
  }
  const slip = between && !between.used && between.joined ? opMisspelt(between.lower) : undefined;
  return slip ? { ...denied(slip, words, end - 1), hint: null, between: false } : null;
}

const LONG_WORDS: readonly (readonly [Op, string])[] = [
  ['lt', 'under'],
  ['lt', 'below'],
  ['gt', 'above'],
  ['around', 'around'],
  ['around', 'about'],
  ['lte', 'maximum'],
  ['gte', 'minimum'],
];

/** What a slip of one letter right before a number compares it to: "undr 110". */
const opMisspelt = (word: string): Op | undefined =>
  LONG_WORDS.find(([, right]) => word[0] === right[0] && editDistance(word, right) === 1)?.[0];

const NOT = phrases(
  "not|don't|don’t|dont|won't|won’t|can't|can’t|cannot|never|doesn't|doesn’t|shouldn't|shouldn’t|wouldn't|wouldn’t",
);
const BETWEEN = phrases(
  'want|to|spend|spending|pay|paying|go|going|looking|be|cost|costs|costing|weigh|weighs|weighing|like|would|have|it|they|is|are|that|anything|something|much|any',
);

/** "I do not want to spend more than 160" sets no least: the comparison the other way round, where a no stands before it. */
function denied(op: Op, words: readonly Word[], from: number): { readonly op: Op; readonly from: number } {
  const other = op === 'gt' ? 'lte' : op === 'lt' ? 'gte' : null;
  let at = from - 1;
  while (at >= 0 && BETWEEN.has(words[at]?.lower ?? '')) at -= 1;
  return other && at >= 0 && NOT.has(words[at]?.lower ?? '') ? { op: other, from: at } : { op, from };
}
