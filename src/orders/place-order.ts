import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { eventSql } from '#src/analytics/record-event.ts';
import type { Details } from '#src/carts/address.ts';
import type { Cart } from '#src/carts/cart.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { quoteCart, type QuoteWords } from '#src/carts/quote-cart.ts';
import type { Quote } from '#src/carts/quote.ts';
import { taxOn } from '#src/carts/tax.ts';
import { buyerOfCart, type Buyer } from '#src/customers/buyer.ts';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { reserve, type Reserved } from '#src/inventory/reserve-stock.ts';
import { redeem, usesAnything } from '#src/loyalty/redeem.ts';
import { counter } from '#src/metrics/registry.ts';
import { mapRuleLines, type ReturnRule } from '#src/loyalty/return-rule.ts';
import { money, type Money } from '#src/money/money.ts';
import { entrySql } from './money-ledger.ts';
import { newOrderNumber } from './order-number.ts';
import { noticeSql } from './order-notice.ts';
import type { AgreedTerms } from './order.ts';
import { attemptSql, type Started } from './payment/attempts.ts';
import { whatChanged, type Seen } from './what-changed.ts';

/** How long an order's pieces are kept for it while it is not paid. */
const PAY_WITHIN_MINUTES = 30;

/** Orders that one browser may have waiting to be paid. */
const MOST_UNPAID = 2;

export interface Placing {
  readonly visitorId: string;
  /** Made once a form is shown: the same key again answers with the same order. */
  readonly key: string;
  readonly seen: Seen;
  /** How it is to be paid: its first attempt is written down with it, for `payOrder` to go on with. */
  readonly pays?: { readonly provider: string; readonly method: string };
}

export type Placed =
  | {
      readonly ok: true;
      readonly orderId: string;
      readonly number: string;
      readonly total: Money;
      /** False where this key had placed it already. */
      readonly isNew: boolean;
      /** The attempt that was written down; null where none was asked for, or nothing is to be paid. */
      readonly started: Started | null;
    }
  | { readonly ok: false; readonly refusal: 'empty' | 'no-address' | 'no-delivery' }
  /** So many orders wait to be paid already: pieces are not held without end. */
  | { readonly ok: false; readonly refusal: 'unpaid-orders'; readonly orders: readonly string[] }
  | { readonly ok: false; readonly refusal: 'changed'; readonly changes: readonly string[] };

/**
 * Turns the visitor's cart into an order that waits to be paid. Prices, stock and offers are looked at again; where
 * anything differs from what the shopper saw nothing is placed and the answer says what. Pieces, offers, order, ledger
 * and event are written in one transaction, and the same key never makes two orders.
 */
export async function placeOrder(
  db: Database,
  content: QuoteWords,
  placing: Placing,
  now: Date,
): Promise<Placed> {
  for (let tried = 1; tried <= TRIES; tried++) {
    const found = await place(db, content, placing, now);
    if (!found) continue;
    // The same key may have placed it after we looked for it: its cart is empty then, and its pieces are taken.
    const placed = found.ok ? found : ((await ordersBefore(db, placing)).known ?? found);
    asked.add([placed.ok ? (placed.isNew ? 'placed' : 'placed-before') : placed.refusal]);
    return placed;
  }
  return changed(['The cart is being changed in another window. Look at it again.']);
}

const TRIES = 5;
const asked = counter('shelftalk_orders_total', 'Orders asked for, by what came of it.', ['outcome']);
const changed = (changes: readonly string[]): Placed => ({ ok: false, refusal: 'changed', changes });

/**
 * Looks and sums up before the transaction, which holds what others wait for: it begins by taking the cart as it was
 * looked at, and ends with the pieces. Null where the cart has been changed, or ordered, between the two.
 */
