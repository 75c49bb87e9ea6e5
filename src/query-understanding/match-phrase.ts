import type { Word } from './words.ts';
import type { Named, Phrase, Vocabulary } from './vocabulary.ts';

/** A phrase of the catalogue found in the question. */
export interface Found {
  readonly from: number;
  readonly to: number;
  readonly named: readonly Named[];
}

const any = (): boolean => true;

/**
 * The longest phrase of the catalogue that starts here and names what is wanted. `ending` must be its last word though
 * the question lacks it: "without gluten" asks for `gluten free`.
 */
export function phraseAt(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
  wanted: (named: Named) => boolean = any,
  ending: string | null = null,
): Found | null {
  const first = words[at];
  if (!first || first.used) return null;
  let longest = 0;
  let to = at;
  const named: Named[] = [];
  for (const phrase of vocabulary.phrases.get(first.form) ?? []) {
    if (phrase.forms.length < longest) break;
    if (!wanted(phrase.named)) continue;
    const end = endOf(phrase, words, at, ending);
    if (end === null) continue;
    longest = phrase.forms.length;
    to = end;
    named.push(phrase.named);
  }
  if (!named.length) return null;
  return {
    from: at,
    to,
    named: named.toSorted((a, b) => literalness(b, words, at, to) - literalness(a, words, at, to)),
  };
}

/**
 * How much it was said to the letter: feeds hold twins such as "handle" and "handles", "50/60" and "50, 60", "HDD & SSD"
 * and "HDD, SSD", "-45 - 45" and "45 - 45".
 */
function literalness(named: Named, words: readonly Word[], from: number, to: number): number {
  const said = words.slice(from, to).map((one) => one.lower);
  if (named.kind === 'label')
    return Number(named.key.label.toLowerCase().replace(/[-_/]/g, ' ') === said.join(' '));
  if (named.kind !== 'value') return 0;
  const value = even(named.value);
  const isSigned = words[from - 1]?.lower === '-' && words[from]?.gap === '';
  if (isSigned && value === written(words, from - 1, to)) return 3;
  if (value === written(words, from, to)) return 2;
  return Number(tight(named.value) === tight(said.join('')));
}

const even = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').trim();

const written = (words: readonly Word[], from: number, to: number): string =>
  even(
    words
      .slice(from, to)
      .map((one, at) => (at > 0 ? one.gap : '') + one.written)
      .join(''),
  );

/** Without blanks and commas, which are no words of a question. */
const tight = (text: string): string => text.toLowerCase().replace(/[\s,]/g, '');

function endOf(phrase: Phrase, words: readonly Word[], at: number, ending: string | null): number | null {
  if (ending !== null && (phrase.forms.length < 2 || phrase.forms.at(-1) !== ending)) return null;
  const forms = ending === null ? phrase.forms : phrase.forms.slice(0, -1);
  let next = at;
  for (const [index, form] of forms.entries()) {
    // "+/- 0.2" has two of them.
    while (index > 0 && isJoint(words[next]) && form !== words[next]?.form) next += 1;
    const one = words[next];
    if (!one || one.used || one.form !== form) return null;
    next += 1;
  }
  return next;
}

const isJoint = (one: Word | undefined): boolean =>
  one !== undefined && ['-', '–', '/', '+'].includes(one.lower);
