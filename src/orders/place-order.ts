import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { recordEvent } from '#src/analytics/record-event.ts';
import type { Details } from '#src/carts/address.ts';
import type { Cart } from '#src/carts/cart.ts';
import { cartOf, lockCart } from '#src/carts/cart-store.ts';
import { quoteCart, type QuoteWords } from '#src/carts/quote-cart.ts';
import type { Quote } from '#src/carts/quote.ts';
import { buyerOf, type Buyer } from '#src/customers/buyer.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { reserve } from '#src/inventory/reserve-stock.ts';
import { redeem } from '#src/loyalty/redeem.ts';
import { counter } from '#src/metrics/registry.ts';
import type { Money } from '#src/money/money.ts';
import { writeEntry } from './money-ledger.ts';
import { newOrderNumber } from './order-number.ts';
import { noteFor } from './order-notice.ts';
import type { AgreedTerms } from './order.ts';
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
}

export type Placed =
  | {
      readonly ok: true;
      readonly orderId: string;
      readonly number: string;
      readonly total: Money;
      /** False where this key had placed it already. */
      readonly isNew: boolean;
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
  { visitorId, key, seen }: Placing,
  now: Date,
): Promise<Placed> {
  const placed = await inTransaction<Placed>(db, async (trx, rollBack) => {
    await lockCart(trx, visitorId);
    const idempotencyKey = `${visitorId}:${key}`;
    const known = await orderOfKey(trx, idempotencyKey);
    if (known) return known;
    const cart = await cartOf(trx, visitorId);
    const { details } = cart;
    if (!cart.lines.length) return rollBack({ ok: false, refusal: 'empty' });
    if (!details) return rollBack({ ok: false, refusal: 'no-address' });
    const waiting = await unpaidOf(trx, visitorId);
    if (waiting.length >= MOST_UNPAID)
      return rollBack({ ok: false, refusal: 'unpaid-orders', orders: waiting });
    const buyer = await buyerOf(trx, visitorId, details.email);
    const quote = await quoteCart(trx, content, cart, buyer, now);
    if (!quote.delivery) return rollBack({ ok: false, refusal: 'no-delivery' });
    const changed = (changes: readonly string[]) => rollBack({ ok: false, refusal: 'changed', changes });
    const changes = whatChanged(seen, quote, details, content.store.locale);
    if (changes.length) return changed(changes);

    const id = nanoid();
    const keptUntil = quote.total.minor === 0 ? null : payUntil(now); // nothing to pay: kept for good
    const number = newOrderNumber();
    await insertOrder(trx, { id, number, idempotencyKey, visitorId, buyer, details, quote }, now);
    // Everybody takes pieces in the order of their SKUs and offers after that, so no two orders wait for each other.
    for (const { product, variant, quantity } of quote.lines.toSorted((a, b) =>
      a.variant.sku < b.variant.sku ? -1 : 1,
    )) {
      const kept = await reserve(trx, id, { sku: variant.sku, quantity }, keptUntil, now);
      if (!kept.ok)
        return changed([
          kept.left > 0
            ? `Somebody was faster: of ${product.title} there ${kept.left === 1 ? 'is' : 'are'} ${kept.left} left.`
            : `Somebody was faster: ${product.title} is sold out in that choice.`,
        ]);
    }
    if (quote.outcome) {
      const used = await redeem(
        trx,
        content,
        {
          orderId: id,
          customerId: buyer.customerId,
          customerKey: buyer.customerKey ?? details.email,
          outcome: quote.outcome,
        },
        now,
      );
      if (!used.ok) return changed([OFFER_REFUSED[used.refusal](used.label)]);
    }
    await emptyCart(trx, cart);
    await recordEvent(
      trx,
      { kind: 'order-placed', order: id, total: quote.total.minor, currency: quote.total.currency },
      now,
      visitorId,
    );
    if (quote.total.minor === 0) await noteFor(trx, id, 'confirmed', id, now);
    return { ok: true, orderId: id, number, total: quote.total, isNew: true };
  });
  asked.add([placed.ok ? (placed.isNew ? 'placed' : 'placed-before') : placed.refusal]);
  return placed;
}

