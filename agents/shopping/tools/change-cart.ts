import { z } from 'zod';
import { addToCart, cartOf, setQuantity } from '#src/carts/cart-store.ts';
import { refusalText } from '#src/carts/cart.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import { swapLine, swappedVariant } from '#src/conversations/swap-variant.ts';
import { chooseVariant } from '#src/conversations/choose-variant.ts';
import { quotedCart } from '../present/cart-view.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { shopTool } from './shop-tool.ts';

const LONGEST_OPTIONS = 300;

const schema = z.object({
  slug: z.string(),
  action: z.enum(['add', 'set', 'remove']),
  quantity: z.int().min(1).max(20).default(1),
  options: z.string().max(300).default('').describe('Size, colour and the like in the shopper’s words.'),
});

export const changeCart = (turn: Turn) =>
  shopTool(
    {
      name: 'change_cart',
      description:
        'Add a product to the cart, set its quantity, or remove it; only when the shopper asks. Answers with the cart afterwards, or with the choice still to be made.',
      schema,
    },
    async ({ slug, action, quantity, options }, config) => {
      const before = await cartOf(turn.db, turn.visitorId);
      const line = before.lines.find((one) => one.product.slug === slug);
      const answer = async <Done extends object>(done: Done, cart = before) => {
        const { view, forModel } = await quotedCart(turn, cart);
        show(config, { part: 'cart', data: view });
        return { ...done, cart: forModel };
      };
      const product = line?.product ?? (await productBySlug(turn.db, slug));
      if (!product)
        return answer({
          refusal: 'unknown-product',
          say: refusalText({ ok: false, refusal: 'unknown-product' }),
        });
      if (action !== 'add' && !line) return answer({ refusal: 'not-in-cart', title: product.title });
      const swap = action === 'set' && line ? swappedVariant(product, line.variant, options) : null;
      if (swap === 'none')
        return answer({
          refusal: 'no-such-variant',
          wanted: [],
          title: product.title,
          kept: line?.variant.title,
        });
      if (swap && line) {
        const change = await swapLine(turn.db, turn.visitorId, line.variant.sku, swap.sku, line.quantity);
        turn.changes.set(JSON.stringify([swap.sku, 'swap']), change);
        if (!change.ok)
          return answer({ refusal: change.refusal, say: refusalText(change), title: product.title });
        return answer(
          { done: 'set', title: product.title, variant: swap.title, quantity: line.quantity },
          await cartOf(turn.db, turn.visitorId),
        );
      }
      const shownSku = turn.state.shown.find((one) => one.slug === slug)?.sku ?? null;
      const waiting = turn.state.pending?.slug === slug ? turn.state.pending.words : '';
      const stated = `${waiting} ${options}`.trim().slice(-LONGEST_OPTIONS);
      const choice =
        action !== 'add' && line
          ? { ok: true as const, variant: line.variant }
          : chooseVariant(product, stated, turn.state.query, shownSku);
      if (!choice.ok) {
        turn.state = {
          ...turn.state,
          pending:
            choice.refusal === 'choose-option'
              ? { slug, quantity, choices: choice.choices, words: stated }
              : null,
        };
        turn.choices = choice.refusal === 'choose-option' ? choice.choices : [];
        const { title } = product;
        return choice.refusal === 'choose-option'
          ? answer({ refusal: choice.refusal, option: choice.option, choices: choice.choices, title, slug })
          : answer({ refusal: choice.refusal, wanted: choice.wanted, title });
      }
      const { sku, title: variant } = choice.variant;
      const key = JSON.stringify([sku, action, quantity]);
      const change =
        turn.changes.get(key) ??
        (action === 'add'
          ? await addToCart(turn.db, turn.visitorId, sku, quantity)
          : await setQuantity(turn.db, turn.visitorId, sku, action === 'remove' ? 0 : quantity));
      turn.changes.set(key, change);
      turn.state = { ...turn.state, pending: null, focus: { slug, sku, title: product.title } };
      if (!change.ok)
        return answer({ refusal: change.refusal, say: refusalText(change), title: product.title });
      return answer(
        { done: action, title: product.title, variant, quantity },
        await cartOf(turn.db, turn.visitorId),
      );
    },
  );
