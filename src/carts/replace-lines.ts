import { sql } from 'kysely';
import { productBySku } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { holdCart } from './cart-store.ts';
import { MOST_OF_ONE, mostOf, refusalFor, type CartRefusal } from './cart.ts';

export interface WantedLine {
  readonly sku: string;
  readonly quantity: number;
}

export interface LineReplaced extends WantedLine {
  /** How many were wanted, where there are fewer in the cart now. */
  readonly wanted: number;
  readonly refusal: CartRefusal | null;
}

/**
 * Has a cart hold exactly these lines, one for each variant. With `fewer` a line that is more than there is becomes what
 * there is, and one that cannot be had is left out; else one refused line leaves the cart as it was. Answers each line.
 */
export async function replaceLines(
  db: Database,
  visitorId: string,
  wanted: readonly WantedLine[],
  fewer: boolean,
): Promise<{ readonly ok: boolean; readonly lines: readonly LineReplaced[] }> {
  const lines = await Promise.all(
    wanted.map(async ({ sku, quantity }): Promise<LineReplaced> => {
      const found = await productBySku(db, sku);
      if (!found)
        return { sku, quantity: 0, wanted: quantity, refusal: { ok: false, refusal: 'unknown-product' } };
      const { product, variant } = found;
      const refusal = refusalFor(product, variant, quantity);
      const most = Math.min(mostOf(variant), MOST_OF_ONE);
      return { sku, quantity: refusal ? Math.min(quantity, most) : quantity, wanted: quantity, refusal };
    }),
  );
  const kept = lines.filter(({ quantity }) => quantity > 0);
  if (lines.some(({ refusal }) => refusal) && (!fewer || !kept.length)) return { ok: false, lines };
  await inTransaction(db, async (trx) => {
    const id = await holdCart(trx, visitorId);
    const skus = kept.map(({ sku }) => sku);
    await sql`delete from cart_line where cart_id = ${id} and sku <> all(${skus}::text[])`.execute(trx);
    // A place in the cart is that of the line in the list.
    for (const [at, { sku, quantity }] of kept.entries())
      await sql`insert into cart_line (cart_id, sku, quantity, added_at)
        values (${id}, ${sku}, ${quantity}, now() + ${at} * interval '1 millisecond')
        on conflict (cart_id, sku) do update set quantity = excluded.quantity, added_at = excluded.added_at`.execute(
        trx,
      );
  });
  return { ok: true, lines };
}