const asked = counter('shelftalk_orders_total', 'Orders asked for, by what came of it.', ['outcome']);

const OFFER_REFUSED = {
  'used-up': (label: string) => `“${label}” was used up a moment ago.`,
  'customer-limit': (label: string) => `“${label}” cannot be used by you again.`,
  'code-used': (label: string) => `The code for “${label}” was used a moment ago.`,
  'points-short': () => 'There are fewer points than you wanted to use.',
  'order-cancelled': (label: string) => `“${label}” cannot be used for this order.`,
} as const;

const payUntil = (now: Date): Date => new Date(now.getTime() + PAY_WITHIN_MINUTES * 60_000);

/** Orders of that browser that hold pieces and are not paid; never those of an address that somebody only types. */
async function unpaidOf(trx: Database, visitorId: string): Promise<readonly string[]> {
  const { rows } = await rowsOf(columns('customer_order', 'number'))`select number from customer_order
    where state = 'awaiting-payment' and visitor_id = ${visitorId} order by placed_at`.execute(trx);
  return rows.map(({ number }) => number);
}

async function orderOfKey(trx: Database, key: string): Promise<Placed | null> {
  const { rows } = await rowsOf(columns('customer_order', 'id', 'number', 'total_minor', 'currency'))`
    select id, number, total_minor, currency from customer_order where idempotency_key = ${key}`.execute(trx);
  const [row] = rows;
  if (!row) return null;
  const total = { minor: row.total_minor, currency: row.currency };
  return { ok: true, orderId: row.id, number: row.number, total, isNew: false };
}

interface NewOrder {
  readonly id: string;
  readonly number: string;
  readonly idempotencyKey: string;
  readonly visitorId: string;
  readonly buyer: Buyer;
  readonly details: Details;
  readonly quote: Quote;
}

async function insertOrder(trx: Database, order: NewOrder, now: Date): Promise<void> {
  const { id, quote, buyer, details } = order;
  const { email, service: _service, ...address } = details;
  const { delivery, tax, total } = quote;
  const free = total.minor === 0; // nothing to pay: it is paid
  const terms: AgreedTerms = {
    applied: quote.applied.map(({ offerId, label, amount, arithmetic }) => ({
      offerId,
      label,
      amount,
      arithmetic,
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
  await sql`insert into customer_order (id, number, idempotency_key, customer_id, customer_key, visitor_id, email, state,
      placed_at, expires_at, paid_at, currency, subtotal_minor, discount_minor, shipping_minor, tax_minor, total_minor,
      quote, address, updated_at)
    values (${id}, ${order.number}, ${order.idempotencyKey}, ${buyer.customerId}, ${buyer.customerKey ?? email},
      ${order.visitorId}, ${email}, ${free ? 'paid' : 'awaiting-payment'}, ${now}, ${free ? null : payUntil(now)},
      ${free ? now : null}, ${total.currency}, ${quote.subtotal.minor}, ${quote.discount.minor},
      ${delivery?.cost.minor ?? 0}, ${tax?.total.minor ?? 0}, ${total.minor}, ${JSON.stringify(terms)}::jsonb,
      ${JSON.stringify(address)}::jsonb, ${now})`.execute(trx);
  for (const [position, line] of quote.lines.entries())
    await sql`insert into order_line (order_id, position, sku, title, quantity, unit_minor, discount_minor, total_minor,
        tax_minor)
      values (${id}, ${position}, ${line.variant.sku}, ${titleOf(line)}, ${line.quantity}, ${line.variant.price.minor},
        ${line.discount.minor}, ${line.net.minor}, ${line.tax.minor})`.execute(trx);
  await writeEntry(trx, id, { kind: 'order', amount: total, reference: id }, now);
}

const titleOf = ({ product, variant }: Quote['lines'][number]): string =>
  product.variants.length > 1 && variant.title ? `${product.title}, ${variant.title}` : product.title;

async function emptyCart(trx: Database, { id }: Cart): Promise<void> {
  await sql`delete from cart_line where cart_id = ${id}`.execute(trx);
  await sql`update cart set codes = '{}', burn = 0 where id = ${id}`.execute(trx);
}
