import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';

export interface Used {
  readonly used: number;
  readonly spent: number;
  readonly byCustomer: number;
}

/** How often offers were used so far, by everybody and by one customer; the last word has the redemption. */
export async function usesOf(
  db: Database,
  offerIds: readonly string[],
  customerKey: string | null,
): Promise<ReadonlyMap<string, Used>> {
  if (!offerIds.length) return new Map();
  const { rows } = await rowsOf({
    ...columns('offer_use', 'offer_id', 'used'),
    spent: tables.offer_use.spent_minor,
    mine: integer,
  })`
    select o.offer_id, o.used, o.spent_minor as spent, coalesce(c.used, 0) as mine
    from offer_use o left join offer_customer_use c on c.offer_id = o.offer_id and c.customer_key = ${customerKey}::text
    where o.offer_id = any(${[...offerIds]}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [row.offer_id, { used: row.used, spent: row.spent, byCustomer: row.mine }]),
  );
}
