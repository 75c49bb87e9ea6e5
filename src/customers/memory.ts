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

export type Forgettable = 'profile' | 'conversations' | 'reminders';
export const FORGETTABLE = ['profile', 'conversations', 'reminders'] as const;

/** Deletes what the customer points at, and keeps the account. */
export async function forget(db: Database, customerId: string, what: Forgettable): Promise<void> {
  const browsers = sql`(select visitor_id from visitor_customer where customer_id = ${customerId})`;
  await inTransaction(db, async (trx) => {
    if (what === 'profile')
      await sql`update customer set name = '', birthday_month = null, time_zone = null where id = ${customerId}`.execute(
        trx,
      );
    if (what === 'reminders') {
      await sql`delete from replenishment_choice where customer_id = ${customerId}`.execute(trx);
      await sql`delete from reminder where customer_id = ${customerId}`.execute(trx);
    }
    if (what === 'conversations') {
      await sql`update ticket set words = '', summary = why ->> 'reason', need = null, draft = null
        where conversation_id in (select id from conversation where visitor_id in ${browsers})`.execute(trx);
      await sql`delete from correction where kind = 'thumb' and exists (select from conversation c
        where c.visitor_id in ${browsers} and starts_with(correction.id, 'thumb-' || c.id || '-'))`.execute(
        trx,
      );
      await sql`delete from conversation where visitor_id in ${browsers}`.execute(trx);
    }
  });
}
