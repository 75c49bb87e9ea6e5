import { z } from 'zod';
import { expectedText } from '#src/orders/expected-arrival.ts';
import { orderAsked } from '#src/orders/order-link.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney } from '#src/money/money.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({
  number: z.string().max(40).nullable().default(null).describe('The order number as the shopper wrote it.'),
  email: z.string().max(254).nullable().default(null).describe('The address as the shopper wrote it.'),
});

export const orderStatusTool = (turn: Turn) =>
  shopTool(
    {
      name: 'order_status',
      description:
        'Where one order is: the one they name by number or by what it holds, else the shopper’s newest. Of another browser it needs the order number and the e-mail address; both only as the shopper wrote them. It changes nothing: nobody here can cancel an order or change its address.',
      schema,
    },
    async ({ number, email }, config) => {
      const { db, content, visitorId, now, locale } = turn;
      const found = await orderAsked(
        db,
        { visitorId, asker: turn.asker, number, email, words: turn.text },
        now,
      );
      if (!found.ok) return { refusal: found.refusal };
      const { order, path } = found;
      order.lines.forEach((line) => turn.allowedIds.add(line.sku));
      const state = messagesOf(turn.locale).order.states[order.state];
      const expected = expectedText(content, order);
      const { cards: say } = messagesOf(locale).answers;
      show(config, {
        part: 'facts',
        data: {
          title: say.order(order.number),
          rows: [
            { label: say.state, value: [state, expected].filter(Boolean).join('. ') },
            {
              label: say.what,
              value: order.lines.map((line) => `${line.quantity} × ${line.title}`).join('; '),
            },
            { label: say.total, value: formatMoney(order.total, locale) },
            ...(order.tracking ? [{ label: say.tracking, value: order.tracking }] : []),
          ],
          link: { label: say.openOrder, href: path },
        },
      });
      return {
        number: order.number,
        state,
        expected,
        tracking: order.tracking,
        lines: order.lines.map(({ sku, title, quantity, returned }) => ({
          sku,
          title,
          left: quantity - returned,
        })),
      };
    },
  );
