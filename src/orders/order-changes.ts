import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf } from '#src/database/rows.ts';
import { ordersOfIds } from './order-store.ts';
import type { Order, OrderState } from './order.ts';

/** How far somebody has read: the transaction that changed an order last, and the order. */
interface Place {
  /** Who numbers the transactions. */
  readonly feed: string;
  readonly transaction: number;
  readonly orderId: string;
}

export type Changed =
  | { readonly ok: true; readonly orders: readonly Order[]; readonly next: string; readonly more: boolean }
  /** It was not given by this shop, or its database has moved or was restored since: begin without one. */
  | { readonly ok: false; readonly refusal: 'unknown-cursor' };

/**
 * Orders of this shop that changed after a cursor, each once and as it stands now, in the order of their last change;
 * their returns and refunds count. What a transaction that still runs may have changed comes later, so nothing is
 * missed between two calls, whoever writes meanwhile. Without a cursor from the beginning.
 */
export async function ordersChangedSince(
  db: Database,
  cursor: string | null,
  { state, most }: { readonly state: OrderState | null; readonly most: number },
): Promise<Changed> {
  const { feed, before } = await horizonOf(db);
  const from = cursor === null ? { feed, transaction: -1, orderId: '' } : placeIn(cursor);
  if (from?.feed !== feed) return { ok: false, refusal: 'unknown-cursor' };
  const { rows } = await rowsOf({ id: text, transaction: integer })`
    select id, changed_in as "transaction" from customer_order
    where source = 'shop' and (changed_in, id) > (${from.transaction}::bigint, ${from.orderId}::text)
      and changed_in < ${before}::bigint and (${state}::text is null or state = ${state})
    order by changed_in, id limit ${most + 1}`.execute(db);
  const read = rows.slice(0, most);
  const last = read.at(-1);
  const byId = new Map(
    (
      await ordersOfIds(
        db,
        read.map(({ id }) => id),
      )
    ).map((order) => [order.id, order]),
  );
  return {
    ok: true,
    orders: read.flatMap(({ id }) => byId.get(id) ?? []),
    next: cursorOf(last ? { feed, transaction: last.transaction, orderId: last.id } : from),
    more: rows.length > most,
  };
}

/** Whose transactions are read, and the oldest one that still runs. What runs in another database of the server waits for nobody. */
async function horizonOf(db: Database): Promise<{ readonly feed: string; readonly before: number }> {
  const { rows } = await rowsOf({ feed: text, before: integer })`
    select f.id as feed, coalesce((
      select min(x::text::bigint) from pg_snapshot_xip(s) x where not exists (
        select from pg_locks l join pg_stat_activity a on a.pid = l.pid
        where l.locktype = 'transactionid' and l.mode = 'ExclusiveLock' and l.granted
          and l.transactionid::text = (x::text::bigint % ${XIDS}::bigint)::text
          and a.datid <> (select oid from pg_database where datname = current_database()))
      ), pg_snapshot_xmax(s)::text::bigint) as "before"
    from order_feed f, pg_current_snapshot() s where f.server = ${SERVER}`.execute(db);
  return rows[0] ?? (await beginFeed(db), horizonOf(db));
}

const XIDS = 2 ** 32; // locks tell a transaction by the lower half of its number

const SERVER = sql`(select system_identifier::text from pg_control_system())`;

/**
 * Transactions are numbered by each server for itself: what another one wrote is marked anew, and cursors that it gave
 * are known no more.
 */
async function beginFeed(db: Database): Promise<void> {
  await inTransaction(db, async (trx) => {
    await sql`insert into order_feed (id, server) select ${nanoid()}, ${SERVER}
      on conflict (single) do update set id = excluded.id, server = excluded.server
      where order_feed.server <> excluded.server`.execute(trx);
    await sql`update customer_order set changed_in = 0
      where source = 'shop' and changed_in >= pg_snapshot_xmax(pg_current_snapshot())::text::bigint`.execute(
      trx,
    );
  });
}

const cursorOf = ({ feed, transaction, orderId }: Place): string =>
  Buffer.from(`${feed} ${transaction} ${orderId}`).toString('base64url');

function placeIn(cursor: string): Place | null {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [, feed, transaction, orderId] = /^([\w-]{21}) (-1|\d{1,15}) (\P{Cc}{0,60})$/u.exec(text) ?? [];
  if (feed === undefined || orderId === undefined) return null;
  return { feed, transaction: Number(transaction), orderId };
}
