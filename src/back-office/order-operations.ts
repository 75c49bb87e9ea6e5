import { z } from 'zod';
import { cancelAndRefund } from '#src/orders/cancel-order.ts';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { giveBack } from '#src/orders/give-back.ts';
import { ordersChangedSince } from '#src/orders/order-changes.ts';
import { orderByNumber } from '#src/orders/order-store.ts';
import { sendRefunds } from '#src/orders/refunds.ts';
import { returnsOf } from '#src/orders/return-store.ts';
import { receiveReturn } from '#src/orders/returns.ts';
import type { Order } from '#src/orders/order.ts';
import { decimalMoney, parseMoney } from '#src/money/money.ts';
import { operation, type Desk } from './operation.ts';
import { amountSchema, orderRecord, orderSchema, STATES } from './order-record.ts';
import { refusal, type Refusal } from './problems.ts';

const none = z.object({});
const params = z.object({
  number: z.string().min(1).max(20).describe("The order's number, such as K7QM-4X2P."),
});
const line = (what: string) => z.string().trim().min(1).max(60).describe(what);

/** How an order stands after what was asked: nothing of the customer is in it, since it is kept to be told again. */
const standsSchema = z
  .object({
    number: z.string(),
    state: z.enum(STATES),
    carrier: z.string().nullable(),
    tracking: z.string().nullable(),
  })
  .meta({ id: 'OrderStands' });

const noOrder = refusal('unknown-order', 'This shop has no order of that number.');
const noPayment = refusal('no-payment', 'The shop has no way to give money back at the moment.');

/** Finds the order, does something with it, and tells how it stands then. */
const onOrder =
  (act: (desk: Desk, order: Order) => Promise<Refusal | null>) => async (desk: Desk, number: string) => {
    const order = await orderByNumber(desk.db, number);
    const refused = order ? await act(desk, order) : noOrder;
    if (refused) return refused;
    const now = await orderByNumber(desk.db, number);
    if (!now) return noOrder;
    const { state, carrier, tracking } = now;
    return { ok: true as const, body: { number: now.number, state, carrier, tracking } };
  };

const notAsItStands = (order: Order, wanted: string): Refusal =>
  refusal('wrong-state', `The order is ${order.state}: it cannot be ${wanted}.`, {
    more: { state: order.state },
  });

export const ordersOperation = operation({
  id: 'listOrders',
  method: 'get',
  path: '/orders',
  summary:
    'Orders that changed after a cursor, each as it stands now, in the order of their last change. Keep `next` and ask with it again: nothing is missed.',
  rights: () => ['orders:read'],
  rightsTold: '`orders:read`',
  params: none,
  query: z.object({
    since: z
      .string()
      .max(200)
      .optional()
      .describe('`next` of the page before; without it from the beginning.'),
    state: z.enum(STATES).optional(),
    limit: z.coerce.number().int().min(1).max(200).default(100),
  }),
  body: null,
  answer: z
    .object({
      orders: z.array(orderSchema),
      next: z.string(),
      more: z.boolean().describe('Whether there is more to read at once.'),
    })
    .meta({ id: 'Orders' }),
  problems: ['unknown-cursor'],
  async run({ db }, { query }) {
    const wanted = { state: query.state ?? null, most: query.limit };
    const changed = await ordersChangedSince(db, query.since ?? null, wanted);
    if (!changed.ok)
      return refusal(
        'unknown-cursor',
        'The shop did not give that cursor, or its database was restored since. Read from the beginning again.',
      );
    const orders = [];
    for (const order of changed.orders) orders.push(await orderRecord(db, order));
    return { ok: true, body: { orders, next: changed.next, more: changed.more } };
  },
});

export const orderOperation = operation({
  id: 'readOrder',
  method: 'get',
  path: '/orders/{number}',
  summary: 'One order as it stands now.',
  rights: () => ['orders:read'],
  rightsTold: '`orders:read`',
  params,
  query: none,
  body: null,
  answer: orderSchema,
  problems: ['unknown-order'],
  async run({ db }, { params: { number } }) {
    const order = await orderByNumber(db, number);
    return order ? { ok: true, body: await orderRecord(db, order) } : noOrder;
  },
});

export const sentOperation = operation({
  id: 'markSent',
  method: 'post',
  path: '/orders/{number}/sent',
  summary: 'A paid order has left the house; the customer is told.',
  rights: () => ['orders:write'],
  rightsTold: '`orders:write`',
  params,
  query: none,
  body: z
    .strictObject({
      carrier: line('Who carries it, as the customer reads it.').nullable().optional(),
      tracking: line('Its number with the carrier.').nullable().optional(),
    })
    .meta({ id: 'Parcel' }),
  answer: standsSchema,
  problems: ['unknown-order', 'wrong-state'],
  run: (desk, { params: { number }, body }, now) =>
    onOrder(async ({ db }, order) => {
      const parcel = { carrier: body.carrier ?? null, tracking: body.tracking ?? null };
      const moved = await markSent(db, order.id, parcel, now);
      const isSame =
        order.state === 'sent' && order.carrier === parcel.carrier && order.tracking === parcel.tracking;
      return moved.ok || isSame ? null : notAsItStands(order, 'sent');
    })(desk, number),
});

