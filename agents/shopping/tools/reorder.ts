import { z } from 'zod';
import { cartOf } from '#src/carts/cart-store.ts';
import type { Cart } from '#src/carts/cart.ts';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { reorder } from '#src/replenishment/reorder.ts';
import { quotedCart } from '../present/cart-view.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({ sku: z.string() });

const quantityOf = (cart: Cart, sku: string): number =>
  cart.lines.find((one) => one.variant.sku === sku)?.quantity ?? 0;

export const reorderTool = (turn: Turn) =>
  shopTool(
    {
      name: 'reorder',
      description:
        'Puts one thing that the signed-in shopper bought before into the cart again, as many as last time; only when they ask. The sku comes from due_soon. Answers with the cart afterwards; nothing was added unless it says “done”.',
      schema,
    },
    async ({ sku }, config) => {
      const { db, visitorId, now } = turn;
      const customer = await customerOfVisitor(db, visitorId);
      if (!customer) return { refusal: 'not-signed-in' };
      const key = JSON.stringify([sku, 'reorder']);
      const before = turn.changes.get(key);
      const had = quantityOf(await cartOf(db, visitorId), sku);
      const done = before ?? (await reorder(db, { customerId: customer.id, visitorId, sku }, now));
      if (done.ok) {
        turn.changes.set(key, done);
        turn.state = { ...turn.state, wrote: sku };
      }
      const cart = await cartOf(db, visitorId);
      const { view, forModel } = await quotedCart(turn, cart);
      show(config, { part: 'cart', data: view });
      const line = cart.lines.find((one) => one.variant.sku === sku);
      const what = {
        title: line?.product.title ?? sku,
        variant: line?.variant.title,
        cart: forModel,
      };
      return done.ok
        ? { done: 'add', quantity: quantityOf(cart, sku) - (before ? 0 : had), ...what }
        : { refusal: done.refusal, ...what };
    },
  );
