import type { Cart } from '#src/carts/cart.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { quoteCart } from '#src/carts/quote-cart.ts';
import { readDetails } from '#src/carts/read-details.ts';
import type { Quote } from '#src/carts/quote.ts';
import { buyerOfCart } from '#src/customers/buyer.ts';
import { seenOf } from '#src/orders/what-changed.ts';
import { rasterUrl } from '#src/pictures/picture-url.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { variantName } from '#src/feeds/product-words.ts';
import { continuePath } from '../agent-session.ts';
import { detailsOf, filledForTests, PATHS } from './destinations.ts';
import { codeMessages, discountsRecord } from './discounts-record.ts';
import { errorMessage, type Door, type Json, type Message } from './door.ts';
import { fulfillmentRecord, optionId, waysTo } from './fulfillment-record.ts';
import { linksOf } from './links.ts';
import { handlersOf } from './payment-handlers.ts';
import { keepAsked, lineId, type Asked, type Session } from './session.ts';
import { totalsOfLine, totalsOfQuote } from './totals.ts';

/** A session as it stands now: what lies in it, what that costs, and what is missing. */
export interface Standing {
  readonly session: Session;
  readonly cart: Cart;
  readonly quote: Quote;
  readonly record: Json;
  /** What an order of it would say; null while something is missing. */
  readonly status: 'incomplete' | 'ready_for_complete' | 'requires_escalation';
}

/** Where a person goes on with what lies in it, in the shop's own checkout. */
export const continueUrl = async (
  { db, site, now }: Pick<Door, 'db' | 'site' | 'now'>,
  { visitorId }: Pick<Session, 'visitorId'>,
): Promise<string> => absolute(site, await continuePath(db, visitorId, now));

/** Prices a session as the cart's page does, and writes it down; `notes` are of what was just done with it. */
export async function stand(door: Door, session: Session, notes: readonly Message[] = []): Promise<Standing> {
  const { db, content, site, now } = door;
  const kept = await cartOf(db, session.visitorId);
  const { asked } = session;
  const bare = detailsOf(content, asked, undefined);
  const buyer = await buyerOfCart(db, { customerId: null, details: bare });
  const ways = bare && kept.lines.length ? await waysTo(door, { ...kept, details: bare }, bare, buyer) : null;
  const chosen = ways?.find(({ service }) => optionId(service) === asked.selectedOption);
  const cart: Cart = {
    ...kept,
    details: bare && { ...bare, ...(chosen ? { service: chosen.service } : {}) },
  };
  const quote = await quoteCart(db, content, cart, buyer, now);
  const isCheckout = session.kind === 'checkout';
  const missing = isCheckout ? missingOf(door, cart, ways !== null, chosen !== undefined) : [];
  const problems = quote.problems.map(({ sku, reason }) =>
    errorMessage(
      'item_unavailable',
      reason,
      'recoverable',
      `$.line_items[${quote.lines.findIndex(({ variant }) => variant.sku === sku)}]`,
    ),
  );
  const escalation = isCheckout ? escalationOf(door, asked) : [];
  const messages = [...notes, ...problems, ...missing, ...escalation, ...codeMessages(kept.codes, quote)];
  const status = escalation.length
    ? 'requires_escalation'
    : problems.length || missing.length || !quote.lines.length
      ? 'incomplete'
      : 'ready_for_complete';
  const told = seenOf(quote, cart.details);
  const next = isCheckout
    ? await keepAsked(db, session, { ...asked, told: { total: told.total, lines: told.lines } })
    : session;
  const skus = quote.lines.map(({ variant }) => variant.sku);
  const record: Json = {
    id: session.id,
    ...(isCheckout ? { status } : {}),
    line_items: quote.lines.map(({ product, variant, quantity, total, discount, net }) => ({
      id: lineId(variant.sku),
      item: {
        id: variant.sku,
        title: variantName(content, product, variant),
        price: variant.price.minor,
        image_url: absolute(site, rasterUrl(product, variant)),
      },
      quantity,
      totals: totalsOfLine(total, discount, net),
    })),
    ...(asked.buyer ? { buyer: asked.buyer } : {}),
    ...(asked.context ? { context: asked.context } : {}),
    ...(asked.attribution ? { attribution: asked.attribution } : {}),
    currency: content.store.currency,
    totals: totalsOfQuote(quote),
    discounts: discountsRecord(content, kept.codes, quote),
    ...(isCheckout
      ? {
          fulfillment: fulfillmentRecord(door, skus, asked, ways),
          payment: { instruments: asked.instruments },
        }
      : {}),
    messages,
    links: linksOf(content, site),
    expires_at: session.expiresAt.toISOString(),
    continue_url: await continueUrl(door, session),
  };
  return { session: next, cart, quote, record, status };
}

/** What the shop's own checkout would ask for still. */
function missingOf(
  { content, isTest }: Door,
  { details }: Cart,
  hasDestination: boolean,
  hasOption: boolean,
): readonly Message[] {
  const at = '$.fulfillment.methods[0]';
  if (!details || !hasDestination)
    return [
      errorMessage('missing', 'Say where it goes: a destination, and which is selected.', 'recoverable', at),
    ];
  const read = readDetails(content, isTest ? filledForTests(details) : details);
  const fields = read.ok
    ? []
    : Object.entries(read.errors).map(([field, why]) =>
        errorMessage(
          field === 'country' ? 'address_undeliverable' : 'missing',
          why,
          'recoverable',
          PATHS[field] ?? '$.fulfillment',
        ),
      );
  return [
    ...fields,
    ...(hasOption
      ? []
      : [
          errorMessage(
            'missing',
            'Choose how it is sent: an option of the group.',
            'recoverable',
            `${at}.groups[0]`,
          ),
        ]),
  ];
}

/** Why a person has to finish it at the shop. */
function escalationOf({ payment, site }: Door, { escalated }: Asked): readonly Message[] {
  if (escalated !== null) return [errorMessage('requires_buyer', escalated, 'requires_buyer_review')];
  return handlersOf(payment, site).length
    ? []
    : [
        errorMessage(
          'payment_at_shop',
          'It is paid on the shop’s own page: the buyer goes on at the address given.',
          'requires_buyer_input',
        ),
      ];
}