export const deliveredOperation = operation({
  id: 'markDelivered',
  method: 'post',
  path: '/orders/{number}/delivered',
  summary: 'The carrier has handed it over: points are earned, and the days for a return begin.',
  rights: () => ['orders:write'],
  rightsTold: '`orders:write`',
  params,
  query: none,
  body: null,
  answer: standsSchema,
  problems: ['unknown-order', 'wrong-state'],
  run: (desk, { params: { number } }, now) =>
    onOrder(async ({ db, content }, order) => {
      const moved = await markDelivered(db, content(), order.id, now);
      return moved.ok || order.state === 'delivered' ? null : notAsItStands(order, 'delivered');
    })(desk, number),
});

export const cancelOperation = operation({
  id: 'cancelOrder',
  method: 'post',
  path: '/orders/{number}/cancel',
  summary: 'Ends an order that has not been sent: pieces go back on the shelf, and money the way it came.',
  rights: () => ['orders:write'],
  rightsTold: '`orders:write`',
  params,
  query: none,
  body: null,
  answer: standsSchema,
  problems: ['unknown-order', 'wrong-state', 'payment-open', 'no-payment'],
  run: (desk, { params: { number } }, now) =>
    onOrder(async ({ db, payment }, order) => {
      const provider = payment();
      if (!provider) return noPayment;
      if (order.state === 'cancelled') return null;
      const done = await cancelAndRefund(db, provider, order.id, 'by-shop', now);
      if (done.ok) return null;
      return done.refusal === 'payment-open'
        ? refusal('payment-open', 'The bank has not said yet whether it paid. Ask again in a minute.')
        : notAsItStands(order, 'cancelled');
    })(desk, number),
});

export const refundOperation = operation({
  id: 'refundOrder',
  method: 'post',
  path: '/orders/{number}/refund',
  summary: 'Gives back a part of what was paid for an order that stands, or all of it.',
  rights: () => ['refunds:write'],
  rightsTold: '`refunds:write`',
  params,
  query: none,
  body: z
    .strictObject({
      amount: amountSchema,
      reason: z
        .string()
        .trim()
        .min(1)
        .max(200)
        .describe('For the shop; the customer reads that money comes back.'),
    })
    .meta({ id: 'Refund' }),
  answer: standsSchema,
  problems: ['unknown-order', 'too-much', 'no-payment'],
  run: (desk, { params: { number }, body, reference }, now) =>
    onOrder(async ({ db, payment }, order) => {
      const provider = payment();
      if (!provider) return noPayment;
      const minor = parseMoney(body.amount, order.total.currency)?.minor ?? 0;
      const given = await giveBack(db, provider, order.id, { minor, reason: body.reason, reference }, now);
      if (given.ok) return null;
      const most = decimalMoney(given.most);
      return refusal('too-much', `Between nothing and ${most} can be given back.`, { more: { most } });
    })(desk, number),
});

export const returnOperation = operation({
  id: 'receiveReturn',
  method: 'post',
  path: '/orders/{number}/returns/{return}/received',
  summary:
    'A parcel that came back is here: its refund goes out, and what can be sold again goes on the shelf.',
  rights: () => ['refunds:write'],
  rightsTold: '`refunds:write`',
  params: params.extend({ return: z.string().min(1).max(20).describe('What stands on the label.') }),
  query: none,
  body: z
    .strictObject({ restock: z.boolean().describe('Whether the pieces go back on the shelf.') })
    .meta({ id: 'ReturnReceived' }),
  answer: standsSchema,
  problems: ['unknown-order', 'unknown-return', 'wrong-state'],
  run: (desk, { params: { number, return: id }, body }, now) =>
    onOrder(async ({ db, content, payment }, order) => {
      const found = (await returnsOf(db, order.id)).find((one) => one.id === id);
      if (!found) return refusal('unknown-return', 'The order has no return of that number.');
      const done = await receiveReturn(db, content(), id, body.restock, now);
      const provider = payment();
      if (provider) await sendRefunds(db, provider, now, order.id);
      if (done.ok || found.state === 'refunded') return null;
      return refusal('wrong-state', `The return is ${found.state}.`, { more: { state: found.state } });
    })(desk, number),
});
