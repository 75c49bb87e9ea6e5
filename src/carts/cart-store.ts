import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { productBySku, productsById } from '#src/catalog/product-store.ts';
import { integer, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { detailsSchema } from './address.ts';
import { EMPTY_CART, refusalFor, type Cart, type CartLine, type CartRefusal } from './cart.ts';

/** Which row is the cart of a browser: its customer's where somebody is signed in there, else its own. */
const ownedBy = (
  visitorId: string,
) => sql`(c.customer_id = (select customer_id from visitor_customer where visitor_id = ${visitorId})
  or (c.visitor_id = ${visitorId} and not exists (select 1 from visitor_customer where visitor_id = ${visitorId})))`;

/** The visitor's one cart with prices and stock as they are now. Lines whose product is gone are not shown. */
export async function cartOf(db: Database, visitorId: string): Promise<Cart> {
  const { rows } = await rowsOf({
    ...columns('cart', 'id', 'version', 'codes', 'burn', 'details'),
    sku: nullable(tables.cart_line.sku),
    quantity: nullable(tables.cart_line.quantity),
    product_id: nullable(tables.variant.product_id),
  })`
    select c.id, c.version, c.codes, c.burn, c.details, l.sku, l.quantity, v.product_id
    from cart c left join cart_line l on l.cart_id = c.id left join variant v on v.sku = l.sku
    where ${ownedBy(visitorId)} order by l.added_at, l.sku`.execute(db);
  const [first] = rows;
  if (!first) return EMPTY_CART;
  const products = new Map(
    (
      await productsById(
        db,
        rows.flatMap((row) => row.product_id ?? []),
      )
    ).map((product) => [product.id, product]),
  );
  const lines = rows.flatMap((row): CartLine[] => {
    const product = products.get(row.product_id ?? 0);
    const variant = product?.variants.find((one) => one.sku === row.sku);
    return product && variant && row.quantity ? [{ product, variant, quantity: row.quantity }] : [];
  });
  const { id, version, codes, burn } = first;
  return { id, version, lines, codes, burn, details: detailsSchema.safeParse(first.details).data ?? null };
}

export type CartChange = { readonly ok: true; readonly cart: Cart } | CartRefusal;

/**
 * Sets how many of a variant the visitor's cart holds; 0 takes the line away. Stock is checked now, and again when
 * the order is placed. With `ifVersion` nothing changes where the cart is another than the shopper saw. The answer is
 * the cart as it stands after the change.
 */
export async function setQuantity(
  db: Database,
  visitorId: string,
  sku: string,
  quantity: number,
  ifVersion: number | null = null,
): Promise<CartChange> {
  return changeBy(db, visitorId, sku, () => quantity, ifVersion);
}

/** Adds to what the cart holds of a variant. */
export async function addToCart(
  db: Database,
  visitorId: string,
  sku: string,
  quantity = 1,
): Promise<CartChange> {
  if (!Number.isInteger(quantity) || quantity < 1) return setQuantity(db, visitorId, sku, -1);
  return changeBy(db, visitorId, sku, (held) => held + quantity, null);
}

/**
 * Locks the visitor's cart until the transaction ends, made now where there is none, and counts a version up; so two
 * tabs change it one after the other.
 */
export async function lockCart(
  trx: Database,
  visitorId: string,
): Promise<{ readonly id: string; readonly before: number }> {
  const { rows } = await rowsOf({ id: tables.cart.id, version: integer })`
    with owner as (select (select customer_id from visitor_customer where visitor_id = ${visitorId}) as customer_id)
    insert into cart as c (id, visitor_id, customer_id)
    select ${nanoid()}, case when customer_id is null then ${visitorId} end, customer_id from owner
    on conflict do nothing returning id, 0 as version`.execute(trx);
  const found = rows[0]
    ? rows
    : (
        await rowsOf({ id: tables.cart.id, version: integer })`
          update cart c set version = c.version + 1, updated_at = now() where ${ownedBy(visitorId)}
          returning id, version - 1 as version`.execute(trx)
      ).rows;
  const [cart] = found;
  if (!cart)
    throw new Error('The cart was taken over by a sign-in at the same moment; the request can be repeated');
  return { id: cart.id, before: cart.version };
}

async function changeBy(
  db: Database,
  visitorId: string,
  sku: string,
  next: (held: number) => number,
  ifVersion: number | null,
): Promise<CartChange> {
  const found = await productBySku(db, sku);
  if (!found) return takeAwayUnknown(db, visitorId, sku, next(0));
  const refused = await inTransaction<CartRefusal | null>(db, async (trx, rollBack) => {
    const { id, before } = await lockCart(trx, visitorId);
    if (ifVersion !== null && ifVersion !== before)
      return rollBack({ ok: false, refusal: 'changed-elsewhere' });
    const held = await rowsOf(columns('cart_line', 'quantity'))`
      select quantity from cart_line where cart_id = ${id} and sku = ${sku}`.execute(trx);
    const quantity = next(held.rows[0]?.quantity ?? 0);
    const refusal = refusalFor(found.product, found.variant, quantity);
    if (refusal) return rollBack(refusal);
    await writeLine(trx, id, sku, quantity);
    return null;
  });
  return refused ?? { ok: true, cart: await cartOf(db, visitorId) };
}

/** Writes how many of a SKU a cart holds, without a look at stock; 0 takes the line away. */
async function writeLine(trx: Database, cartId: string, sku: string, quantity: number): Promise<void> {
  if (quantity === 0) {
    await sql`delete from cart_line where cart_id = ${cartId} and sku = ${sku}`.execute(trx);
    return;
  }
  await sql`insert into cart_line (cart_id, sku, quantity) values (${cartId}, ${sku}, ${quantity})
    on conflict (cart_id, sku) do update set quantity = excluded.quantity`.execute(trx);
}

async function takeAwayUnknown(
  db: Database,
  visitorId: string,
  sku: string,
  quantity: number,
): Promise<CartChange> {
  if (quantity !== 0) return { ok: false, refusal: 'unknown-product' };
  await sql`delete from cart_line where sku = ${sku}
    and cart_id = (select c.id from cart c where ${ownedBy(visitorId)})`.execute(db);
  return { ok: true, cart: await cartOf(db, visitorId) };
}

/** How many pieces the visitor's cart holds, in one small query: for the number in the page header. */
export async function cartCount(db: Database, visitorId: string): Promise<number> {
  const found = await rowsOf({ count: integer })`
    select coalesce(sum(l.quantity), 0)::int as count
    from cart c join cart_line l on l.cart_id = c.id join variant v on v.sku = l.sku
    where ${ownedBy(visitorId)}`.execute(db);
  return found.rows[0]?.count ?? 0;
}