async function place(db: Database, content: QuoteWords, placing: Placing, now: Date): Promise<Placed | null> {
  const { visitorId, seen, pays } = placing;
  const idempotencyKey = keyOf(placing);
  const { known, waiting } = await ordersBefore(db, placing);
  if (known) return known;
  const cart = await cartOf(db, visitorId);
  const { details } = cart;
  if (!cart.lines.length) return { ok: false, refusal: 'empty' };
  if (!details) return { ok: false, refusal: 'no-address' };
  if (waiting.length >= MOST_UNPAID) return { ok: false, refusal: 'unpaid-orders', orders: waiting };
  const buyer = await buyerOfCart(db, cart);
  const quote = await quoteCart(db, content, cart, buyer, now);
  if (!quote.delivery) return { ok: false, refusal: 'no-delivery' };
  const changes = whatChanged(seen, quote, details, content.store.locale);
  if (changes.length) return changed(changes);

  const id = nanoid();
  const number = newOrderNumber();
  const { total } = quote;
  const started =
    pays && total.minor > 0
      ? { id: nanoid(), ...pays, startedAt: now, amount: total, number, email: details.email }
      : null;
  const order = { id, number, idempotencyKey, visitorId, buyer, details, quote, started };
  const write = async (trx: Database): Promise<Placed | null> => {
    const kept = await writeOrder(trx, cart, order, now);
    if (kept.ok) return { ok: true, orderId: id, number, total, isNew: true, started };
    return kept.refusal === 'not-begun' ? null : faster(kept, quote);
  };
  const using = quote.outcome && {
    orderId: id,
    customerId: buyer.customerId,
    customerKey: buyer.customerKey ?? details.email,
    outcome: quote.outcome,
  };
  if (!using || !usesAnything(using)) return write(db); // one statement needs no transaction
  // Everybody takes offers first and pieces after that, so no two orders wait for each other.
  return inTransaction<Placed | null>(db, async (trx, rollBack) => {
    const used = await redeem(trx, content, using, now);
    if (!used.ok) return rollBack(changed([OFFER_REFUSED[used.refusal](used.label)]));
    const placed = await write(trx);
    return placed?.ok ? placed : rollBack(placed);
  });
}

function faster({ sku, left }: Extract<Reserved, { refusal: 'sold-out' }>, { lines }: Quote): Placed {
  const title = lines.find((line) => line.variant.sku === sku)?.product.title ?? sku;
  return changed([
    left > 0
      ? `Somebody was faster: of ${title} there ${left === 1 ? 'is' : 'are'} ${left} left.`
      : `Somebody was faster: ${title} is sold out in that choice.`,
  ]);
}

const OFFER_REFUSED = {
  'used-up': (label: string) => `“${label}” was used up a moment ago.`,
  'customer-limit': (label: string) => `“${label}” cannot be used by you again.`,
  'code-used': (label: string) => `The code for “${label}” was used a moment ago.`,
  'points-short': () => 'There are fewer points than you wanted to use.',
  'order-cancelled': (label: string) => `“${label}” cannot be used for this order.`,
} as const;

/** Null where there is nothing to pay: the pieces are kept for good. */
const payUntil = (total: Money, now: Date): Date | null =>
  total.minor === 0 ? null : new Date(now.getTime() + PAY_WITHIN_MINUTES * 60_000);

const keyOf = ({ visitorId, key }: Placing): string => `${visitorId}:${key}`;

/** The order of that key, and the numbers of those of that browser that hold pieces and are not paid; never those of an address that somebody only types. */
async function ordersBefore(
  db: Database,
  placing: Placing,
): Promise<{ readonly known: Placed | null; readonly waiting: readonly string[] }> {
  const key = keyOf(placing);
  const { rows } = await rowsOf({
    ...columns('customer_order', 'id', 'number', 'total_minor', 'currency'),
    same: boolean,
  })`
    select id, number, total_minor, currency, coalesce(idempotency_key = ${key}, false) as same from customer_order
    where idempotency_key = ${key} or (visitor_id = ${placing.visitorId} and state = 'awaiting-payment')
    order by placed_at`.execute(db);
  const known = rows.find((row) => row.same);
  return {
    known: known
      ? {
          ok: true,
          orderId: known.id,
          number: known.number,
          total: { minor: known.total_minor, currency: known.currency },
          isNew: false,
          started: null,
        }
      : null,
    waiting: rows.map(({ number }) => number),
  };
}

interface NewOrder {
  readonly id: string;
  readonly number: string;
  readonly idempotencyKey: string;
  readonly visitorId: string;
  readonly buyer: Buyer;
  readonly details: Details;
  readonly quote: Quote;
  readonly started: Started | null;
}

