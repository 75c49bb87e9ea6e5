import { availabilityText } from '#src/catalog/availability-text.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import type { Content } from '#src/editorial/content.ts';
import { shippingRate } from '#src/fulfilment/delivery-promise.ts';
import { decimalMoney, type Money } from '#src/money/money.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';

/** The facts that every surface must tell alike. */
export type FactName =
  | 'price'
  | 'price before'
  | 'member price'
  | 'currency'
  | 'availability'
  | 'stock words'
  | 'return window'
  | 'shipping'
  | 'rating'
  | 'sku'
  | 'gtin'
  | 'mpn'
  | 'questions';

/** What one surface tells of a variant, in one notation; null where it says that there is none. */
export type Told = Readonly<Partial<Record<FactName, string | null>>>;

/** What the rows and policies say of a variant: the truth that surfaces are held against. */
export function truthOf(
  content: Content,
  product: Product,
  variant: Variant,
  memberPrice: Money | null,
): Record<FactName, string | null> {
  const returns = returnsPolicy(content);
  const words = content.productWords(product.slug)?.words;
  const { price, availability } = variant;
  const before = priceBefore(variant);
  const rate = homeRate(content, variant);
  return {
    price: decimalMoney(price),
    'price before': before && decimalMoney(before),
    'member price': memberPrice && decimalMoney(memberPrice),
    currency: price.currency,
    availability: availability.state === 'low-stock' ? 'in-stock' : availability.state,
    'stock words': availabilityText(variant, content.store.locale),
    'return window': returns && daysBack(returnsOf(returns, product).windowDays),
    shipping: rate ? amount(rate) : null,
    rating: product.rating ? `${product.rating.average.toFixed(1)} of ${product.rating.count}` : null,
    sku: variant.sku,
    gtin: variant.gtin,
    mpn: variant.mpn,
    questions: words?.faqs.length
      ? questionsText(words.faqs.map(({ question, answer }) => [question, answer]))
      : null,
  };
}

/** What the first service of the shipping policy that serves the shop's own country costs for this variant alone. */
function homeRate(content: Content, variant: Variant): Money | null {
  const service = shippingPolicy(content)?.services.find((one) =>
    one.countries.includes(content.store.country),
  );
  return service ? shippingRate(service, variant.price) : null;
}

/** The days of a return in the one notation; null where nothing comes back. */
const daysBack = (days: number): string | null => (days > 0 ? `${days} days` : null);

/** An amount in the one notation: `4.90 USD`. */
export const amount = (money: Money): string => `${decimalMoney(money)} ${money.currency}`;

/** Questions and answers as letters and digits only, so that markup and line breaks count for nothing and words do. */
export const questionsText = (
  pairs: readonly (readonly [question: string, answer: string])[],
): string | null =>
  pairs.length
    ? pairs
        .flat()
        .map((text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ''))
        .join(' ')
    : null;

/** The sign that stands for a currency in a locale, such as `$` or `CHF`. */
export const currencySign = (currency: string, locale: string): string =>
  new Intl.NumberFormat(locale, { style: 'currency', currency })
    .formatToParts(0)
    .find((part) => part.type === 'currency')?.value ?? currency;
