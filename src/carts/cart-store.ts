import { sql, type RawBuilder } from 'kysely';
import { nanoid } from 'nanoid';
import { productBySku, productsById } from '#src/catalog/product-store.ts';
import { freePiecesSql } from '#src/inventory/stock-sql.ts';
import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { detailsSchema } from './address.ts';
import {
  EMPTY_CART,
  MOST_OF_ONE,
  refusalFor,
  type Cart,
  type CartLine,
  type CartRefusal,
  type GoneLine,
} from './cart.ts';

/** Which row is the cart of a browser: its customer's where somebody is signed in there, else its own. */
export const ownerOf = (visitorId: string): RawBuilder<unknown> =>
  sql`coalesce((select 'c:' || customer_id from visitor_customer where visitor_id = ${visitorId}), 'v:' || ${visitorId}::text)`;

/** The visitor's one cart with prices and stock as they are now; what is no longer sold is named apart from its lines. */
export async function cartOf(db: Database, visitorId: string): Promise<Cart> {
  const { rows } = await rowsOf({
    ...columns('cart', 'id', 'customer_id', 'version', 'codes', 'burn', 'details'),
    sku: nullable(tables.cart_line.sku),
    quantity: nullable(tables.cart_line.quantity),
    product_id: nullable(tables.variant.product_id),
    left_as: nullable(text),
  })`
    select c.id, c.customer_id, c.version, c.codes, c.burn, c.details, l.sku, l.quantity, v.product_id,
      coalesce(nullif(concat_ws(', ', p.title, nullif(v.title, '')), ''), l.left_as) as left_as
    from cart c left join cart_line l on l.cart_id = c.id left join variant v on v.sku = l.sku
      left join product p on p.id = v.product_id
    where c.owner = ${ownerOf(visitorId)} order by l.added_at, l.sku`.execute(db);
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
  const sold = new Set(lines.map(({ variant }) => variant.sku));
  const gone = rows.flatMap(({ sku, left_as: title }): GoneLine[] =>
    sku === null || sold.has(sku) ? [] : [{ sku, title: title || sku }],
  );
  const { id, customer_id: customerId, version, codes, burn } = first;
  const details = detailsSchema.safeParse(first.details).data ?? null;
  return { id, customerId, version, lines, codes, burn, details, ...(gone.length ? { gone } : {}) };
}

export type CartChange = { readonly ok: true } | CartRefusal;

/**
 * Sets how many of a variant the visitor's cart holds; 0 takes the line away. Stock is checked now, and again when
 * the order is placed. With `seen`, the number that the shopper saw, nothing changes where there is another by now;
 * where it is what is wanted already, all is well.
 */
export async function setQuantity(
  db: Database,
  visitorId: string,
  sku: string,
  quantity: number,
  seen: number | null = null,
): Promise<CartChange> {
  return changeBy(db, visitorId, sku, (held) =>
    seen === null || held === seen || held === quantity ? quantity : null,
  );
}

/** Adds to what the cart holds of a variant; of any number at once each counts, up to stock and MOST_OF_ONE. */
export async function addToCart(
  db: Database,
  visitorId: string,
  sku: string,
  quantity = 1,
): Promise<CartChange> {
  const fits = Number.isInteger(quantity) && quantity >= 1 && quantity <= MOST_OF_ONE;
  if (fits && (await addLine(db, visitorId, sku, quantity))) return { ok: true };
  return changeBy(db, visitorId, sku, (held) => (quantity >= 1 ? held + quantity : -1));
}

/**
 * Puts so many of one variant in the place of another, in one transaction: where the new one cannot be had, or the old one
 * is gone by now, the cart stays as it was. What the cart holds of the new one already is added to.
 */
export async function swapInCart(
  db: Database,
  visitorId: string,
  from: string,
  to: string,
  quantity: number,
): Promise<CartChange> {
  const found = await productBySku(db, to);
  if (!found) return { ok: false, refusal: 'unknown-product' };
  return inTransaction<CartChange>(db, async (trx, rollBack) => {
    const id = await holdCart(trx, visitorId);
    const { rows } = await rowsOf(columns('cart_line', 'sku', 'quantity'))`
      select sku, quantity from cart_line where cart_id = ${id} and sku in (${from}, ${to})`.execute(trx);
    if (!rows.some(({ sku }) => sku === from)) return rollBack({ ok: false, refusal: 'changed-elsewhere' });
    const wanted = quantity + (rows.find(({ sku }) => sku === to)?.quantity ?? 0);
    const refusal = refusalFor(found.product, found.variant, wanted);
    if (refusal) return rollBack(refusal);
    // The line keeps its place in the cart.
    await sql`
      with gone as (delete from cart_line where cart_id = ${id} and sku = ${from} returning added_at)
      insert into cart_line (cart_id, sku, quantity, added_at) select ${id}, ${to}, ${wanted}::int, added_at from gone
      on conflict (cart_id, sku) do update set quantity = excluded.quantity`.execute(trx);
    return { ok: true };
  });
}

