import { arrayOf, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

/** Somebody whose data the shop holds, with or without an account, by everything that names them. */
export interface Person {
  /** In lower case; null where an account has none. */
  readonly email: string | null;
  readonly customerId: string | null;
  /** Browsers that are theirs alone: what another account or another address was used in is not. */
  readonly visitors: readonly string[];
  readonly orders: readonly string[];
}

/** Whom an address, or the account of that id, stands for; nothing need be held. */
export async function personOf(
  db: Database,
  by: { readonly email: string } | { readonly customerId: string },
): Promise<Person> {
  const given = 'email' in by ? by.email.trim().toLowerCase() : null;
  const account = 'customerId' in by ? by.customerId : null;
  const { rows } = await rowsOf({
    email: nullable(text),
    customer: nullable(text),
    visitors: arrayOf(text),
    orders: arrayOf(text),
  })`
    with who as (
      select coalesce(${given}, (select email from customer where id = ${account})) as email,
        coalesce(${account}, (select id from customer where email = ${given})) as customer_id
    ), bought as (
      select o.id, o.visitor_id from customer_order o, who
      where o.customer_id = who.customer_id or o.email = who.email or o.customer_key = who.email
    ), seen as (
      select v.visitor_id from visitor_customer v, who where v.customer_id = who.customer_id
      union select visitor_id from bought where visitor_id is not null
      union select t.visitor_id from ticket t, who
        where t.visitor_id is not null and (t.customer_id = who.customer_id or lower(t.email) = who.email)
      union select c.visitor_id from cart c, who where c.visitor_id is not null and c.details ->> 'email' = who.email
    ), own as (
      select s.visitor_id from seen s, who
      where not exists (select 1 from visitor_customer v
          where v.visitor_id = s.visitor_id and v.customer_id is distinct from who.customer_id)
        and not exists (select 1 from customer_order o
          where o.visitor_id = s.visitor_id and o.id not in (select id from bought) and o.email is not null)
    )
    select email, customer_id as customer, array(select visitor_id from own) as visitors,
      array(select id from bought) as orders
    from who`.execute(db);
  const [row] = rows;
  return {
    email: row?.email ?? null,
    customerId: row?.customer ?? null,
    visitors: row?.visitors ?? [],
    orders: row?.orders ?? [],
  };
}
