import { shoeSize, sizeSpellings, sizeText, type ShoeSize } from '#src/language/sizes.ts';
import { english, padded, says } from './language.ts';

/** A size in the shopper's words: letters (`M`), or a number with its system and whose it is, as far as they were said. */
interface StatedSizes {
  readonly letters: string | null;
  readonly number: ShoeSize | null;
}

const LETTERS = /^(?:x{0,3}[sl]|m)$/;
const SYSTEM = String.raw`(us|uk|eur?)`;
const WHO = String.raw`(m|w|men'?s?|wom[ae]n'?s?)`;
const UNIT = String.raw`[\d.,]*\s*(?:%|°|x\b|(?:km|k|mi|miles?|g|ml|oz|hours?|dollars?|euros?)\b)`;
/** "US M 10", "men's 10", "10 EU": money, distances, counts and what is below zero are none. */
const NUMBER = new RegExp(
  String.raw`(?:\b${SYSTEM}\s)?(?:\b${WHO}\s)?(?<![\d.,$€£#−-])(\d{1,2}(?:[.,]5)?)(?!\d|${UNIT})(?:\s${SYSTEM}\b)?`,
  'iu',
);

/** The sizes that the words say: "shoe size 9, clothing medium". The M of "US M 9" is whose it is, and no letter. */
export function statedSizes(text: string): StatedSizes {
  const straight = text.replaceAll('’', "'").replace(/\s+/g, ' ');
  const found = NUMBER.exec(straight);
  const plain = straight.replace(found?.[0] ?? '', ' ').replace(/'\p{L}+/gu, ' ');
  const named = Object.entries(english['size words'])
    .filter(([, words]) => says(plain, words))
    .toSorted(([, a], [, b]) => longest(b) - longest(a))[0]?.[0];
  const letter = padded(plain)
    .trim()
    .split(' ')
    .find((word) => LETTERS.test(word));
  const [, before, who, number, after] = found ?? [];
  const ofWomen = says(plain, english.people.woman) || /\bwom[ae]n|\bw\b/i.test(plain);
  const said = [before ?? after, who ?? (ofWomen ? 'w' : undefined), number?.replace(',', '.')];
  return {
    letters: named ?? letter?.toUpperCase() ?? null,
    number: number === undefined ? null : shoeSize(said.filter(Boolean).join(' ')),
  };
}

/** The sizes said, as the kit's parts name them, by kind: `{ shoe: 'US M 9', clothing: 'M' }`. */
export function kitSizesStated(
  said: StatedSizes,
  known: Readonly<Record<string, readonly string[]>>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(known).flatMap(([kind, sizes]) => {
      const size = letterSize(said, sizes) ?? numberSize(said, sizes);
      return size ? [[kind, size]] : [];
    }),
  );
}

const letterSize = ({ letters }: StatedSizes, sizes: readonly string[]): string | null =>
  letters === null
    ? null
    : (sizes.find((one) => one.toUpperCase() === letters) ??
      (sizes.some((one) => one.toUpperCase().split('/').includes(letters)) ? letters : null));

/** As search reads it: also from another system of sizes than the one the shop writes. */
function numberSize({ number }: StatedSizes, sizes: readonly string[]): string | null {
  if (number === null) return null;
  const spellings = sizeSpellings(sizeText(number));
  const written = new Map(sizes.map((one) => [one.toLowerCase(), one]));
  return spellings.flatMap((one) => written.get(one) ?? [])[0] ?? null;
}

const longest = (words: readonly string[]): number => Math.max(...words.map((word) => word.length));
