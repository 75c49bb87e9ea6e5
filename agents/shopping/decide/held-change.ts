import type { CartLine } from '#src/carts/cart.ts';
import type { Product } from '#src/catalog/product.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import {
  asksToChange,
  asksToRemove,
  isOtherValue,
  leftOver,
  nameless,
  piecesIn,
  sizesSpelt,
  withoutDenied,
  withoutOptions,
} from '../understand/cart-words.ts';
import { english, padded, says } from '../understand/language.ts';
import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import type { TurnReading } from './turn-reading.ts';

const MOST_UNREAD = 2; // words that may name an option which the product has not: "make it dark purple"

/**
 * Another size, color or number of pieces of what the cart holds, from any wording: "oops, I need an 11", "I would
 * rather have the clay one". Only where every word is accounted for, or a verb of changing says that the rest names an
 * option; null where the words may ask for something else.
 */
export function heldChange(reading: TurnReading): Action | null {
  const line = lineMeant(reading);
  if (!line || reading.score('cart-remove', 'cart-view') > 0.5) return null;
  const words = withoutDenied(nameless(reading.turn));
  // "114 is too much. Just one": a part of what is said may say it all.
  const parts = words.split(/[.!;,]\s+(?=\S)/);
  const said = [words, ...(parts.length > 1 ? parts.toReversed() : [])];
  const [change] = said.flatMap((part) => changeIn(reading.turn, line, part) ?? []);
  return change ?? optionUnread(reading.turn, line, words);
}

/** The change of the line that these words ask for, where every one of them is accounted for. */
function changeIn(turn: Turn, { product, variant }: CartLine, words: string): Action | null {
  if (says(words, ['add', 'another', 'more'])) return null;
  const stated = [...statedOptions(product, sizesSpelt(words))];
  const quantity = piecesIn(withoutOptions(product, words));
  const rest = unread(product, words, quantity);
  if (asksToRemove(words)) {
    const left = rest.filter((word) => !english.removing.some((verb) => verb.split(' ').includes(word)));
    return left.length ? null : { kind: 'cart', action: 'remove', slugs: [product.slug], quantity };
  }
  const others = stated.filter(([name, values]) => !values.includes(variant.options[name] ?? ''));
  const counts = quantity !== null && /\b(?:of|just|only)\b/i.test(words);
  const line = { product, variant, quantity: 1 };
  if (rest.length || !(asksToChangeIn(turn, words, line) || counts || isOtherValue(turn))) return null;
  return others.length || quantity !== null || (says(words, english['change verbs']) && stated.length)
    ? { kind: 'cart', action: 'set', slugs: [product.slug], quantity }
    : null;
}

/** A change to what may be an option that the product has not: it is said that there is none. */
function optionUnread(turn: Turn, line: CartLine, words: string): Action | null {
  const { product, variant } = line;
  const stated = [...statedOptions(product, sizesSpelt(words))];
  const others = stated.some(([name, values]) => !values.includes(variant.options[name] ?? ''));
  const quantity = piecesIn(withoutOptions(product, words));
  const rest = unread(product, words, quantity).length;
  const namesOption =
    product.options.length > 0 &&
    says(words, english['change verbs']) &&
    !says(words, ['add', 'another', 'more']) &&
    asksToChangeIn(turn, words, line) &&
    rest > 0 &&
    rest <= MOST_UNREAD &&
    turn.understanding.parsedQuery.filters.every((filter) =>
      product.options.some(({ name }) => filter.key.startsWith(name.toLowerCase())),
    );
  return namesOption
    ? { kind: 'cart', action: 'set', slugs: [product.slug], quantity: others ? quantity : null }
    : null;
}

const asksToChangeIn = (turn: Turn, words: string, line: CartLine): boolean =>
  asksToChange({ ...turn, text: words, held: [line] });

/** Words that are neither of the product and its options nor a number of pieces. */
function unread(product: Product, words: string, quantity: number | null): readonly string[] {
  const read = [
    product.title,
    ...product.options.map(({ name }) => name),
    ...[...statedOptions(product, sizesSpelt(words)).values()].flat(),
    ...Object.values(english['size words']).flat(),
    ...english.numbers,
  ];
  return leftOver(words, read).filter(
    (word) => word !== String(quantity) && !product.title.toLowerCase().includes(word.replace(/s$/, '')),
  );
}

/** The one line that the words name or point at, else the one spoken of last. */
function lineMeant({ turn, spoken }: TurnReading): CartLine | null {
  const { held, state, page, understanding } = turn;
  const { places, extreme, both, other } = understanding.references;
  const of = (slug: string | undefined) => held.find(({ product }) => product.slug === slug);
  if (spoken.length) return spoken.length === 1 ? (of(spoken[0]) ?? null) : null;
  if (places.length || extreme || both || other) return null;
  const said = padded(turn.text)
    .trim()
    .split(' ')
    .filter((word) => word.length > 2 && !english['joining words'].includes(word));
  const byWord = held.filter(({ product }) => {
    const title = padded(product.title).trim().split(' ');
    return said.some((word) => title.includes(word) || title.includes(word.replace(/s$/, '')));
  });
  const [only] = byWord;
  if (only && byWord.every(({ product }) => product.slug === only.product.slug)) return only;
  if (page && page.slug !== state.focus?.slug) return null;
  return held.find(({ variant }) => variant.sku === state.focus?.sku) ?? of(state.focus?.slug) ?? null;
}
