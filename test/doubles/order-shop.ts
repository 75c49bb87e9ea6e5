import type { Details } from '#src/carts/address.ts';
import { addToCart, cartOf } from '#src/carts/cart-store.ts';
import { setDetails } from '#src/carts/cart-choices.ts';
import { quoteCart, type QuoteWords } from '#src/carts/quote-cart.ts';
import type { Quote } from '#src/carts/quote.ts';
import { buyerOf } from '#src/customers/buyer.ts';
import type { Database } from '#src/database/database.ts';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { placeOrder, type Placed } from '#src/orders/place-order.ts';
import { seenOf } from '#src/orders/what-changed.ts';

const entry = <Words>(slug: string, words: Words): Entry<Words> =>
  ({ slug, words, body: '' }) as Entry<Words>;

/** The words of a small shop that sells to the US and Canada, with sales tax in Colorado; offers as given. */
export function orderWords(
  offers: Readonly<Record<string, Partial<OfferWords>>> = {},
  program: Content['program'] = null,
): QuoteWords & Pick<Content, 'policies' | 'store' | 'program'> {
  return {
    store: {
      timeZone: 'UTC',
      name: 'Small shop',
      currency: 'USD',
      locale: 'en-US',
      country: 'US',
      demonstration: true,
      legal: { company: 'Small', taxIncluded: false },
    } as Content['store'],
    offers: Object.entries(offers).map(([slug, words]) =>
      entry(slug, { title: slug, description: slug, ...words } as OfferWords),
    ),
    program,
    bundles: [],
    policies: [
      entry('shipping', {
        kind: 'shipping',
        title: 'Shipping',
        summary: 'We ship.',
        updated: '2026-11-01',
        services: [
          {
            name: 'Slow',
            countries: ['US'],
            rate: '4.90 USD',
            freeFrom: '60.00 USD',
            handlingDays: [0, 1],
            transitDays: [3, 5],
          },
          { name: 'Fast', countries: ['US'], rate: '14.90 USD', handlingDays: [0, 1], transitDays: [1, 2] },
          { name: 'North', countries: ['CA'], rate: '12.90 USD', handlingDays: [0, 1], transitDays: [5, 9] },
        ],
      }),
      entry('returns', {
        kind: 'returns',
        title: 'Returns',
        summary: 'We take back.',
        updated: '2026-11-01',
        windowDays: 60,
        countries: ['US'],
        fee: 'free',
        method: 'mail',
        deliveryRefund: 'when-all-returns',
        exceptions: [],
      }),
    ] as Content['policies'],
    taxes: entry('', {
      checked: '2026-11-01',
      rules: [{ name: 'Sales tax', country: 'US', regions: ['CO', 'Colorado'], percent: 2.9 }],
    }) as Content['taxes'],
  };
}

export const HOME: Details = {
  email: 'ann@example.com',
  name: 'Ann Example',
  line1: '1 Road',
  line2: '',
  city: 'Boulder',
  region: 'CO',
  postcode: '80302',
  country: 'US',
};

/** What the visitor's cart costs now. */
export async function quoteNow(
  db: Database,
  words: QuoteWords,
  visitorId: string,
  now: Date,
): Promise<Quote> {
  const cart = await cartOf(db, visitorId);
  return quoteCart(db, words, cart, await buyerOf(db, visitorId, cart.details?.email ?? null), now);
}

/** Fills the visitor's cart, and orders it as a shopper does who sees what the quote shows. */
export async function orderAs(
  db: Database,
  words: QuoteWords,
  visitorId: string,
  lines: readonly (readonly [sku: string, quantity: number])[],
  now: Date,
  more: { readonly details?: Partial<Details>; readonly key?: string } = {},
): Promise<Placed> {
  for (const [sku, quantity] of lines) {
    const change = await addToCart(db, visitorId, sku, quantity);
    if (!change.ok) throw new Error(`${sku} was not added: ${change.refusal}`);
  }
  await setDetails(db, visitorId, { ...HOME, ...more.details });
  const quote = await quoteNow(db, words, visitorId, now);
  return placeOrder(
    db,
    words,
    { visitorId, key: more.key ?? 'key', seen: seenOf(quote, (await cartOf(db, visitorId)).details) },
    now,
  );
}
