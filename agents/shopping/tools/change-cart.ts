import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { addToCart, cartOf, setQuantity, swapInCart, type CartChange } from '#src/carts/cart-store.ts';
import { refusalText, type CartLine } from '#src/carts/cart.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { nearestVariant } from '#src/conversations/nearest-variant.ts';
import { swappedVariant } from '#src/conversations/swap-variant.ts';
import { chooseVariant, statedOptions } from '#src/conversations/choose-variant.ts';
import { quotedCart } from '../present/cart-view.ts';
import { variantName } from '../present/product-card.ts';
import type { Turn, WrittenChange } from '../state.ts';
import { show, type Writing } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { sizesSpelt, withoutDenied } from '../understand/cart-words.ts';
import { linesMeant, optionsInWords, valueOfNumber } from './cart-line.ts';
import { shopTool } from './shop-tool.ts';

const LONGEST_OPTIONS = 300;
const MOST_PIECES = 20;

const schema = z.object({
  slug: z.string().describe('A slug that a tool answered with, or of what is in the cart.'),
  action: z.enum(['add', 'set', 'remove']),
  quantity: z
    .int()
    .min(1)
    .max(MOST_PIECES)
    .optional()
    .describe('How many pieces, where the shopper says a number of pieces. A size is none.'),
  options: z.string().max(300).default('').describe('Size, colour and the like in the shopper’s words.'),
});

type Asked = z.output<typeof schema>;

export const changeCart = (turn: Turn) =>
  shopTool(
    {
      name: 'change_cart',
      description: `Add a product to the cart, change the size, color or quantity of what is in it (set), or remove it; only when the shopper asks in this turn, one product a call, 1 to ${MOST_PIECES} pieces, never more than are in stock. Nothing was changed unless it answers “done”; else it says what has to be chosen first or what is the nearest. Always with the cart as it stands.`,
      schema,
    },
    (asked, config) => changeOnce(turn, asked, config),
  );

async function changeOnce(turn: Turn, asked: Asked, config: Writing): Promise<Answer<'change_cart'>> {
  const { slug, action } = asked;
  const before = await cartOf(turn.db, turn.visitorId);
  const answer = async <Done extends object>(done: Done) => {
    const { view, forModel } = await quotedCart(turn, await cartOf(turn.db, turn.visitorId));
    show(config, { part: 'cart', data: view });
    return { ...done, cart: forModel };
  };
  const words = sizesSpelt(asked.options);
  const say = messagesOf(turn.locale).answers;
  const lines = action === 'add' ? [] : linesMeant(before, slug, words, turn.state.focus?.sku);
  const [line] = lines;
  const product = line?.product ?? (await productBySlug(turn.db, slug));
  if (!product)
    return answer({
      refusal: 'unknown-product',
      say: refusalText({ ok: false, refusal: 'unknown-product' }, turn.locale),
    });
  const { title } = product;
  if (action === 'add') return answer(await add(turn, product, words, asked.quantity ?? 1));
  if (!line) return answer({ refusal: 'not-in-cart', title });
  if (lines.length > 1)
    return answer({
      refusal: 'choose-variant',
      say: say.cart.whichVariant(title, lines.map(({ variant }) => variantName(variant)).join(say.or)),
      title,
    });
  return answer(
    action === 'set'
      ? await set(turn, line, words, asked.quantity ?? null)
      : await write(turn, line, 'remove', Math.min(asked.quantity ?? line.quantity, line.quantity)),
  );
}

/** Puts what the words mean into the cart, or keeps the choice still to be made. */
async function add(turn: Turn, product: Product, words: string, quantity: number) {
  const { slug, title } = product;
  const shownSku = turn.state.shown.find((one) => one.slug === slug)?.sku ?? null;
  const waiting = turn.state.pending?.slug === slug ? turn.state.pending.words : '';
  const stated = `${waiting} ${words}`.trim().slice(-LONGEST_OPTIONS);
  const { query } = turn.state;
  const plain = chooseVariant(product, stated, query, shownSku);
  const before = askedBefore(turn, product, stated);
  const asked = before ? chooseVariant(product, `${before} ${stated}`, query, shownSku) : null;
  const isOpenOrMeant = plain.ok || plain.refusal === 'choose-option';
  const choice = asked?.ok && isOpenOrMeant ? asked : plain;
  if (choice.ok) return write(turn, { product, variant: choice.variant, quantity }, 'add', quantity);
  const isOpen = choice.refusal === 'choose-option';
  turn.state = {
    ...turn.state,
    pending: isOpen ? { slug, quantity, choices: choice.choices, words: stated } : null,
  };
  turn.choices = isOpen ? choice.choices : [];
  if (isOpen) return { refusal: choice.refusal, option: choice.option, choices: choice.choices, title, slug };
  const nearest = nearestOf(turn, product, new Map(statedOptions(product, choice.wanted.join(', '))));
  if (nearest) turn.choices = [messagesOf(turn.locale).answers.chips.addVariant(title, nearest.variant)];
  return { refusal: choice.refusal, wanted: choice.wanted, title, ...(nearest ? { nearest } : {}) };
}

