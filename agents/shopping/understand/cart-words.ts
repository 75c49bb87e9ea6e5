import type { CartLine } from '#src/carts/cart.ts';
import type { Product } from '#src/catalog/product.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import type { Understanding } from './understanding.ts';
import { statedSizes } from './kit-sizes.ts';
import { english, padded, says } from './language.ts';
import { withoutNames } from './understand-turn.ts';

/** Stands for a product's name in words that are looked at without it: "Kite Two" says no number of pieces. */
export const NAME = ' \ue000 ';

const MOST_PIECES = 20;

interface Said {
  readonly text: string;
  readonly understanding: Pick<Understanding, 'named'>;
}

/** The words with every name in them as `NAME`; what a number of it is counted in is left out: "10 bags of the cement". */
export const nameless = ({ text, understanding }: Said): string =>
  withoutNames(text, understanding.named, NAME).replace(COUNTED_IN, '$1 of $2');

const COUNTED_IN =
  /\b(\d{1,2}|two|three|four|five|six|seven|eight|nine|ten) \p{L}+s of (?:the |your |these |those )?(\s*\ue000)/giu;

/**
 * How many pieces the words say, up to 20; null where they say none. `one` counts only where it is a number ("just
 * one"), not where it stands for a thing ("the clay one"), and a size after "in a" or "size" is no number of pieces.
 */
export function piecesIn(words: string): number | null {
  const said = words
    .toLowerCase()
    .replace(/\ue000/g, 'thename')
    .replace(/ +/g, ' ');
  const number = ['one', ...english.numbers.slice(2)].join('|');
  const after = `(?:x|of|pairs?|pieces?|packs|more|only|thename)\\b`;
  const verbs = english['amount verbs'].join('|');
  const marked =
    new RegExp(`(?<![\\w.])(\\d{1,2}|${number}) ?${after}`).exec(said) ??
    new RegExp(
      `\\b(?:just|only|another|${verbs}) (\\d{1,2}|${number})\\b(?! ?(?:/|\\.\\d|-|options?\\b|one\\b))`,
    ).exec(said) ??
    /(?<!\w)x ?(\d{1,2})\b(?![.,]?\d)/.exec(said) ??
    new RegExp(`(?<!\\w)(${english.numbers.slice(2).join('|')}) (?!(?:one|options) )`).exec(`${said} `);
  const [, found] = marked ?? [];
  if (!found) return null;
  const count = /\d/.test(found) ? Number(found) : Math.max(1, english.numbers.indexOf(found));
  return Math.min(MOST_PIECES, Math.max(1, count));
}

/** The words without the values they state of the product's own options: a "6 pack" is no six pieces. */
export function withoutOptions(product: Pick<Product, 'options'>, words: string): string {
  const stated = [...statedOptions(product, sizesSpelt(words)).values()].flat();
  return stated.reduce((rest, value) => {
    const at = rest.toLowerCase().indexOf(value.toLowerCase());
    return at < 0 ? rest : `${rest.slice(0, at)} , ${rest.slice(at + value.length)}`;
  }, words);
}

const INTO_CART = /\b(?:in|into|to)(?: (?:the|my))? (?:cart|basket|bag)\b|\b(?:cart|basket|add)\W*$/i;

/** Whether words ask for something to be put into the cart: with a verb, or with a number of pieces of it. */
export function asksToAdd(said: Said): boolean {
  const words = nameless(said);
  // "You have the jug in red?" asks; "can you add it?" orders.
  if (said.text.trimEnd().endsWith('?') && !says(words, english.ordering) && !INTO_CART.test(words))
    return false;
  return (
    says(words, english.adding) ||
    new RegExp(
      `\\b(?:${english.numbers.slice(1).join('|')}|\\d{1,2}) (?:x |of |pairs? )?(?:\ue000|of\\b|x\\b|packs?\\b)`,
      'i',
    ).test(words.replace(/ +/g, ' '))
  );
}

/** Whether words ask for something to be taken out of the cart: "remove it", "take one of them out". */
export const asksToRemove = (words: string): boolean =>
  english.removing.some((verb) =>
    new RegExp(`\\b${verb.replaceAll(' ', String.raw`(?: \S+){0,4} `)}\\b`, 'i').test(words),
  );

type Order = Said & { readonly state: { readonly wrote: string | null } };

/**
 * The sentences that order what they name, the last first, of words whose others are its reason: "Is too much for me. I
 * take the Hollow Teapot"; each also without what follows the cart in it: "the jug into the cart, and let us hope". None
 * where anything is asked.
 */
export function orderSentences({ text, understanding, state }: Order): readonly string[] {
  // "… in the cart. happy?" asks for nothing.
  if (text.replace(/(?<=[.!;] )\S+\?$/, '').includes('?')) return [];
  const told = (one: string) =>
    one.replace(/(\b(?:in|into|to)(?: (?:the|my))? (?:cart|basket|bag)\b),? .*$/i, '$1');
  return text
    .split(/(?<=[.!;])\s+/)
    .toReversed()
    .flatMap((one) => [...new Set([one, told(one)])])
    .filter(
      (one) =>
        one !== text &&
        nameless({ text: one, understanding }).includes(NAME.trim()) &&
        ordersIt({ text: one, understanding, state }),
    );
}

