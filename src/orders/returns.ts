import { neverReturned } from './never-returned.ts';
import { sql } from 'kysely';
import { customAlphabet } from 'nanoid';
import { recordEvent } from '#src/analytics/record-event.ts';
import { closeHold, openHold } from '#src/customers/holds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { returnsPolicy } from '#src/fulfilment/policies.ts';
import { putBack } from '#src/inventory/reserve-stock.ts';
import { reversePoints } from '#src/loyalty/points-ledger.ts';
import { money, type Money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { noteFor } from './order-notice.ts';
import { orderById } from './order-store.ts';
import type { Order } from './order.ts';
import { leftToGiveBack, wantRefund } from './refunds.ts';
import { priceReturns, type ReturnLine, type ReturnPrice } from './return-prices.ts';
import { deliveryRefund, returnable, returnFee, type Returnable } from './return-rules.ts';
import { piecesIn, priceOpen, returnsOf } from './return-store.ts';

type Refused =
  | (Extract<Returnable, { ok: false }> & { readonly ok: false })
  | {
      readonly ok: false;
      readonly refusal: 'nothing-chosen' | 'too-many' | 'changed';
      readonly reason: string;
    };

export type ReturnStarted = { readonly ok: true; readonly id: string; readonly refund: Money } | Refused;

/** What goes back for pieces that are chosen, before anything is started. */
export type ReturnLooked =
  { readonly ok: true; readonly price: ReturnPrice; readonly refund: Money } | Refused;

type Pieces = readonly { readonly position: number; readonly quantity: number }[];

const returnNumber = customAlphabet('23456789ABCDEFGHJKMNPQRSTUVWXYZ', 8);
const MOST_REASON = 500;

/** What a return of these pieces would give back and keep back, counting on what is on its way back already. */
export async function lookAtReturn(
  db: Database,
  content: Pick<Content, 'policies' | 'store'>,
  order: Order,
  pieces: Pieces,
  now: Date,
): Promise<ReturnLooked> {
  const policy = returnsPolicy(content);
  const never = await neverReturned(db, policy, order);
  const may = returnable(policy, order, now, content.store, never);
  if (!may.ok) return may;
  const wanted = [...Map.groupBy(pieces, ({ position }) => position)]
    .map(([position, those]) => ({ position, quantity: those.reduce((sum, one) => sum + one.quantity, 0) }))
    .filter(({ quantity }) => quantity !== 0);
  if (!wanted.length) return { ok: false, refusal: 'nothing-chosen', reason: 'Choose what comes back.' };
  for (const { position, quantity } of wanted) {
    const open = may.lines.find(({ line }) => line.position === position);
    if (!open || !Number.isInteger(quantity) || quantity < 1 || quantity > open.left)
      return {
        ok: false,
        refusal: 'too-many',
        reason: open
          ? `Of ${open.line.title} ${open.left} can come back.`
          : 'One of these is not open for a return any more.',
      };
  }
  const returns = await returnsOf(db, order.id);
  const before = [...piecesIn(returns, 'refunded'), ...piecesIn(returns, 'started')];
  const fee = policy ? returnFee(policy, order) : 0;
  const promised = returns
    .filter(({ state }) => state === 'started')
    .reduce((sum, one) => sum + one.refund.minor, 0);
  const left = (await leftToGiveBack(db, order.id)) - promised;
  const [price] = priceReturns(order, before, [{ pieces: wanted, fee }], left);
  if (!price) throw new Error(`A return of order ${order.id} has no price`);
  return { ok: true, price, refund: money(price.refund, order.total.currency) };
}

/** Starts a return of pieces of an order within policy, where it gives back what was seen; the same piece is never on two returns. */
export async function startReturn(
  db: Database,
  content: Pick<Content, 'policies' | 'store'>,
  asked: {
    readonly orderId: string;
    readonly pieces: Pieces;
    readonly reason: string;
    /** What was shown to go back, in minor units. */
    readonly seen: number;
  },
  now: Date,
): Promise<ReturnStarted> {
  const policy = returnsPolicy(content);
  return inTransaction<ReturnStarted>(db, async (trx) => {
    const order = await lockOrder(trx, asked.orderId);
    if (!order) throw new Error(`There is no order ${asked.orderId} to return`);
    const looked = await lookAtReturn(trx, content, order, asked.pieces, now);
    if (!looked.ok) return looked;
    const { price, refund } = looked;
    if (refund.minor !== asked.seen)
      return {
        ok: false,
        refusal: 'changed',
        reason: 'What goes back has changed since you looked. Look at it again.',
      };
    for (const { position, quantity } of price.lines)
      await sql`update order_line set returned = returned + ${quantity}
        where order_id = ${order.id} and position = ${position}`.execute(trx);
    const id = `R-${returnNumber()}`;
    await sql`insert into order_return (id, order_id, state, reason, lines, withheld, fee_minor, refund_minor,
        started_at, updated_at)
      values (${id}, ${order.id}, 'started', ${asked.reason.slice(0, MOST_REASON)}, ${JSON.stringify(price.lines)}::jsonb,
        ${JSON.stringify(price.withheld)}::jsonb, ${policy ? returnFee(policy, order) : 0}, ${refund.minor}, ${now},
        ${now})`.execute(trx);
    if (order.customerId) await openHold(trx, order.customerId, 'return', id, now);
    await noteFor(trx, order.id, 'return-started', id, now);
    await recordEvent(trx, { kind: 'return-started', order: order.id, return: id }, now);
    return { ok: true, id, refund };
  });
}

export type ReturnSettled = { readonly ok: true } | { readonly ok: false; readonly refusal: 'not-open' };

/**
 * The parcel is here: its refund is entered, by what has arrived (with delivery once everything is here), points are put
 * right, and pieces that can be sold again go on the shelf.
 */
export const receiveReturn = (
  db: Database,
  content: Pick<Content, 'policies'>,
  id: string,
  restock: boolean,
  now: Date,
): Promise<ReturnSettled> =>
  inTransaction<ReturnSettled>(db, async (trx) => {
    const found = await closeReturn(trx, id, 'refunded', restock, now);
    if (!found) return { ok: false, refusal: 'not-open' };
    const { order, lines, goods } = found;
    const delivery = await deliveryDue(trx, content, order);
    const minor = Math.min(goods + delivery, await leftToGiveBack(trx, order.id)); // an allowance may have gone before
    if (minor !== goods)
      await sql`update order_return set delivery_minor = ${Math.max(0, minor - goods)}, refund_minor = ${minor}
        where id = ${id}`.execute(trx);
    if (minor > 0) {
      await writeEntry(
        trx,
        order.id,
        { kind: 'return', amount: money(-minor, order.total.currency), reference: id },
        now,
      );
      await wantRefund(trx, { orderId: order.id, minor, because: 'returned' }, now);
    }
    await recordEvent(trx, { kind: 'return-received', order: order.id, return: id }, now);
    await reversePoints(trx, order.id, await shareThatCameBack(trx, order), now);
    // Points first and pieces last, as placing an order takes them: so neither waits for the other in a circle.
    if (restock)
      for (const { sku, quantity } of lines.toSorted((a, b) => (a.sku < b.sku ? -1 : 1)))
        await putBack(trx, { sku, quantity }, id, now);
    return { ok: true };
  });

/** What came is not what the policy takes back, or nothing came: nothing is refunded, and it may be asked for again. */
export const refuseReturn = (db: Database, id: string, now: Date): Promise<ReturnSettled> =>
  inTransaction<ReturnSettled>(db, async (trx) => {
    const found = await closeReturn(trx, id, 'refused', false, now);
    if (!found) return { ok: false, refusal: 'not-open' };
    for (const { position, quantity } of found.lines)
      await sql`update order_line set returned = returned - ${quantity}
        where order_id = ${found.order.id} and position = ${position}`.execute(trx);
    await recordEvent(trx, { kind: 'return-refused', order: found.order.id, return: id }, now);
    return { ok: true };
  });

async function closeReturn(
  trx: Database,
  id: string,
  state: 'refunded' | 'refused',
  restock: boolean,
  now: Date,
): Promise<{ order: Order; lines: readonly ReturnLine[]; goods: number } | null> {
  const asked = await rowsOf(columns('order_return', 'order_id'))`
    select order_id from order_return where id = ${id}`.execute(trx);
  const order = asked.rows[0] ? await lockOrder(trx, asked.rows[0].order_id) : null;
  if (!order) return null;
  const price = await priceOpen(trx, order, id);
  if (!price) return null; // not waiting for its parcel any more
  await sql`update order_return set state = ${state}, restock = ${restock}, updated_at = ${now}
    where id = ${id}`.execute(trx);
  await priceOpen(trx, order, null);
  await closeHold(trx, 'return', id, now);
  return { order, lines: price.lines, goods: price.refund };
}

/** What delivery cost goes back with the return that has just arrived: once, when every piece of the order has arrived. */
async function deliveryDue(trx: Database, content: Pick<Content, 'policies'>, order: Order): Promise<number> {
  const policy = returnsPolicy(content);
  const arrived = (await returnsOf(trx, order.id)).filter(({ state }) => state === 'refunded');
  const back = (position: number) =>
    arrived
      .flatMap(({ lines }) => lines)
      .reduce((sum, line) => sum + (line.position === position ? line.quantity : 0), 0);
  const isWhole = order.lines.every((line) => back(line.position) >= line.quantity);
  return policy && isWhole ? deliveryRefund(policy, order) : 0;
}

async function lockOrder(trx: Database, orderId: string): Promise<Order | null> {
  await sql`select 1 from customer_order where id = ${orderId} for update`.execute(trx);
  return orderById(trx, orderId);
}

/** The part of the order's goods, by what was paid for them, whose return was received. */
async function shareThatCameBack(trx: Database, order: Order): Promise<number> {
  const wholly = order.lines.every((line) => line.net.minor === 0); // paid in points: by shelf prices then
  const worth = (line: Order['lines'][number]) => (wholly ? line.unit.minor * line.quantity : line.net.minor);
  const all = order.lines.reduce((sum, line) => sum + worth(line), 0);
  if (all === 0) return 1;
  const back = (await returnsOf(trx, order.id))
    .filter(({ state }) => state === 'refunded')
    .flatMap(({ lines }) => lines)
    .reduce((sum, { position, quantity }) => {
      const line = order.lines.find((one) => one.position === position);
      return sum + (line ? (worth(line) * quantity) / line.quantity : 0);
    }, 0);
  return Math.min(1, back / all);
}
