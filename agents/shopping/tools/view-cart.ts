import { z } from 'zod';
import { cartOf } from '#src/carts/cart-store.ts';
import { quotedCart } from '../present/cart-view.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({});

export const viewCart = (turn: Turn) =>
  shopTool(
    {
      name: 'view_cart',
      description:
        'What is in the shopper’s cart now, line by line, with what is taken off and the total. Delivery is known at the checkout.',
      schema,
    },
    async (_given, config) => {
      const cart = await cartOf(turn.db, turn.visitorId);
      cart.lines.forEach((line) => turn.allowedIds.add(line.product.slug).add(line.variant.sku));
      const { view, forModel } = await quotedCart(turn, cart);
      show(config, { part: 'cart', data: view });
      return { cart: forModel };
    },
  );