/** "Take four", "ok take 2 of those". */
const TAKES = new RegExp(
  `^\\W*(?:(?:${[...english.interjections, 'ok', 'then', 'so'].join('|')})\\W+)*(?:take|grab) (?:\\d{1,2}|${english.numbers.slice(1).join('|')})\\b`,
  'i',
);

/** Whether words order something, with a verb that asks for nothing else or with the cart it goes into. */
export const ordersIt = (said: Order): boolean => {
  const words = nameless(said);
  // "And the azure ones too", "and the Tin Jug, large", right after something went in.
  const goesOn =
    said.state.wrote !== null &&
    said.understanding.named.length > 0 &&
    !said.text.includes('?') &&
    /\b(?:too|also|as well)\W*$|^\W*(?:and|plus|also)\b/i.test(said.text);
  return (
    (goesOn || says(words, english.ordering) || INTO_CART.test(words) || TAKES.test(words)) &&
    !says(words, english['looking at the cart']) &&
    !asksToRemove(words) &&
    !asksAbout(said.text)
  );
};

/** The words without what they deny: "blackcurrant instead of lemon", "S and not M". */
export const withoutDenied = (words: string): string =>
  words.replace(
    /\b(?:instead of|rather than|and not|but not|not)\s[^,.;]*?(?=[,.;]|\sbut\s|\sand\s|$)/gi,
    ' ',
  );

/** Whether words ask about a change and do not ask for it: "should I get an 11 instead?". */
export const asksAbout = (text: string): boolean =>
  english['asking openings'].some((word) => padded(text.replace(TAKEN_SO, '')).startsWith(` ${word} `)) ||
  (/\?\s*$/.test(text) && !ASKS_TO_DO.test(text));

/** "Is good, …", "that is fine. …": how what was said is taken. */
const TAKEN_SO = new RegExp(
  `^\\s*(?:it|that|this|all)? ?is (?:very |all )?(?:${[...english.interjections, 'ok', 'okay'].join('|')})\\s*[,.!;:-]+\\s*`,
  'i',
);

/** "Can you add it?", "two of those, ok?" order; "you have it in wide?" does not. */
const ASKS_TO_DO =
  /\b(?:can|could|will|would|may|might|shall|lets|let's) (?:you|u|i|we)\b|\b(?:please|pls|plz)\b|\b(?:ok|okay|yes|right|alright|add|cart|basket)\W*\?\s*$/i;

/** Whether words speak of changing what the cart holds, with a verb or the name of an option of it, and do not ask about it. */
export const asksToChange = (
  said: Said & { readonly held: readonly { readonly product: Pick<Product, 'options'> }[] },
): boolean =>
  !asksAbout(said.text) &&
  says(nameless(said), [
    ...english.changing,
    ...said.held
      .flatMap(({ product }) => product.options.map(({ name }) => name.toLowerCase()))
      .flatMap((name) => [name, name.replace('color', 'colour')]),
  ]);

/**
 * Whether the words are nothing but another value of what the last turn put into the cart: "in slate", "L 7". `wrote` is
 * its SKU.
 */
export function isOtherValue(
  said: Said & { readonly held: readonly CartLine[]; readonly state: { readonly wrote: string | null } },
): boolean {
  const line = said.held.find(({ variant }) => variant.sku === said.state.wrote);
  if (!line || asksAbout(said.text) || said.text.includes('?')) return false;
  const words = withoutDenied(nameless(said));
  const stated = [...statedOptions(line.product, sizesSpelt(words))];
  const names = line.product.options.map(({ name }) => name);
  const rest = leftOver(words, [
    ...names,
    ...stated.flatMap(([, values]) => values),
    ...Object.values(english['size words']).flat(),
  ]);
  return !rest.length && stated.some(([name, values]) => !values.includes(line.variant.options[name] ?? ''));
}

/** The words with the letters of a size that they spell out: "in large" is also L. */
export function sizesSpelt(words: string): string {
  const spelt = Object.values(english['size words']).some((sizes) => says(words, sizes));
  return spelt ? `${words} ${statedSizes(words).letters ?? ''}`.trim() : words;
}

/** What words leave over beside those that only hold a sentence together and those given. */
export function leftOver(words: string, besides: readonly string[]): readonly string[] {
  const known = new Set(besides.flatMap((one) => padded(one).trim().split(' ')));
  return padded(words)
    .trim()
    .split(' ')
    .filter((word) => word && !known.has(word) && !english['joining words'].includes(word));
}

/** Whether words of taking out name a thing that no line of the cart is called by: "take the gloves out". */
export function takesOutAnother({
  text,
  held,
}: {
  readonly text: string;
  readonly held: readonly CartLine[];
}): boolean {
  const words = padded(text).trim().split(' ');
  const thing = words.findLast(
    (word, at) => /^(?:the|these|those)$/.test(words[at - 1] ?? '') && word.length > 2,
  );
  if (thing === undefined) return false;
  const known = [
    ...held.flatMap(({ product, variant }) => [product.title, ...Object.values(variant.options)]),
    ...english.removing,
    ...english.numbers,
    ...english['cart words'],
    ...english.everything,
    ...english.references.ordinals.flat(),
    ...english.references.last,
    'other',
  ];
  const singular = (one: string) => one.replace(/s\b/gi, '');
  return (
    leftOver(
      singular(thing),
      known.flatMap((one) => [one, singular(one)]),
    ).length > 0
  );
}
