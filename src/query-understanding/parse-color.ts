import { COLOUR, isThingToo, plainColour } from '#src/language/colors.ts';
import type { Filter } from '#src/query/search-query.ts';
import { isOfBody } from './context.ts';
import { termOf } from '#src/language/tokenizer.ts';
import { stating } from './groups.ts';
import { saidBy, type Said } from './said.ts';
import { use, type Word } from './words.ts';
import type { Vocabulary } from './vocabulary.ts';

/** The colour that a word asks for: the merchant's own word where variants have it, else the plain colour. */
export function colourAt(vocabulary: Vocabulary, words: readonly Word[], at: number): string | null {
  const one = words[at];
  if (!one || one.used || !vocabulary.colours.size || isOfBody(words[at + 1])) return null;
  const plain = plainColour(one.lower) ?? plainColour(one.form);
  const own = vocabulary.colours.get(one.lower);
  if (own !== undefined && (plain !== null || isCalledColour(words, at)))
    return isOfThing(vocabulary, words, at) ? null : own.toLowerCase();
  // Coffee is a brown only where it is called a colour, or where merchants call theirs so.
  if (plain === null || !vocabulary.colours.has(plain)) return null;
  return isThingToo(one.lower) && !isCalledColour(words, at) ? null : plain;
}

const MOSTLY = 0.5;

/** Whether the colour's name belongs to the word behind it here: a coffee maker is not coffee, gold jewellery may be. */
function isOfThing({ groups }: Vocabulary, words: readonly Word[], at: number): boolean {
  const [one, next] = [words[at], words[at + 1]];
  if (!one || !isThingToo(one.lower) || !next?.joined) return false;
  const pair = groups.byPair.get(`${termOf(one.lower)} ${termOf(next.lower)}`);
  return pair !== undefined && stating(pair, COLOUR) < MOSTLY;
}

const LONGEST_COLOUR = 4; // words

/** The merchant's own colour of several words, where it is called one: "color stainless steel". */
function colourPhraseAt(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
): { readonly colour: string; readonly from: number; readonly to: number } | null {
  const isLabel = (one: Word | undefined) => one !== undefined && !one.used && isColourWord(one);
  for (let length = LONGEST_COLOUR; length > 1; length -= 1) {
    const said = words.slice(at, at + length);
    if (said.length < length || said.some((one) => one.used)) continue;
    const colour = said.map((one) => one.lower).join(' ');
    if (!vocabulary.colours.has(colour)) continue;
    if (isLabel(words[at - 1])) return { colour, from: at - 1, to: at + length };
    if (isLabel(words[at + length])) return { colour, from: at, to: at + length + 1 };
  }
  return null;
}

const isColourWord = (one: Word): boolean => ['color', 'colour', 'colorway', 'colourway'].includes(one.form);

const isColourLabel = (one: Word | undefined): boolean =>
  one !== undefined && ['color', 'colour', 'colored', 'coloured'].includes(one.lower);

const isCalledColour = (words: readonly Word[], at: number): boolean =>
  [words[at - 1], words[at + 1]].some((one) => one !== undefined && isColourWord(one)) ||
  words[at - 1]?.lower === 'in';

/** Whether the word is also a value of something else here ("orange" of a flavour) and is not called a colour. */
export function isColourElsewhere(vocabulary: Vocabulary, words: readonly Word[], at: number): boolean {
  if (isCalledColour(words, at)) return false;
  const form = words[at]?.form ?? '';
  return (vocabulary.phrases.get(form) ?? []).some(
    ({ named }) => named.kind === 'value' && named.key.isOption && !/colou?r/.test(named.key.key),
  );
}

/** In a part of the shop without colours to choose from, "orange" is a flavour; without any part named, it may be. */
function isOtherwiseMeant(
  vocabulary: Vocabulary,
  words: readonly Word[],
  at: number,
  isColoured: boolean | null,
): boolean {
  if (isColoured === true || isCalledColour(words, at)) return false;
  return isColoured === false || isColourElsewhere(vocabulary, words, at);
}

export function parseColors(
  vocabulary: Vocabulary,
  words: readonly Word[],
  isColoured: boolean | null,
): readonly Said[] {
  const said: Said[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const phrase = colourPhraseAt(vocabulary, words, at);
    if (phrase) {
      const filter = colourFilter([phrase.colour], false);
      said.push(
        ...saidBy(words, () => {
          use(words, phrase.from, phrase.to);
          return [{ filter, strength: 'demand' }];
        }),
      );
      continue;
    }
    const colour = colourAt(vocabulary, words, at);
    if (!colour || isOtherwiseMeant(vocabulary, words, at, isColoured)) continue;
    const values = [colour];
    let to = at + 1;
    for (;;) {
      // "blue or red", "blue, red or grey"; "black and white" asks for both, so each becomes a filter.
      const step = words[to]?.lower === 'or' ? 1 : words[to]?.joined === false ? 0 : null;
      const other = step === null ? null : colourAt(vocabulary, words, to + step);
      if (!other || step === null) break;
      values.push(other);
      to += step + 1;
    }
    const filter = colourFilter([...new Set(values)], false);
    const from = isColourLabel(words[at - 1]) ? at - 1 : at;
    const end = isColourLabel(words[to]) ? to + 1 : to;
    const strength = end - from > to - at ? 'demand' : 'mention';
    said.push(
      ...saidBy(words, () => {
        use(words, from, end);
        return [{ filter, strength }];
      }),
    );
    at = to - 1;
  }
  return said;
}

export const colourFilter = (values: readonly string[], negated: boolean): Filter => ({
  kind: 'any-of',
  key: COLOUR,
  label: 'Color',
  values,
  negated,
});

/** Whether the named kind of thing comes in colours, so that "orange" beside it is one; null where none is named. */
export function comesInColours(vocabulary: Vocabulary, categories: readonly Filter[]): boolean | null {
  const slugs = categories.flatMap((filter) => (filter.kind === 'any-of' ? filter.values : []));
  if (!slugs.length || !vocabulary.colouredRoots.size) return null;
  return slugs.some((slug) => vocabulary.colouredRoots.has(slug.split('/')[0] ?? slug));
}
