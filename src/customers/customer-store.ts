import { sql, type RawBuilder } from 'kysely';
import { nanoid } from 'nanoid';
import { arrayOf } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { normalisedEmail, type Customer, type Purpose } from './customer.ts';

/** The customer who is signed in in that visitor's browser; null for a guest. */
export const customerOfVisitor = (db: Database, visitorId: string): Promise<Customer | null> =>
  customerWhere(db, sql`id = (select customer_id from visitor_customer where visitor_id = ${visitorId})`);

/** Null where there is none of that id. */
export const customerById = (db: Database, id: string): Promise<Customer | null> =>
  customerWhere(db, sql`id = ${id}`);

async function customerWhere(db: Database, condition: RawBuilder<unknown>): Promise<Customer | null> {
  const { rows } = await rowsOf({
    ...columns('customer', 'id', 'email', 'name', 'birthday_month'),
    consents: arrayOf(tables.customer_consent.purpose),
  })`
    select id, email, name, birthday_month, array(select purpose from customer_consent
      where customer_id = customer.id and withdrawn_at is null) as consents
    from customer where ${condition}`.execute(db);
  const [row] = rows;
  return row
    ? {
        id: row.id,
        email: row.email,
        name: row.name,
        birthdayMonth: row.birthday_month,
        consents: new Set<Purpose>(row.consents),
      }
    : null;
}

/** The id of the customer with that address, who is written down now if it is their first time. */
export async function customerForEmail(db: Database, email: string): Promise<string> {
  const { rows } = await rowsOf(columns('customer', 'id'))`
    insert into customer (id, email) values (${nanoid()}, ${normalisedEmail(email)})
    on conflict (email) do update set email = excluded.email returning id`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('A customer was neither found nor written');
  return row.id;
}
