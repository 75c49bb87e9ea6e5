import { z } from 'zod';
import { addToCart, cartOf, setQuantity } from '#src/carts/cart-store.ts';
import { refusalText, type CartLine } from '#src/carts/cart.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { swapLine, swappedVariant } from '#src/conversations/swap-variant.ts';
import { chooseVariant, statedOptions } from '#src/conversations/choose-variant.ts';
import { quotedCart } from '../present/cart-view.ts';
import { variantName } from '../present/product-card.ts';
import type { Turn } from '../state.ts';
import { show, type Writing } from '../present/show.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { sizesSpelt } from '../understand/cart-words.ts';
import { linesMeant, optionsInWords, valueOfNumber } from './cart-line.ts';
import { shopTool } from './shop-tool.ts';

const LONGEST_OPTIONS = 300;

const schema = z.object({
  slug: z.string(),
  action: z.enum(['add', 'set', 'remove']),
  quantity: z
    .int()
    .min(1)
    .max(20)
    .optional()
    .describe('How many pieces, where the shopper says a number of pieces. A size is none.'),
  options: z.string().max(300).default('').describe('Size, colour and the like in the shopper’s words.'),
});

type Asked = z.output<typeof schema>;

export const changeCart = (turn: Turn) =>
  shopTool(
    {
      name: 'change_cart',
      description:
        'Add a product to the cart, change the size, color or quantity of what is in it (set), or remove it; only when the shopper asks. Answers with the cart afterwards, or with the choice still to be made.',
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
  const lines = action === 'add' ? [] : linesMeant(before, slug, words, turn.state.focus?.sku);
  const [line] = lines;
  const product = line?.product ?? (await productBySlug(turn.db, slug));
  if (!product)
    return answer({
      refusal: 'unknown-product',
      say: refusalText({ ok: false, refusal: 'unknown-product' }),
    });
  const { title } = product;
  if (action === 'add') return answer(await add(turn, product, words, asked.quantity ?? 1));
  if (!line) return answer({ refusal: 'not-in-cart', title });
  if (lines.length > 1)
    return answer({
      refusal: 'choose-variant',
      say: `Which ${title}: ${lines.map(({ variant }) => variantName(variant)).join(' or ')}?`,
      title,
    });
  return answer(
    action === 'set'
      ? await set(turn, line, words, asked.quantity ?? null)
      : await write(turn, line, 'remove', line.quantity),
  );
}

/** Puts what the words mean into the cart, or keeps the choice still to be made. */
async function add(turn: Turn, product: Product, words: string, quantity: number) {
  const { slug, title } = product;
  const shownSku = turn.state.shown.find((one) => one.slug === slug)?.sku ?? null;
  const waiting = turn.state.pending?.slug === slug ? turn.state.pending.words : '';
  const stated = `${waiting} ${words}`.trim().slice(-LONGEST_OPTIONS);
  const choice = chooseVariant(product, stated, turn.state.query, shownSku);
  if (choice.ok) return write(turn, { product, variant: choice.variant, quantity }, 'add', quantity);
  const isOpen = choice.refusal === 'choose-option';
  turn.state = {
    ...turn.state,
    pending: isOpen ? { slug, quantity, choices: choice.choices, words: stated } : null,
  };
  turn.choices = isOpen ? choice.choices : [];
  return isOpen
    ? { refusal: choice.refusal, option: choice.option, choices: choice.choices, title, slug }
    : { refusal: choice.refusal, wanted: choice.wanted, title };
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
      say: `Do you mean ${value} or ${quantity} pieces of the ${title}?`,
      title,
    };
  const swap = swappedVariant(product, variant, words);
  if (swap === 'none') return { refusal: 'no-such-variant' as const, wanted: [], title, kept };
  if (swap) {
    const isSize = quantity !== null && Object.values(swap.options).some((one) => endsIn(one, quantity));
    const pieces = isSize ? line.quantity : (quantity ?? line.quantity);
    const change = await swapLine(turn.db, turn.visitorId, variant.sku, swap.sku, pieces);
    turn.changes.set(JSON.stringify([swap.sku, 'swap']), change);
    if (!change.ok) return { refusal: change.refusal, say: refusalText(change), title };
    turn.state = { ...turn.state, pending: null, focus: { slug: product.slug, sku: swap.sku, title } };
    return { done: 'set' as const, title, variant: variantName(swap), quantity: pieces };
  }
  if (quantity === null || quantity === line.quantity)
    return {
      refusal: 'no-change' as const,
      title,
      kept,
      quantity: line.quantity,
      comesIn: quantity === null && statedOptions(product, words).size === 0 ? optionsInWords(product) : '',
    };
  return write(turn, line, 'set', quantity);
}

const endsIn = (value: string, number: number): boolean => new RegExp(`(?:^|\\D)${number}$`).test(value);

/** Writes once what was asked in this turn, and remembers it as what was spoken of last. */
async function write(
  turn: Turn,
  { product: { slug, title }, variant }: CartLine,
  done: 'add' | 'set' | 'remove',
  quantity: number,
) {
  const { sku } = variant;
  const key = JSON.stringify([sku, done, quantity]);
  const change =
    turn.changes.get(key) ??
    (done === 'add'
      ? await addToCart(turn.db, turn.visitorId, sku, quantity)
      : await setQuantity(turn.db, turn.visitorId, sku, done === 'remove' ? 0 : quantity));
  turn.changes.set(key, change);
  turn.state = { ...turn.state, pending: null, focus: { slug, sku, title } };
  if (!change.ok) return { refusal: change.refusal, say: refusalText(change), title };
  return { done, title, variant: variantName(variant), quantity };
}