/** Values that the turn before asked for of the same product ("do you have it in a 9?"), where these words say none. */
function askedBefore({ state, earlier }: Turn, product: Product, words: string): string {
  if (state.focus?.slug !== product.slug) return '';
  const said = statedOptions(product, words);
  const before = statedOptions(product, withoutDenied(earlier.at(-1) ?? ''));
  return [...before].flatMap(([name, values]) => (said.has(name) ? [] : values)).join(', ');
}

/** What can be bought and comes nearest to what was asked for. */
function nearestOf(turn: Turn, product: Product, asked: ReadonlyMap<string, readonly string[]>) {
  const variant = asked.size ? nearestVariant(product, asked) : null;
  return variant && { variant: variantName(variant), price: printMoney(variant.price, turn.locale) };
}

/** Another size, color or number of pieces of what is in the cart; a number that may be a size is asked about. */
async function set(turn: Turn, line: CartLine, words: string, quantity: number | null) {
  const { product, variant } = line;
  const { title } = product;
  const kept = variantName(variant);
  const value = quantity ? valueOfNumber(product, words, quantity) : null;
  if (value && quantity)
    return {
      refusal: 'choose-variant' as const,
      say: messagesOf(turn.locale).answers.cart.valueOrPieces(value, quantity, title),
      title,
    };
  const swap = swappedVariant(product, variant, words);
  if (swap === 'none') {
    const said = statedOptions(product, words);
    const own = product.options.map(
      ({ name }) => [name, said.get(name) ?? [variant.options[name] ?? '']] as const,
    );
    const nearest = nearestOf(turn, product, new Map(own));
    const wanted = [...said.values()].flat();
    return {
      refusal: 'no-such-variant' as const,
      wanted,
      title,
      kept,
      ...(nearest && nearest.variant !== kept ? { nearest } : {}),
    };
  }
  if (swap) {
    const isSize = quantity !== null && Object.values(swap.options).some((one) => endsIn(one, quantity));
    const pieces = isSize ? line.quantity : (quantity ?? line.quantity);
    const done = { done: 'set' as const, title, variant: variantName(swap), from: kept, quantity: pieces };
    return once(turn, { product, variant: swap }, JSON.stringify([swap.sku, 'swap']), done, () =>
      swapInCart(turn.db, turn.visitorId, variant.sku, swap.sku, pieces),
    );
  }
  if (quantity === null || quantity === line.quantity)
    return {
      refusal: 'no-change' as const,
      title,
      kept,
      quantity: line.quantity,
      comesIn:
        quantity === null && statedOptions(product, words).size === 0
          ? optionsInWords(product, turn.locale)
          : '',
    };
  return write(turn, line, 'set', quantity);
}

const endsIn = (value: string, number: number): boolean => new RegExp(`(?:^|\\D)${number}$`).test(value);

/** Adds, sets or takes away so many pieces of a line. */
async function write(turn: Turn, line: CartLine, done: WrittenChange['done'], quantity: number) {
  const { sku } = line.variant;
  const rest = line.quantity - quantity;
  return once(
    turn,
    line,
    JSON.stringify([sku, done, quantity]),
    {
      done,
      title: line.product.title,
      variant: variantName(line.variant),
      quantity,
      ...(done === 'remove' && rest > 0 ? { rest } : {}),
    },
    () =>
      done === 'add'
        ? addToCart(turn.db, turn.visitorId, sku, quantity)
        : setQuantity(turn.db, turn.visitorId, sku, done === 'remove' ? rest : quantity),
  );
}

/** Writes once what was asked in this turn, and remembers it as what was spoken of last. */
async function once(
  turn: Turn,
  { product: { slug, title }, variant: { sku } }: Pick<CartLine, 'product' | 'variant'>,
  key: string,
  done: WrittenChange,
  change: () => Promise<CartChange>,
) {
  const before = turn.changes.get(key);
  const changed = before ?? (await change());
  turn.changes.set(key, changed);
  turn.state = { ...turn.state, pending: null, focus: { slug, sku, title } };
  if (!changed.ok) return { refusal: changed.refusal, say: refusalText(changed, turn.locale), title };
  turn.state = { ...turn.state, wrote: sku };
  if (!before) turn.written.push(done);
  return done;
}
