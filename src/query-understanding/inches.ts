import { plainColour } from '#src/language/colors.ts';
import { AFTER_AMOUNT } from '#src/language/english/function-words.ts';
import { sameDimension } from '#src/language/units.ts';
import { measuresCalled } from './match-measure.ts';
import type { Vocabulary } from './vocabulary.ts';
import type { Word } from './words.ts';

const INCH = 'in';

/**
 * Whether the "in" behind a number is inches. It is where it is written to the number or ends the phrase, and before the
 * name of something that is measured so; "in black", "in a wide fit", "2 in 1" and "under 500 in silver" have none.
 */
export function isInch(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
  isCompared: boolean,
): boolean {
  const [unit, next] = [words[at], words[at + 1]];
  if (unit?.lower !== INCH || unit.gap === '' || !next?.joined) return true;
  if (next.number !== null || AFTER_AMOUNT.has(next.lower)) return false;
  if (measuresCalled(vocabulary, next.form).some(({ unit }) => unit === null || sameDimension(unit, INCH)))
    return true;
  const isColour = vocabulary.colours.has(next.lower) || plainColour(next.lower) !== null;
  return !isColour && (!isCompared || isThing(vocabulary, next.form));
}

const isThing = ({ categories, types }: Vocabulary, form: string): boolean =>
  types.heads.has(form) || categories.some(({ head }) => head === form);
