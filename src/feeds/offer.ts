import { createHash } from 'node:crypto';
import { attributeOf, attributeText, type Product, type Variant } from '#src/catalog/product.ts';
import { comesOn, isPreorder } from '#src/catalog/coming.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import { shippingRate } from '#src/fulfilment/delivery-promise.ts';
import { decimalMoney, type Money } from '#src/money/money.ts';
import { isVector, rasterUrl } from '#src/pictures/picture-url.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { variantPath } from '#src/structured-data/product.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { cut, manyLines, oneLine } from './plain.ts';
import { answerOf, nameOf, variantName } from './product-words.ts';

/** One purchasable variant as every feed tells it, before a format's own names and limits. */
export interface Offer {
  readonly product: Product;
  readonly variant: Variant;
  readonly name: string;
  readonly groupName: string;
  /** Plain text, at most 5,000 characters: the longest that the feeds take. */
  readonly description: string;
  readonly link: string;
  readonly pictures: readonly string[];
  /** The price without the offer, and the offer where the shop asks less than before. */
  readonly regular: Money;
  readonly sale: Money | null;
  readonly availability: 'in_stock' | 'backorder' | 'preorder' | 'out_of_stock';
  /** When it comes in, where it is not there and somebody says so. */
  readonly comes: Date | null;
  readonly shipping: readonly {
    readonly country: string;
    readonly service: string;
    readonly rate: Money;
    readonly handlingDays: readonly [number, number];
    readonly transitDays: readonly [number, number];
  }[];
}

const LONGEST = 5_000;

export function offerOf(shop: FeedShop, { product, words }: FeedProduct, variant: Variant): Offer {
  const { site, content } = shop;
  const { price } = variant;
  const before = priceBefore(variant);
  const said = [answerOf(content, product), words?.words.whyItExists].filter(Boolean).join('\n\n');
  const photographs = product.images.map((picture) => picture.url).filter((url) => !isVector(url));
  const { state } = variant.availability;
  const pictures = [rasterUrl(product, variant), ...photographs].map((url) => absolute(site, url));
  return {
    product,
    variant,
    name: oneLine(variantName(content, product, variant)),
    groupName: oneLine(nameOf(content, product)),
    // A description made to be long is cut before it is cleaned.
    description:
      cut(manyLines(said.slice(0, 2 * LONGEST)), LONGEST) || oneLine(variantName(content, product, variant)),
    link: absolute(site, variantPath(product, variant)),
    pictures: [...new Set(pictures)],
    regular: before ?? price,
    sale: before && price,
    availability:
      state === 'sold-out'
        ? 'out_of_stock'
        : state !== 'backorder'
          ? 'in_stock'
          : isPreorder(variant, shop.now)
            ? 'preorder'
            : 'backorder',
    comes: comesOn(variant, shop.now),
    shipping: (shop.shipping?.services ?? []).flatMap((service) => {
      const rate = shippingRate(service, price);
      return rate
        ? service.countries.map((country) => ({
            country,
            service: service.name,
            rate,
            handlingDays: service.handlingDays,
            transitDays: service.transitDays,
          }))
        : [];
    }),
  };
}

/** An amount as feeds write it: `149.00 USD`, `1500 JPY`. */
export const amountText = (amount: Money): string => `${decimalMoney(amount)} ${amount.currency}`;

/** A name kept within a format's length and still its own: cut, with a mark of the whole. */
export function shortId(id: string, most: number): string {
  if (id.length <= most) return id;
  const mark = createHash('sha256').update(id).digest('hex').slice(0, 10);
  return `${id.slice(0, most - 11).toWellFormed()}-${mark}`;
}

/** An option or fact by the names merchants give it: the variant's choice first, then a stated fact. */
export function factText({ product, variant }: Offer, option: RegExp, key: string): string | null {
  const chosen = Object.entries(variant.options).find(([name]) => option.test(name))?.[1];
  if (chosen) return oneLine(chosen);
  const stated = attributeOf(product, key, variant);
  return stated ? oneLine(attributeText(stated)) : null;
}
