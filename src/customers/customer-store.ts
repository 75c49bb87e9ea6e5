import { nanoid } from 'nanoid';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { normalisedEmail, type Customer, type Purpose } from './customer.ts';

/** The customer who is signed in in that visitor's browser; null for a guest. */
export async function customerOfVisitor(db: Database, visitorId: string): Promise<Customer | null> {
  const row = await db
    .selectFrom('visitor_customer')
    .select('customer_id')
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst();
  return row ? customerById(db, row.customer_id) : null;
}

/** Null where there is none of that id. */
export async function customerById(db: Database, id: string): Promise<Customer | null> {
  const row = await db.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
  if (!row) return null;
  const consents = await db
    .selectFrom('customer_consent')
    .select('purpose')
    .where('customer_id', '=', id)
    .where('withdrawn_at', 'is', null)
    .execute();
  return {
    id: row.id,
    email: row.email,
    name: row.name,
    birthdayMonth: row.birthday_month,
    consents: new Set<Purpose>(consents.map((consent) => consent.purpose)),
  };
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
