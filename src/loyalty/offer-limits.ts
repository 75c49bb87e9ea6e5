import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { personKeySql } from './person-key.ts';

export interface Used {
  readonly used: number;
  readonly spent: number;
  readonly byCustomer: number;
}

/** How often offers were used so far, by everybody and by one customer or the person behind it; the last word has the redemption. */
export async function usesOf(
  db: Database,
  offerIds: readonly string[],
  customerKey: string | null,
): Promise<ReadonlyMap<string, Used>> {
  if (!offerIds.length) return new Map();
  const mine =
    customerKey === null ? sql`null::text` : sql`${customerKey}::text, ${personKeySql(customerKey)}`;
  const { rows } = await rowsOf({
    ...columns('offer_use', 'offer_id', 'used'),
    spent: tables.offer_use.spent_minor,
    mine: integer,
  })`
    select o.offer_id, o.used, o.spent_minor as spent, coalesce((select sum(c.used) from offer_customer_use c
      where c.offer_id = o.offer_id and c.customer_key in (${mine})), 0) as mine
    from offer_use o
    where o.offer_id = any(${[...offerIds]}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [row.offer_id, { used: row.used, spent: row.spent, byCustomer: row.mine }]),
  );
}
