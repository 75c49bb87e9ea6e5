import { english, padded, says } from './language.ts';

/** A size in the shopper's words: letters (`M`), or a number with whose it is. */
interface StatedSizes {
  readonly letters: string | null;
  readonly number: string | null;
  readonly ofWomen: boolean;
}

const LETTERS = /^(?:x{0,3}[sl]|m)$/;

/** The sizes that the words say: "shoe size 9, clothing medium". Money, distances and counts are none. */
export function statedSizes(text: string): StatedSizes {
  const plain = text.replace(/[’']\p{L}+/gu, ' ');
  const named = Object.entries(english['size words'])
    .filter(([, words]) => says(plain, words))
    .toSorted(([, a], [, b]) => longest(b) - longest(a))[0]?.[0];
  const letter = padded(plain)
    .trim()
    .split(' ')
    .find((word) => LETTERS.test(word));
  const number =
    /(?<![\d.,$€£#])(\d{1,2}(?:[.,]5)?)(?![\d.,]*\s*(?:%|°|x\b|(?:km|k|mi|miles?|g|ml|oz|hours?|dollars?|euros?)\b))/i.exec(
      plain,
    );
  return {
    letters: named ?? letter?.toUpperCase() ?? null,
    number: number?.[1]?.replace(',', '.') ?? null,
    ofWomen: says(plain, english.people.woman) || /\bwom[ae]n|\bw\b/i.test(plain),
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

function numberSize({ number, ofWomen }: StatedSizes, sizes: readonly string[]): string | null {
  if (number === null) return null;
  const alike = sizes.filter((one) => one.split(/\s+/).at(-1) === number);
  return alike.find((one) => /\bW\b|wom[ae]n/i.test(one) === ofWomen) ?? alike[0] ?? null;
}

const longest = (words: readonly string[]): number => Math.max(...words.map((word) => word.length));
