import type { Product } from '#src/catalog/product.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import { leftOver, NAME, nameless, piecesIn, sizesSpelt, withoutOptions } from '../understand/cart-words.ts';
import { english } from '../understand/language.ts';
import type { Turn } from '../state.ts';

/** One product named, with the words beside it: its own size, color and number of pieces. */
export interface CartItem {
  readonly slug: string;
  readonly words: string;
  readonly quantity: number;
}

/** What parts the things that one sentence names. */
export const JOINTS = /[,;&+]|\b(?:and|plus|with)\b/i;
const THING = /^(?:an?|the|some|two|three|four|five|\d{1,2}) (?=\p{L}{3})/iu;
const COUNTING = [...english.ordering, ...english.numbers]; // "…, add 2" counts what was named before it
const LONGEST = 6; // words that may name a thing; more are a sentence

/**
 * The products that words to be added name, each with its part of the words, and what was named beside them and is no
 * product of the shop.
 */
export function cartItems(
  turn: Pick<Turn, 'text' | 'understanding'>,
  named: readonly Product[] = turn.understanding.named,
): {
  readonly items: readonly CartItem[];
  readonly missing: readonly string[];
} {
  const mark = NAME.trim();
  const parts: { slugs: string[]; words: string }[] = [];
  const missing: string[] = [];
  let at = 0;
  for (const piece of nameless(turn).split(JOINTS)) {
    const here = named.slice(at, (at += piece.split(mark).length - 1));
    const words = piece.replaceAll(mark, ' ');
    const last = named.find(({ slug }) => slug === parts.at(-1)?.slugs.at(-1));
    const before = parts.at(-1);
    if (here.length) parts.push({ slugs: here.map(({ slug }) => slug), words: piece });
    else if (last && before && statedOptions(last, sizesSpelt(words)).size > 0) before.words += `, ${words}`;
    else if (
      before &&
      piecesIn(words) !== null &&
      !leftOver(words, COUNTING).some((word) => !/\d/.test(word))
    )
      before.words += `, ${words}`;
    else if (isThing(words)) missing.push(words.trim().replace(/^(?:an?|the|some) /i, ''));
  }
  const items = parts.flatMap(({ slugs, words }) =>
    slugs.map((slug) => {
      const product = named.find((one) => one.slug === slug);
      const counted = product ? withoutOptions(product, words) : words;
      return { slug, words: words.replaceAll(mark, ' '), quantity: piecesIn(counted) ?? 1 };
    }),
  );
  return { items, missing };
}

/** "A flying unicorn hat" names a thing; "the cart please" names none. */
const isThing = (words: string): boolean =>
  THING.test(words.trim()) && words.trim().split(/\s+/).length <= LONGEST && leftOver(words, []).length > 0;
