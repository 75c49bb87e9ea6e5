import { sql } from 'kysely';
import { integer, json, nullable, text, timestamp } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Purpose } from './customer.ts';

export interface Remembered {
  readonly email: string | null;
  readonly name: string;
  readonly birthdayMonth: number | null;
  readonly timeZone: string | null;
  readonly since: Date;
  readonly browsers: number;
  readonly consents: readonly {
    readonly purpose: Purpose;
    readonly givenAt: Date;
    readonly withdrawnAt: Date | null;
  }[];
  readonly orders: { readonly count: number; readonly first: Date | null; readonly last: Date | null };
  readonly conversations: readonly {
    readonly id: string;
    readonly updatedAt: Date;
    readonly firstWords: string;
  }[];
  /** What a shopper told the assistant and it keeps: as it stands in the state of the conversations. */
  readonly told: readonly unknown[];
  readonly choices: number;
  readonly reminders: number;
}

/** Everything the shop keeps about a customer, in the shape in which the page shows it; null for none of that id. */
export async function whatWeRemember(db: Database, customerId: string): Promise<Remembered | null> {
  const customer = await db
    .selectFrom('customer')
    .selectAll()
    .where('id', '=', customerId)
    .executeTakeFirst();
  if (!customer) return null;
  const counted = await rowsOf({
    orders: integer,
    first: nullable(timestamp),
    last: nullable(timestamp),
    browsers: integer,
    choices: integer,
    reminders: integer,
  })`select
      (select count(*)::int from customer_order where customer_id = ${customerId}) as orders,
      (select min(placed_at) from customer_order where customer_id = ${customerId}) as first,
      (select max(placed_at) from customer_order where customer_id = ${customerId}) as last,
      (select count(*)::int from visitor_customer where customer_id = ${customerId}) as browsers,
      (select count(*)::int from replenishment_choice where customer_id = ${customerId}) as choices,
      (select count(*)::int from reminder where customer_id = ${customerId}) as reminders`.execute(db);
  const consents = await db
    .selectFrom('customer_consent')
    .selectAll()
    .where('customer_id', '=', customerId)
    .orderBy('purpose')
    .execute();
  const talks = await rowsOf({
    ...columns('conversation', 'id', 'updated_at'),
    query: nullable(json()),
    words: nullable(text),
  })`
    select c.id, c.updated_at, c.state -> 'query' as query,
      (select m.parts -> 0 ->> 'text' from conversation_message m
       where m.conversation_id = c.id and m.role = 'user' order by m.position limit 1) as words
    from conversation c join visitor_customer v on v.visitor_id = c.visitor_id
    where v.customer_id = ${customerId} order by c.updated_at desc limit 50`.execute(db);
  const [row] = counted.rows;
  return {
    email: customer.email,
    name: customer.name,
    birthdayMonth: customer.birthday_month,
    timeZone: customer.time_zone,
    since: customer.created_at,
    browsers: row?.browsers ?? 0,
    consents: consents.map((one) => ({
      purpose: one.purpose,
      givenAt: one.given_at,
      withdrawnAt: one.withdrawn_at,
    })),
    orders: { count: row?.orders ?? 0, first: row?.first ?? null, last: row?.last ?? null },
    conversations: talks.rows.map((talk) => ({
      id: talk.id,
      updatedAt: talk.updated_at,
      firstWords: (talk.words ?? '').slice(0, 120),
    })),
    told: talks.rows.map((talk) => talk.query).filter((query) => query !== null),
    choices: row?.choices ?? 0,
    reminders: row?.reminders ?? 0,
  };
}

export type Forgettable = 'profile' | 'conversations' | 'reminders' | 'everything';
export const FORGETTABLE = ['profile', 'conversations', 'reminders', 'everything'] as const;

export type Forgotten =
  | { readonly ok: true }
  /** Their address is still needed to deliver these, or to give money back. */
  | { readonly ok: false; readonly refusal: 'orders-open'; readonly orders: readonly string[] };

/**
 * Deletes what the customer points at. `everything` takes the account with it: orders stay, as the law of bookkeeping
 * asks, without name, address or customer. `also` is what later rooms forget with the account, in the same transaction.
 */
export async function forget(
  db: Database,
  customerId: string,
  what: Forgettable,
  also: (trx: Database) => Promise<void> = () => Promise.resolve(),
): Promise<Forgotten> {
  return inTransaction<Forgotten>(db, async (trx) => {
    const all = what === 'everything';
    if (all) {
      const { rows } = await rowsOf(columns('customer_order', 'number'))`select number from customer_order o
        where customer_id = ${customerId} and source = 'shop' and (state in ('awaiting-payment', 'paid', 'sent')
          or exists (select 1 from order_return r where r.order_id = o.id and r.state = 'started')
          or exists (select 1 from refund r where r.order_id = o.id and r.state = 'wanted')) order by number`.execute(
        trx,
      );
      if (rows.length) return { ok: false, refusal: 'orders-open', orders: rows.map(({ number }) => number) };
    }
    if (all)
      await sql`delete from ticket where customer_id = ${customerId} or visitor_id in
        (select visitor_id from visitor_customer where customer_id = ${customerId})`.execute(trx);
    if (what === 'conversations')
      await sql`update ticket set words = '', summary = why ->> 'reason', need = null, draft = null
        where conversation_id in (select c.id from conversation c
          join visitor_customer v on v.visitor_id = c.visitor_id where v.customer_id = ${customerId})`.execute(
        trx,
      );
    if (all || what === 'conversations')
      await sql`delete from correction where kind = 'thumb' and exists (select from conversation c
        join visitor_customer v on v.visitor_id = c.visitor_id
        where v.customer_id = ${customerId} and starts_with(correction.id, 'thumb-' || c.id || '-'))`.execute(
        trx,
      );
    if (all || what === 'conversations')
      await sql`delete from conversation where visitor_id in
        (select visitor_id from visitor_customer where customer_id = ${customerId})`.execute(trx);
    if (all || what === 'reminders') {
      await sql`delete from replenishment_choice where customer_id = ${customerId}`.execute(trx);
      await sql`delete from reminder where customer_id = ${customerId}`.execute(trx);
    }
    if (what === 'profile')
      await sql`update customer set name = '', birthday_month = null, time_zone = null where id = ${customerId}`.execute(
        trx,
      );
    if (!all) return { ok: true };
    await also(trx);
    await sql`update event set visitor_id = null where visitor_id in
      (select visitor_id from visitor_customer where customer_id = ${customerId})`.execute(trx);
    await sql`delete from mail_outbox where recipient = (select email from customer where id = ${customerId})`.execute(
      trx,
    );
    await sql`delete from sign_in_link where purpose = 'shop' and subject = (select email from customer where id = ${customerId})`.execute(
      trx,
    );
    await sql`update customer_order set email = null, address = null, customer_key = null,
        visitor_id = null, idempotency_key = null
      where customer_id = ${customerId}`.execute(trx);
    await sql`delete from customer where id = ${customerId}`.execute(trx);
    return { ok: true };
  });
}
