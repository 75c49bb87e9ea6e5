import { statedOptions } from '#src/conversations/choose-variant.ts';
import type { Product } from '#src/catalog/product.ts';
import {
  leftOver,
  NAME,
  nameless,
  orderSentences,
  ordersIt,
  piecesIn,
  sizesSpelt,
  withoutOptions,
} from '../understand/cart-words.ts';
import { english } from '../understand/language.ts';
import type { Turn } from '../state.ts';
import type { Action } from './action.ts';
import { cartItems, JOINTS, type CartItem } from './cart-items.ts';
import type { TurnReading } from './turn-reading.ts';

/**
 * Something named, or in view, that the words order: "get me the foam roller, the 33 cm one", "W 9 wide coal in the cart",
 * "azalea. xxl. cart." Only where every word is accounted for; of several in view the one that words of its title and its
 * options speak for, else the one spoken of last. Null where the words may ask for something else.
 */
export function cartOrder(reading: TurnReading): Action | null {
  const { text } = reading.turn;
  for (const words of [text, ...orderSentences(reading.turn)]) {
    const order = ordersIn(reading, words);
    if (order) return order;
  }
  return null;
}

/** The order that these words of the turn are, where every one of them is accounted for. */
function ordersIn({ turn, about, spoken }: TurnReading, text: string): Action | null {
  const { understanding, state } = turn;
  const words = nameless({ text, understanding });
  if (!ordersIt({ text, understanding, state })) return null;
  if (spoken.length) {
    const mentions = words.split(NAME.trim()).length - 1;
    const named =
      spoken.length > mentions
        ? best(turn, understanding.named, words).slice(0, mentions)
        : understanding.named;
    const before = saidBefore(turn, named, words);
    const all = [...before.map(({ product }) => product), ...named];
    if (!named.length || unread(words, all).length) return null;
    const { items, missing } = cartItems({ text, understanding }, named);
    return {
      kind: 'cart',
      action: 'add',
      slugs: all.map(({ slug }) => slug),
      quantity: null,
      items: [...before.map(({ item }) => item), ...items],
      missing,
    };
  }
  if (about.length > 1 || understanding.references.places.length) return null;
  const inView = turn.inView.filter((product) => !unread(words, [product]).length);
  const [first, second] = best(turn, inView, words);
  if (!first) return null;
  const isPlain = weight(first, words).every((one) => one === 0);
  if (isPlain && first.slug !== (state.focus?.slug ?? turn.page?.slug) && turn.inView.length > 1) return null;
  const isTied = second && String(weight(second, words)) === String(weight(first, words));
  const isLast = first.slug === state.focus?.slug;
  const quantity = piecesIn(withoutOptions(first, words));
  return { kind: 'cart', action: 'add', slugs: isTied && !isLast ? [] : [first.slug], quantity };
}

/** "Plum M then, and the Tin Jug in large": what was spoken of last, by values of its options alone, before what is named. */
function saidBefore(
  { inView, state }: Turn,
  named: readonly Product[],
  words: string,
): readonly { readonly product: Product; readonly item: CartItem }[] {
  const product = inView.find(({ slug }) => slug === state.focus?.slug);
  const [first = ''] = words.split(JOINTS);
  if (!product || named.includes(product) || first.includes(NAME.trim())) return [];
  if (statedOptions(product, sizesSpelt(first)).size === 0 || unread(first, [product]).length) return [];
  const quantity = piecesIn(withoutOptions(product, first)) ?? 1;
  return [{ product, item: { slug: product.slug, words: first, quantity } }];
}

/** Those the words speak for most first; of equal ones the one spoken of last, then in the order shown. */
function best(turn: Turn, products: readonly Product[], words: string): readonly Product[] {
  const order = [turn.state.focus?.slug, turn.page?.slug, ...turn.state.shown.map(({ slug }) => slug)];
  const place = ({ slug }: Product) => (order.indexOf(slug) + order.length + 1) % (order.length + 1);
  const heavier = (a: readonly number[], b: readonly number[]) =>
    (b[0] ?? 0) - (a[0] ?? 0) || (b[1] ?? 0) - (a[1] ?? 0);
  return products.toSorted((a, b) => heavier(weight(a, words), weight(b, words)) || place(a) - place(b));
}

/** How many words of its title, and how many of its options, the words hold. */
function weight(product: Product, words: string): readonly [titled: number, options: number] {
  const titled = new Set(tokens(product.title));
  return [
    tokens(words).filter((word) => titled.has(word) || titled.has(singular(word))).length,
    statedOptions(product, sizesSpelt(words)).size,
  ];
}

/** What the words say beside ordering these products in their own options. */
export function unread(words: string, products: readonly Product[]): readonly string[] {
  const read = products.flatMap((product) => [
    product.title,
    ...product.options.map(({ name }) => name),
    ...[...statedOptions(product, sizesSpelt(words)).values()].flat(),
  ]);
  const known = new Set(read.flatMap(tokens));
  const pieces = products.map((product) => String(piecesIn(withoutOptions(product, words))));
  return leftOver(words.replaceAll(NAME.trim(), ' '), [
    ...english.ordering,
    'grab',
    ...english['bare yes'],
    ...english.each,
    ...english.numbers,
    ...Object.values(english['size words']).flat(),
    ...pieces,
  ]).filter((word) => !known.has(word) && !known.has(singular(word)));
}

const singular = (word: string): string => word.replace(/(?<=.{2})s$/, '');

const tokens = (text: string): readonly string[] =>
  leftOver(text, []).flatMap((word) => [word, singular(word)]);
