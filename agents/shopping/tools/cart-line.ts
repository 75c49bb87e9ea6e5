import { messagesOf } from '#src/messages/messages.ts';
import type { Cart, CartLine } from '#src/carts/cart.ts';
import { statedOptions } from '#src/conversations/choose-variant.ts';
import type { Product } from '#src/catalog/product.ts';

/** The lines of a product that the words mean: those whose options they name, else the one spoken of last, else all. */
export function linesMeant(
  cart: Cart,
  slug: string,
  words: string,
  lastSpokenOf: string | undefined,
): readonly CartLine[] {
  const lines = cart.lines.filter(({ product }) => product.slug === slug);
  const [first] = lines;
  if (lines.length < 2 || !first) return lines;
  const stated = statedOptions(first.product, words);
  const named = lines.filter(
    ({ variant }) =>
      stated.size > 0 && [...stated].every(([name, values]) => values.includes(variant.options[name] ?? '')),
  );
  if (named.length) return named;
  const last = lines.filter(({ variant }) => variant.sku === lastSpokenOf);
  return last.length ? last : lines;
}

const SIZED = ['a', 'an', 'in', 'size', 'us', 'eu', 'uk'];
const COUNTED = ['of', 'x', 'pieces', 'pcs', 'pairs', 'times', 'items', 'instead'];

/**
 * What a bare number may mean beside a number of pieces: the value of an option that ends in it, where the words say
 * neither a size ("an 11") nor pieces ("11 of them"). Null where the number can only be one of the two.
 */
export function valueOfNumber(product: Product, words: string, quantity: number): string | null {
  const tokens: readonly string[] = words.toLowerCase().match(/\p{L}+|\d+(?:\.\d+)?/gu) ?? [];
  const at = tokens.indexOf(String(quantity));
  const before = (tokens[at - 1] === 'to' ? tokens[at - 2] : tokens[at - 1]) ?? '';
  if (at < 0 || SIZED.includes(before) || COUNTED.includes(tokens[at + 1] ?? '')) return null;
  for (const { name, values } of product.options) {
    const value = values.find((one) => new RegExp(`(?:^|\\D)${quantity}$`).test(one));
    if (value) return before === name.toLowerCase() ? null : `${name.toLowerCase()} ${value}`;
  }
  return null;
}

/** What a product comes in: `Size S, M, L; Color Ink, Moss`. */
export const optionsInWords = ({ options }: Product, locale: string): string =>
  options.map(({ name, values }) => `${name} ${values.join(', ')}`).join('; ') ||
  messagesOf(locale).answers.cart.oneKind;
