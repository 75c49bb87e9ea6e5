import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

/** Minor units of the shop's currency; `compareAt` is what it cost before, null where it is not reduced. */
export interface SetPrice {
  readonly variantId: number;
  readonly price: number;
  readonly compareAt: number | null;
}

/**
 * Sets what variants cost from now on, until somebody else says otherwise; what the catalogue's file said of an end of
 * the price no longer holds. Answers how many cost something else now. Rows are locked in the order of their ids.
 */
export async function setPrices(trx: Database, prices: readonly SetPrice[], now: Date): Promise<number> {
  if (!prices.length) return 0;
  const { rows } = await rowsOf({ product: integer })`
    with given as (
      select id, price, compare from jsonb_to_recordset(${JSON.stringify(
        prices.map(({ variantId, price, compareAt }) => ({ id: variantId, price, compare: compareAt })),
      )}::jsonb) as r(id bigint, price bigint, compare bigint)
    ), locked as (
      select v.id from variant v join given on given.id = v.id order by v.id for update of v
    )
    update variant v set price_minor = given.price, compare_at_minor = given.compare, price_from = null, price_until = null,
      updated_at = ${now}::timestamptz
    from given join locked on locked.id = given.id
    where v.id = given.id and (v.price_minor, v.compare_at_minor, v.price_until)
      is distinct from (given.price, given.compare, null::timestamptz)
    returning v.product_id as product`.execute(trx);
  const products = [...new Set(rows.map(({ product }) => product))];
  await sql`update product set updated_at = ${now}::timestamptz where id = any(${products}::bigint[])`.execute(
    trx,
  );
  return rows.length;
}
