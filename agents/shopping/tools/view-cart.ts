import { tool } from 'langchain';
import { z } from 'zod';
import { cartOf } from '#src/carts/cart-store.ts';
import { cartView } from '../present/product-card.ts';
import type { Turn } from '../state.ts';
import { cartForModel } from '../present/tool-views.ts';
import { show, type Writing } from '../present/show.ts';

const schema = z.object({});

export const viewCart = (turn: Turn) =>
  tool(
    async (_given, config: Writing) => {
      const cart = await cartOf(turn.db, turn.visitorId);
      cart.lines.forEach((line) => turn.known.add(line.product.slug).add(line.variant.sku));
      const view = await cartView(turn, cart);
      show(config, { part: 'cart', data: view });
      return JSON.stringify({ cart: cartForModel(cart, view) });
    },
    {
      name: 'view_cart',
      description: 'What is in the shopper’s cart now, with what is taken off and the total.',
      schema,
    },
  );