/** What `mostOf` says of a variant, over its row `v` and its left-joined row `s` of stock. */
const mostSql = sql`case when s.variant_id is null or not s.tracked then ${MOST_OF_ONE}::int
  when ${freePiecesSql} > 0 then least(${freePiecesSql}, ${MOST_OF_ONE}::int) when s.backorder then ${MOST_OF_ONE}::int
  else 0 end`;

/** Makes the cart or counts its version up where `only` holds; its row is locked until the transaction ends. */
const heldCart = (visitorId: string, only: RawBuilder<unknown>) => rowsOf(columns('cart', 'id'))`
  insert into cart as c (id, visitor_id, customer_id)
  select ${nanoid()}, case when o.customer_id is null then ${visitorId}::text end, o.customer_id
  from (select (select customer_id from visitor_customer where visitor_id = ${visitorId}) as customer_id) o
  where ${only}
  on conflict (owner) do update set version = c.version + 1, updated_at = now() returning id`;

/** Locks the visitor's cart, made now where there is none, so that whoever changes it does so in turn. */
export async function holdCart(trx: Database, visitorId: string): Promise<string> {
  const { rows } = await heldCart(visitorId, sql`true`).execute(trx);
  if (!rows[0]) throw new Error('The cart was neither found nor made');
  return rows[0].id;
}

/**
 * One statement, whose second part waits for the cart's row and then sees the line as it is: adds that come at once
 * are counted one after the other. False where it does not fit; `changeBy` says why.
 */
async function addLine(db: Database, visitorId: string, sku: string, quantity: number): Promise<boolean> {
  const { rows } = await sql`
    with wanted as (
      select ${mostSql} as most from variant v join product p on p.id = v.product_id
        left join stock s on s.variant_id = v.id where v.sku = ${sku} and p.status = 'active'
    ), held as (${heldCart(visitorId, sql`(select most from wanted) >= ${quantity}`)})
    insert into cart_line as l (cart_id, sku, quantity) select id, ${sku}, ${quantity}::int from held
    on conflict (cart_id, sku) do update set quantity = l.quantity + excluded.quantity
      where l.quantity + excluded.quantity <= (select most from wanted)
    returning 1`.execute(db);
  return rows.length > 0;
}

/** `next` says how many there are to be from how many there are, or null where the shopper saw another number. */
async function changeBy(
  db: Database,
  visitorId: string,
  sku: string,
  next: (held: number) => number | null,
): Promise<CartChange> {
  const found = await productBySku(db, sku);
  return inTransaction<CartChange>(db, async (trx, rollBack) => {
    const id = await holdCart(trx, visitorId);
    const { rows } = await rowsOf(columns('cart_line', 'quantity'))`
      select quantity from cart_line where cart_id = ${id} and sku = ${sku}`.execute(trx);
    const quantity = next(rows[0]?.quantity ?? 0);
    if (quantity === null) return rollBack({ ok: false, refusal: 'changed-elsewhere' });
    if (quantity !== 0 && !found) return rollBack({ ok: false, refusal: 'unknown-product' });
    const refusal = quantity !== 0 && found ? refusalFor(found.product, found.variant, quantity) : null;
    if (refusal) return rollBack(refusal);
    await (
      quantity === 0
        ? sql`delete from cart_line where cart_id = ${id} and sku = ${sku}`
        : sql`insert into cart_line (cart_id, sku, quantity) values (${id}, ${sku}, ${quantity})
            on conflict (cart_id, sku) do update set quantity = excluded.quantity`
    ).execute(trx);
    return { ok: true };
  });
}

/** Sets columns of the visitor's cart `c`, made now where there is none, and answers its codes after that. */
export async function changeCart(
  db: Database,
  visitorId: string,
  set: RawBuilder<unknown>,
): Promise<readonly string[]> {
  const statement = rowsOf(columns('cart', 'codes'))`
    update cart c set ${set}, version = c.version + 1, updated_at = now()
    where c.owner = ${ownerOf(visitorId)} returning codes`;
  const { rows } = await statement.execute(db);
  if (rows[0]) return rows[0].codes;
  await holdCart(db, visitorId);
  return (await statement.execute(db)).rows[0]?.codes ?? [];
}

/** How many pieces the visitor's cart holds, in one small query: for the number in the page header. */
export async function cartCount(db: Database, visitorId: string): Promise<number> {
  const found = await rowsOf({ count: integer })`
    select coalesce(sum(l.quantity), 0)::int as count
    from cart c join cart_line l on l.cart_id = c.id join variant v on v.sku = l.sku
    where c.owner = ${ownerOf(visitorId)}`.execute(db);
  return found.rows[0]?.count ?? 0;
}
