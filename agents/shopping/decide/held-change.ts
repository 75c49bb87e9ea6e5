import type { CartLine } from '#src/carts/cart.ts';
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
  // "114 is too much. Just one": what comes last says what is wanted.
  const last = words.split(/[.!;,]\s+(?=\S)/).at(-1) ?? words;
  return changeIn(reading.turn, line, words) ?? (last === words ? null : changeIn(reading.turn, line, last));
}

/** The change of the line that these words ask for. */
function changeIn(turn: Turn, line: CartLine, words: string): Action | null {
  const { product, variant } = line;
  if (says(words, ['add', 'another', 'more'])) return null;
  const stated = [...statedOptions(product, sizesSpelt(words))];
  const quantity = piecesIn(withoutOptions(product, words));
  if (asksToRemove(words)) {
    const rest = leftOver(words, [
      ...english.removing,
      product.title,
      `${product.title}s`,
      ...stated.flatMap(([, values]) => values),
      ...english.numbers,
    ]).filter((word) => word !== String(quantity));
    return rest.length ? null : { kind: 'cart', action: 'remove', slugs: [product.slug], quantity };
  }
  const others = stated.filter(([name, values]) => !values.includes(variant.options[name] ?? ''));
  const asks =
    asksToChange({ ...turn, text: words, held: [line] }) ||
    (quantity !== null && /\b(?:of|just|only)\b/i.test(words));
  if (!asks && !isOtherValue(turn)) return null;
  const read = [
    product.title,
    ...product.options.map(({ name }) => name),
    ...stated.flatMap(([, values]) => values),
    ...Object.values(english['size words']).flat(),
    ...english.numbers,
  ];
  const rest = leftOver(words, read).filter(
    (word) => !(word === String(quantity)) && !product.title.toLowerCase().includes(word.replace(/s$/, '')),
  );
  const set: Action = { kind: 'cart', action: 'set', slugs: [product.slug], quantity };
  const isChange = says(words, english['change verbs']);
  if (rest.length === 0)
    return others.length || quantity !== null || (isChange && stated.length) ? set : null;
  const namesOption =
    isChange &&
    rest.length <= MOST_UNREAD &&
    turn.understanding.parsedQuery.filters.every((filter) =>
      product.options.some(({ name }) => filter.key.startsWith(name.toLowerCase())),
    );
  return namesOption ? { ...set, quantity: others.length ? quantity : null } : null;
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
