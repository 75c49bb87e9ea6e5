import { bundleCandidates } from '#src/bundles/merchant-bundles.ts';
import type { Buyer } from '#src/customers/buyer.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { shippingRate } from '#src/fulfilment/delivery-promise.ts';
import { shippingPolicy, type ShippingPolicy } from '#src/fulfilment/policies.ts';
import { bestOffers } from '#src/loyalty/best-offers.ts';
import { offerLines } from '#src/loyalty/offer-lines.ts';
import type { OfferCart } from '#src/loyalty/offer-outcome.ts';
import { addMoney, money, timesMoney, type Money } from '#src/money/money.ts';
import type { Cart } from './cart.ts';
import { countable, quote, type Quote, type QuoteTerms } from './quote.ts';

export type QuoteWords = Pick<Content, 'store' | 'offers' | 'program' | 'bundles' | 'policies' | 'taxes'>;

/** Prices a cart from live rows: lines, bundles, offers, points, delivery and tax, for that buyer and address. */
export async function quoteCart(
  db: Database,
  content: QuoteWords,
  cart: Cart,
  buyer: Buyer,
  now: Date,
): Promise<Quote> {
  const { currency } = content.store;
  if (!cart.lines.length) return quote(cart, currency);
  const delivery = deliveryFor(content, cart);
  const offers = await bestOffers(
    db,
    content,
    await offerCartOf(db, content, cart, delivery?.rate ?? null, now),
    { customerId: buyer.customerId, customerKey: buyer.customerKey, codes: cart.codes },
    now,
  );
  const { details } = cart;
  return quote(cart, currency, {
    locale: content.store.locale,
    offers,
    delivery,
    tax: details && {
      rules: content.taxes?.words.rules ?? [],
      included: content.store.legal.taxIncluded,
      place: { country: details.country, region: details.region },
    },
  });
}

/** A cart as offers see it. */
async function offerCartOf(
  db: Database,
  content: QuoteWords,
  cart: Cart,
  delivery: Money | null,
  now: Date,
): Promise<OfferCart> {
  const { currency } = content.store;
  const lines = await offerLines(db, content, countable(cart, currency));
  return {
    currency,
    lines,
    bundles: bundleCandidates(content.bundles, lines, currency, now, content.store),
    delivery,
    country: cart.details?.country ?? content.store.country,
    burn: cart.burn,
  };
}

type Service = ShippingPolicy['services'][number];

/** The ways a parcel of these goods can go to a country, the cheapest first; the free limit looks at shelf prices. */
export function servicesTo(
  content: QuoteWords,
  cart: Cart,
  country: string,
): readonly { readonly service: Service; readonly rate: Money }[] {
  const { currency } = content.store;
  const goods = addMoney(
    money(0, currency),
    ...countable(cart, currency).map((line) => timesMoney(line.variant.price, line.quantity)),
  );
  return (shippingPolicy(content)?.services ?? [])
    .filter((service) => service.countries.includes(country))
    .flatMap((service) => {
      const rate = shippingRate(service, goods);
      return rate?.currency === currency ? [{ service, rate }] : [];
    })
    .toSorted((a, b) => a.rate.minor - b.rate.minor);
}

function deliveryFor(content: QuoteWords, cart: Cart): QuoteTerms['delivery'] {
  const { details } = cart;
  const ways = servicesTo(content, cart, details?.country ?? content.store.country);
  const [cheapest] = ways;
  const chosen = ways.find(({ service }) => service.name === details?.service) ?? cheapest;
  if (!cheapest || !chosen) return null;
  return {
    service: chosen.service.name,
    rate: chosen.rate,
    standard: cheapest.rate,
    isEstimate: details === null,
  };
}