/** Pieces, order, lines, ledger and event in one statement that empties the cart; `not-begun` where the cart is not as it was, or its order is there. */
async function writeOrder(db: Database, cart: Cart, order: NewOrder, now: Date): Promise<Reserved> {
  const { id, quote, buyer, details } = order;
  const { email, service: _service, ...address } = details;
  const { delivery, tax, total } = quote;
  const free = total.minor === 0; // nothing to pay: it is paid
  const terms: AgreedTerms = {
    applied: quote.applied.map(({ offerId, label, amount, arithmetic, returnRule }) => ({
      offerId,
      label,
      amount,
      arithmetic,
      ...(returnRule && { returnRule: withTaxOnTop(returnRule, quote) }),
    })),
    delivery: delivery && {
      service: delivery.service,
      cost: delivery.cost,
      off: delivery.off,
      standard: delivery.standard,
      tax: delivery.tax,
    },
    tax,
    earns: quote.earns,
    waitsForSupply: quote.lines.some(({ variant }) => variant.availability.state === 'backorder'),
  };
  const lines = quote.lines.map((line, position) => ({
    position,
    sku: line.variant.sku,
    title: titleOf(line),
    quantity: line.quantity,
    unit: line.variant.price.minor,
    discount: line.discount.minor,
    net: line.net.minor,
    tax: line.tax.minor,
  }));
  const ordered = { kind: 'order-placed', order: id, total: total.minor, currency: total.currency } as const;
  const attempted = order.started
    ? sql`, attempted as (${attemptSql(id, order.started, sql`from go`)})`
    : sql``;
  const wanted = quote.lines.map(({ variant, quantity }) => ({ sku: variant.sku, quantity }));
  return reserve(db, id, wanted, payUntil(total, now), now, {
    begun: sql`begun as (
      select id from cart where id = ${cart.id} and version = ${cart.version}
        and not exists (select 1 from customer_order where idempotency_key = ${order.idempotencyKey})
      for update
    )`,
    then: sql`taken as (
      update cart set version = version + 1, updated_at = now(), codes = '{}', burn = 0 from go where id = ${cart.id}
    ), emptied as (
      delete from cart_line using go where cart_id = ${cart.id}
    ), placed as (
      insert into customer_order (id, number, idempotency_key, customer_id, customer_key, visitor_id, email, state,
        placed_at, expires_at, paid_at, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor,
        total_minor, quote, address, updated_at)
      select ${id}, ${order.number}, ${order.idempotencyKey}, ${buyer.customerId}, ${buyer.customerKey ?? email},
        ${order.visitorId}, ${email}, ${free ? 'paid' : 'awaiting-payment'}, ${now}::timestamptz,
        ${payUntil(total, now)}::timestamptz, ${free ? now : null}::timestamptz, ${total.currency},
        ${quote.subtotal.minor}::bigint, ${quote.discount.minor}::bigint, ${delivery?.cost.minor ?? 0}::bigint,
        ${tax?.total.minor ?? 0}::bigint, ${total.minor}::bigint, ${JSON.stringify(terms)}::jsonb,
        ${JSON.stringify(address)}::jsonb, ${now}::timestamptz
      from go
    ), written as (
      insert into order_line (order_id, position, sku, title, quantity, unit_minor, discount_minor, total_minor,
        tax_minor)
      select ${id}, l.position, l.sku, l.title, l.quantity, l.unit, l.discount, l.net, l.tax
      from go, jsonb_to_recordset(${JSON.stringify(lines)}::jsonb) as l (position smallint, sku text, title text,
        quantity integer, unit bigint, discount bigint, net bigint, tax bigint)
    ), noted as (${noticeSql(id, 'confirmed', id, now, sql`from go where ${free}::boolean`)}
    )${attempted}, entered as (${entrySql(id, { kind: 'order', amount: total, reference: id }, now, sql`from go`)}
    ), told as (${eventSql(ordered, now, order.visitorId, sql`from go`)}
    ), told_paid as (${eventSql({ kind: 'order-paid', order: id }, now, order.visitorId, sql`from go where ${free}::boolean`)})`,
  });
}

/** The rule with what its reductions would have cost with the tax on top of them. */
function withTaxOnTop(rule: ReturnRule, { lines, total }: Quote): ReturnRule {
  return mapRuleLines(rule, (one) => {
    const percent = lines.find(({ variant }) => variant.sku === one.sku)?.onTop ?? 0;
    return { ...one, off: one.off + taxOn(money(one.off, total.currency), percent, false) };
  });
}

const titleOf = ({ product, variant }: Quote['lines'][number]): string =>
  product.variants.length > 1 && variant.title ? `${product.title}, ${variant.title}` : product.title;
