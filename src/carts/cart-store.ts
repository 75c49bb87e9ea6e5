import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { productBySku, productsById } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { refusalFor, type Cart, type CartLine, type CartRefusal } from './cart.ts';

const empty: Cart = { id: '', version: 0, lines: [] };

/** The visitor's one cart with prices and stock as they are now. Lines whose product is gone are not shown. */
export async function cartOf(db: Database, visitorId: string): Promise<Cart> {
  const rows = await sql<{
    id: string;
    version: number;
    sku: string | null;
    quantity: number | null;
    product_id: number | null;
  }>`
    select c.id, c.version, l.sku, l.quantity, v.product_id
    from cart c left join cart_line l on l.cart_id = c.id left join variant v on v.sku = l.sku
    where c.visitor_id = ${visitorId} order by l.added_at, l.sku`.execute(db);
  const [first] = rows.rows;
  if (!first) return empty;
  const products = new Map(
    (
      await productsById(
        db,
        rows.rows.flatMap((row) => row.product_id ?? []),
      )
    ).map((product) => [product.id, product]),
  );
  const lines = rows.rows.flatMap((row): CartLine[] => {
    const product = products.get(row.product_id ?? 0);
    const variant = product?.variants.find((one) => one.sku === row.sku);
    return product && variant && row.quantity ? [{ product, variant, quantity: row.quantity }] : [];
  });
  return { id: first.id, version: first.version, lines };
}

export type CartChange = { readonly ok: true; readonly cart: Cart } | CartRefusal;

/**
 * Sets how many of a variant the visitor's cart holds; 0 takes the line away. Stock is checked now, and again when
 * the order is placed. The answer is the cart as it stands after the change.
 */
export async function setQuantity(
  db: Database,
  visitorId: string,
  sku: string,
  quantity: number,
): Promise<CartChange> {
  return changeBy(db, visitorId, sku, () => quantity);
}

/** Adds to what the cart holds of a variant. */
export async function addToCart(
  db: Database,
  visitorId: string,
  sku: string,
  quantity = 1,
): Promise<CartChange> {
  if (!Number.isInteger(quantity) || quantity < 1) return setQuantity(db, visitorId, sku, -1);
  return changeBy(db, visitorId, sku, (held) => held + quantity);
}

async function changeBy(
  db: Database,
  visitorId: string,
  sku: string,
  next: (held: number) => number,
): Promise<CartChange> {
  const found = await productBySku(db, sku);
  if (!found) return takeAwayUnknown(db, visitorId, sku, next(0));
  const refusal = await db.transaction().execute(async (trx) => {
    // The upsert locks the cart's row, so two tabs change it one after the other.
    const cart = await sql<{ id: string }>`
      insert into cart (id, visitor_id) values (${nanoid()}, ${visitorId})
      on conflict (visitor_id) do update set version = cart.version + 1, updated_at = now() returning id`.execute(
      trx,
    );
    const id = cart.rows[0]?.id ?? '';
    const held = await sql<{ quantity: number }>`
      select quantity from cart_line where cart_id = ${id} and sku = ${sku}`.execute(trx);
    const quantity = next(held.rows[0]?.quantity ?? 0);
    const refused = refusalFor(found.product, found.variant, quantity);
    if (refused) return refused;
    if (quantity === 0) {
      await sql`delete from cart_line where cart_id = ${id} and sku = ${sku}`.execute(trx);
    } else {
      await sql`
        insert into cart_line (cart_id, sku, quantity) values (${id}, ${sku}, ${quantity})
        on conflict (cart_id, sku) do update set quantity = excluded.quantity`.execute(trx);
    }
    return null;
  });
  return refusal ?? { ok: true, cart: await cartOf(db, visitorId) };
}

async function takeAwayUnknown(
  db: Database,
  visitorId: string,
  sku: string,
  quantity: number,
): Promise<CartChange> {
  if (quantity !== 0) return { ok: false, refusal: 'unknown-product' };
  await sql`delete from cart_line where sku = ${sku} and cart_id = (select id from cart where visitor_id = ${visitorId})`.execute(
    db,
  );
  return { ok: true, cart: await cartOf(db, visitorId) };
}

/** How many pieces the visitor's cart holds, in one small query: for the number in the page header. */
export async function cartCount(db: Database, visitorId: string): Promise<number> {
  const found = await sql<{ count: number }>`
    select coalesce(sum(l.quantity), 0)::int as count
    from cart c join cart_line l on l.cart_id = c.id join variant v on v.sku = l.sku
    where c.visitor_id = ${visitorId}`.execute(db);
  return found.rows[0]?.count ?? 0;
}
