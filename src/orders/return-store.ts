import { sql } from 'kysely';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { money, type Money } from '#src/money/money.ts';
import type { Order } from './order.ts';
import { leftToGiveBack } from './refunds.ts';
import { priceReturns, type ReturnLine, type ReturnPrice, type Withheld } from './return-prices.ts';

export interface OrderReturn {
  /** What stands on the label. */
  readonly id: string;
  readonly orderId: string;
  readonly state: 'started' | 'received' | 'refunded' | 'refused';
  readonly reason: string;
  readonly lines: readonly ReturnLine[];
  readonly withheld: readonly Withheld[];
  /** What the shop keeps for it, what went back before, of delivery what goes back with it, and all that goes back. */
  readonly fee: number;
  readonly before: number;
  readonly delivery: number;
  readonly refund: Money;
  readonly startedAt: Date;
}

/** The returns of an order, the newest first. */
export async function returnsOf(db: Database, orderId: string): Promise<readonly OrderReturn[]> {
  const { rows } = await rowsOf({
    ...columns(
      'order_return',
      'id',
      'state',
      'reason',
      'refund_minor',
      'delivery_minor',
      'fee_minor',
      'started_at',
    ),
    lines: json<readonly ReturnLine[]>(),
    withheld: json<readonly Withheld[]>(),
    currency: tables.customer_order.currency,
  })`select r.id, r.state, r.reason, r.lines, r.withheld, r.refund_minor, r.delivery_minor, r.fee_minor, o.currency, r.started_at
    from order_return r join customer_order o on o.id = r.order_id where r.order_id = ${orderId}
    order by r.started_at desc, r.id`.execute(db);
  return rows.map(({ id, state, reason, lines, withheld, ...row }) => {
    const goods = sumOf(lines, ({ refund }) => refund) - sumOf(withheld, ({ minor }) => minor);
    const fee = Math.min(row.fee_minor, goods);
    return {
      id,
      orderId,
      state,
      reason,
      lines,
      withheld,
      fee,
      before: goods - fee - (row.refund_minor - row.delivery_minor),
      delivery: row.delivery_minor,
      refund: money(row.refund_minor, row.currency),
      startedAt: row.started_at,
    };
  });
}

const sumOf = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);

/** The pieces of the returns in a state, in the order in which they were started. */
export const piecesIn = (
  returns: readonly OrderReturn[],
  state: OrderReturn['state'],
): readonly OrderReturn['lines'][] =>
  returns
    .filter((one) => one.state === state)
    .map(({ lines }) => lines)
    .toReversed();

/**
 * Prices what waits for its parcel by what has arrived, and writes it down: `first` before the others, which follow in
 * the order in which they were started. With the order locked. Answers the price of `first`.
 */
export async function priceOpen(
  trx: Database,
  order: Order,
  first: string | null,
): Promise<ReturnPrice | null> {
  const { rows } = await rowsOf({
    ...columns('order_return', 'id', 'state', 'fee_minor'),
    lines: json<readonly ReturnLine[]>(),
  })`select id, state, fee_minor, lines from order_return
    where order_id = ${order.id} and state in ('started', 'refunded')
    order by (id = ${first}::text) desc nulls last, started_at, id`.execute(trx);
  const open = rows.filter(({ state }) => state === 'started');
  const prices = priceReturns(
    order,
    rows.filter(({ state }) => state === 'refunded').map(({ lines }) => lines),
    open.map(({ lines, fee_minor: fee }) => ({ pieces: lines, fee })),
    await leftToGiveBack(trx, order.id),
  );
  for (const [at, { lines, withheld, refund }] of prices.entries())
    await sql`update order_return set lines = ${JSON.stringify(lines)}::jsonb,
        withheld = ${JSON.stringify(withheld)}::jsonb, refund_minor = ${refund}
      where id = ${open[at]?.id ?? ''}`.execute(trx);
  return open[0]?.id === first ? (prices[0] ?? null) : null;
}
