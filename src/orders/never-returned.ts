import { productsWith } from '#src/catalog/product-store.ts';
import { integer } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Database } from '#src/database/database.ts';
import type { ReturnsPolicy } from '#src/fulfilment/policies.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import { sql } from 'kysely';
import type { Order } from './order.ts';

/** The SKUs of an order that the policy takes back in no case, each with what it says of them. */
export async function neverReturned(
  db: Database,
  policy: ReturnsPolicy | null,
  order: Pick<Order, 'lines'>,
): Promise<ReadonlyMap<string, string>> {
  if (!policy?.rules?.some(({ takesBack }) => takesBack === 'never')) return new Map();
  const skus = order.lines.map(({ sku }) => sku);
  const { rows } = await rowsOf({ sku: tables.variant.sku, product: integer })`
    select sku, product_id as product from variant where sku = any(${skus}::text[])`.execute(db);
  const ids = [...new Set(rows.map(({ product }) => product))];
  const products = await productsWith<null>(db, { ids, slugs: [] }, sql`null`);
  return new Map(
    rows.flatMap(({ sku, product }) => {
      const found = products.find((one) => one.product.id === product);
      const rule = found && returnsOf(policy, found.product);
      return rule?.takesBack === 'never' ? [[sku, rule.says ?? ''] as const] : [];
    }),
  );
}
