import { messagesOf } from '#src/messages/messages.ts';
import { z } from 'zod';
import { returnsPolicy } from '#src/fulfilment/policies.ts';
import { orderAsked } from '#src/orders/order-link.ts';
import { neverReturned } from '#src/orders/never-returned.ts';
import { returnable } from '#src/orders/return-rules.ts';
import { lookAtReturn, startReturn } from '#src/orders/returns.ts';
import { sumOfReturn } from '#src/orders/return-sum.ts';
import type { Turn } from '../state.ts';
import { show } from '../present/show.ts';
import { printMoney } from '../tool-results/printed-money.ts';
import { shopTool } from './shop-tool.ts';

const schema = z.object({
  number: z.string().max(40).nullable().default(null),
  email: z.string().max(254).nullable().default(null),
  sku: z.string().max(200).nullable().default(null).describe('What comes back; from order_status.'),
  quantity: z.int().min(1).max(20).default(1),
});

export const startReturnTool = (turn: Turn) =>
  shopTool(
    {
      name: 'start_return',
      description:
        'Opens a return of one line of an order within the returns policy, only when the shopper asks for it; else says why not, what can come back, or what offers would withhold: that is looked at on the page first. No return is open unless it says “started”; the money comes back once the goods are here.',
      schema,
    },
    async ({ number, email, sku, quantity }, config) => {
      const { db, content, visitorId, now, locale } = turn;
      const found = await orderAsked(
        db,
        { visitorId, asker: turn.asker, number, email, words: turn.text },
        now,
      );
      if (!found.ok) return { refusal: found.refusal };
      const { order, path } = found;
      const policy = returnsPolicy(content);
      const may = returnable(policy, order, now, content.store, await neverReturned(db, policy, order));
      const { cards: say } = messagesOf(locale).answers;
      const tell = (rows: readonly { label: string; value: string }[], look = '') =>
        show(config, {
          part: 'facts',
          data: {
            title: say.order(order.number),
            rows: [...rows],
            link: { label: say.openOrder, href: `${path}${look}#returns` },
          },
        });
      if (!may.ok) {
        tell([{ label: say.return, value: may.reason }]);
        return { refusal: may.refusal, reason: may.reason };
      }
      const line = may.lines.find((one) => one.line.sku === sku)?.line;
      if (!line) {
        const titles = may.lines.map((one) => one.line.title);
        tell([{ label: say.canComeBack, value: titles.join('; ') }]);
        return { refusal: 'choose-what', titles, number: order.number };
      }
      const pieces = [{ position: line.position, quantity }];
      const looked = await lookAtReturn(db, content, order, pieces, now);
      if (!looked.ok) return { refusal: looked.refusal, reason: looked.reason };
      const rows = sumOfReturn(looked.price, looked.refund.currency, locale).map(
        ({ label, detail, amount }) => ({ label, value: detail ? `${amount}, ${detail}` : amount }),
      );
      if (looked.price.withheld.length) {
        tell(rows, `${path.includes('?') ? '&' : '?'}look=return&piece-${line.position}=${quantity}`);
        return {
          refusal: 'look-first',
          title: line.title,
          refund: printMoney(looked.refund, locale),
          offers: looked.price.withheld.map(({ label }) => label),
        };
      }
      const seen = looked.refund.minor;
      const done = await startReturn(
        db,
        content,
        { orderId: order.id, pieces, reason: turn.said, seen },
        now,
      );
      if (!done.ok) return { refusal: done.refusal, reason: done.reason };
      const refund = printMoney(done.refund, locale);
      tell([{ label: say.returnNumber(done.id), value: say.onceHere }, ...rows]);
      return { started: done.id, title: line.title, quantity, refund, number: order.number };
    },
  );
