import { sql } from 'kysely';
import { customAlphabet } from 'nanoid';
import { recordEvent } from '#src/analytics/record-event.ts';
import { closeHold, openHold } from '#src/customers/holds.ts';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
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
import { deliveryRefund, refundForPieces, returnable, returnFee, type Returnable } from './return-rules.ts';

interface ReturnLine {
  readonly position: number;
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  /** Minor units. */
  readonly refund: number;
}

export interface OrderReturn {
  /** What stands on the label. */
  readonly id: string;
  readonly orderId: string;
  readonly state: 'started' | 'received' | 'refunded' | 'refused';
  readonly reason: string;
  readonly lines: readonly ReturnLine[];
  readonly refund: Money;
  readonly startedAt: Date;
}

export type ReturnStarted =
  | { readonly ok: true; readonly id: string; readonly refund: Money }
  | (Extract<Returnable, { ok: false }> & { readonly ok: false })
  | { readonly ok: false; readonly refusal: 'nothing-chosen' | 'too-many'; readonly reason: string };

const returnNumber = customAlphabet('23456789ABCDEFGHJKMNPQRSTUVWXYZ', 8);
const MOST_REASON = 500;

/** Starts a return of pieces of an order within policy; the same piece is never on two returns. */
export async function startReturn(
  db: Database,
  content: Pick<Content, 'policies' | 'store'>,
  asked: {
    readonly orderId: string;
    readonly pieces: readonly { readonly position: number; readonly quantity: number }[];
    readonly reason: string;
  },
  now: Date,
): Promise<ReturnStarted> {
  const policy = returnsPolicy(content);
  return inTransaction<ReturnStarted>(db, async (trx) => {
    const order = await lockOrder(trx, asked.orderId);
    if (!order) throw new Error(`There is no order ${asked.orderId} to return`);
    const may = returnable(policy, order, now, content.store);
    if (!may.ok) return may;
    const wanted = asked.pieces.filter(({ quantity }) => quantity !== 0);
    if (!wanted.length) return { ok: false, refusal: 'nothing-chosen', reason: 'Choose what comes back.' };
    const given = await givenFor(trx, order.id);
    const lines: ReturnLine[] = [];
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
      const refund = refundForPieces(order, open.line, quantity, given.byLine.get(position) ?? 0);
      lines.push({ position, sku: open.line.sku, title: open.line.title, quantity, refund });
    }
    for (const { position, quantity } of lines)
      await sql`update order_line set returned = returned + ${quantity}
        where order_id = ${order.id} and position = ${position}`.execute(trx);
    const goods = lines.reduce((sum, line) => sum + line.refund, 0);
    const fee = policy ? returnFee(policy, order) : 0;
    const promised = (await returnsOf(trx, order.id))
      .filter(({ state }) => state === 'started')
      .reduce((sum, one) => sum + one.refund.minor, 0);
    const minor = Math.max(0, Math.min(goods - fee, (await leftToGiveBack(trx, order.id)) - promised));
    const id = `R-${returnNumber()}`;
    await sql`insert into order_return (id, order_id, state, reason, lines, refund_minor, started_at, updated_at)
      values (${id}, ${order.id}, 'started', ${asked.reason.slice(0, MOST_REASON)}, ${JSON.stringify(lines)}::jsonb,
        ${minor}, ${now}, ${now})`.execute(trx);
    if (order.customerId) await openHold(trx, order.customerId, 'return', id, now);
    await noteFor(trx, order.id, 'return-started', id, now);
    await recordEvent(trx, { kind: 'return-started', order: order.id, return: id }, now);
    return { ok: true, id, refund: money(minor, order.total.currency) };
  });
}

export type ReturnSettled = { readonly ok: true } | { readonly ok: false; readonly refusal: 'not-open' };

/** The parcel is here: its refund is entered (with delivery once everything is here), points are put right, and pieces that can be sold again go on the shelf. */
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
  const { rows } = await rowsOf({
    lines: json<readonly ReturnLine[]>(),
    refund_minor: tables.order_return.refund_minor,
  })`
    update order_return set state = ${state}, restock = ${restock}, updated_at = ${now}
    where id = ${id} and state = 'started' returning lines, refund_minor`.execute(trx);
  const [row] = rows;
  if (!row) return null;
  await closeHold(trx, 'return', id, now);
  return { order, lines: row.lines, goods: row.refund_minor };
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

/** What returns that were not refused gave or will give back, by line. */
async function givenFor(trx: Database, orderId: string): Promise<{ byLine: ReadonlyMap<number, number> }> {
  const byLine = new Map<number, number>();
  for (const { state, lines } of await returnsOf(trx, orderId)) {
    if (state === 'refused') continue;
    for (const { position, refund } of lines) byLine.set(position, (byLine.get(position) ?? 0) + refund);
  }
  return { byLine };
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

/** The returns of an order, the newest first. */
export async function returnsOf(db: Database, orderId: string): Promise<readonly OrderReturn[]> {
  const { rows } = await rowsOf({
    ...columns('order_return', 'id', 'state', 'reason', 'refund_minor', 'started_at'),
    lines: json<readonly ReturnLine[]>(),
    currency: tables.customer_order.currency,
  })`select r.id, r.state, r.reason, r.lines, r.refund_minor, o.currency, r.started_at
    from order_return r join customer_order o on o.id = r.order_id where r.order_id = ${orderId}
    order by r.started_at desc, r.id`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    orderId,
    state: row.state,
    reason: row.reason,
    lines: row.lines,
    refund: money(row.refund_minor, row.currency),
    startedAt: row.started_at,
  }));
}
