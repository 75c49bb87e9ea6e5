import { sql } from 'kysely';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** What could not be told, and waits for a person. */
export interface DeadMessage {
  readonly id: string;
  readonly url: string;
  readonly kind: string;
  /** The order's number or the SKU. */
  readonly about: string | null;
  readonly happenedAt: Date;
  readonly tries: number;
  readonly status: number | null;
  readonly error: string | null;
}

/** The last ones, the newest first. */
export async function deadMessages(db: Database, most: number): Promise<readonly DeadMessage[]> {
  const { rows } = await rowsOf({
    ...columns('webhook_message', 'id', 'kind', 'happened_at', 'tries', 'status', 'error'),
    url: text,
    about: nullable(text),
  })`
    select m.id, e.url, m.kind, coalesce(o.number, m.about ->> 'sku') as about, m.happened_at, m.tries, m.status, m.error
    from webhook_message m join webhook_endpoint e on e.id = m.endpoint_id
      left join customer_order o on o.id = m.about ->> 'order'
    where m.state = 'dead' order by m.settled_at desc, m.id limit ${most}`.execute(db);
  return rows.map(({ happened_at: happenedAt, ...rest }) => ({ ...rest, happenedAt }));
}

/** How many could not be told. */
export async function deadCount(db: Database): Promise<number> {
  const { rows } = await rowsOf({ dead: integer })`
    select count(*)::int as dead from webhook_message where state = 'dead'`.execute(db);
  return rows[0]?.dead ?? 0;
}

/** Sends one again, or all of them, from the first try on; those whose address is stopped stay. Answers how many. */
export async function sendAgain(
  db: Database,
  which: { readonly id: string } | 'all',
  now: Date,
): Promise<number> {
  const id = which === 'all' ? null : which.id;
  const { rows } = await sql`
    update webhook_message m set state = 'waiting', tries = 0, next_at = ${now}, settled_at = null
    from webhook_endpoint e
    where e.id = m.endpoint_id and e.stopped_at is null and m.state = 'dead' and (${id}::text is null or m.id = ${id})
    returning 1`.execute(db);
  return rows.length;
}

const SENT_DAYS = 30;
const DEAD_DAYS = 90;

/** Forgets what was told a month ago, and what nobody wanted to tell again. */
export async function sweepWebhooks(db: Database, now: Date): Promise<void> {
  await sql`delete from webhook_message
    where (state = 'sent' and settled_at < ${now}::timestamptz - ${SENT_DAYS} * interval '1 day')
      or (state = 'dead' and settled_at < ${now}::timestamptz - ${DEAD_DAYS} * interval '1 day')`.execute(db);
}
