import { priceBefore } from '#src/catalog/reduced.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import { unitPrice } from '#src/catalog/unit-price.ts';
import { oneLine } from '#src/feeds/plain.ts';
import { answerOf, nameOf, variantName } from '#src/feeds/product-words.ts';
import type { Money } from '#src/money/money.ts';
import { pictureAlt, rasterUrl } from '#src/pictures/picture-url.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { variantPath } from '#src/structured-data/product.ts';
import type { Door } from './door.ts';
import type { Release } from './releases.ts';

export type Shown = Pick<Door, 'content' | 'site' | 'release'>;

const price = ({ minor, currency }: Money) => ({ amount: minor, currency });

const STATUS = {
  'in-stock': 'in_stock',
  'low-stock': 'in_stock',
  backorder: 'backorder',
  'sold-out': 'out_of_stock',
} as const satisfies Record<Variant['availability']['state'], string>;

/** A product with these of its variants, the first of them the one that is meant. */
export function productRecord(
  shown: Shown,
  product: Product,
  variants: readonly Variant[],
): Record<string, unknown> {
  const { content, site } = shown;
  const prices = product.variants.map((variant) => variant.price).toSorted((a, b) => a.minor - b.minor);
  const before = product.variants
    .map((variant) => priceBefore(variant) ?? variant.price)
    .toSorted((a, b) => a.minor - b.minor);
  const range = (all: readonly Money[]) => {
    const [least = product.variants[0].price, most = least] = [all[0], all.at(-1)];
    return { min: price(least), max: price(most) };
  };
  const [first = product.variants[0]] = variants;
  return {
    id: product.slug,
    handle: product.slug,
    title: oneLine(nameOf(content, product)),
    description: { plain: answerOf(content, product) || oneLine(nameOf(content, product)) },
    url: absolute(site, `/p/${product.slug}`),
    ...categoriesOf(product),
    price_range: range(prices),
    ...(product.variants.some((variant) => priceBefore(variant)) ? { list_price_range: range(before) } : {}),
    media: mediaOf(shown, product, first),
    ...(product.options.length
      ? {
          options: product.options.map(({ name, values }) => ({
            name,
            values: values.map((label) => ({ label })),
          })),
        }
      : {}),
    variants: variants.map((variant) => variantRecord(shown, product, variant)),
    ...(product.rating && product.rating.count > 0
      ? { rating: { value: product.rating.average, scale_min: 1, scale_max: 5, count: product.rating.count } }
      : {}),
    ...(product.tags.length ? { tags: product.tags } : {}),
  };
}

function variantRecord(shown: Shown, product: Product, variant: Variant): Record<string, unknown> {
  const { content, site, release } = shown;
  const { state } = variant.availability;
  const before = priceBefore(variant);
  const options = Object.entries(variant.options);
  return {
    id: variant.sku,
    sku: variant.sku,
    title: oneLine(variantName(content, product, variant)),
    description: { plain: oneLine(variant.title || nameOf(content, product)) },
    url: absolute(site, variantPath(product, variant)),
    ...(variant.gtin ? { barcodes: [{ type: 'GTIN', value: variant.gtin }] } : {}),
    ...categoriesOf(product),
    price: price(variant.price),
    ...(before ? { list_price: price(before) } : {}),
    ...unitPriceOf(variant, release),
    availability: { available: state !== 'sold-out', status: STATUS[state] },
    ...(options.length ? { options: options.map(([name, label]) => ({ name, label })) } : {}),
    media: mediaOf(shown, product, variant).slice(0, 1),
    seller: { name: content.store.name },
  };
}

const categoriesOf = ({ categoryPath }: Product) =>
  categoryPath.length
    ? { categories: [{ value: oneLine(categoryPath.join(' > ')), taxonomy: 'merchant' }] }
    : {};

function mediaOf({ site }: Shown, product: Product, variant: Variant) {
  const first = { url: absolute(site, rasterUrl(product, variant)), alt: pictureAlt(product, variant) };
  const all = [first, ...product.images.map(({ url, alt }) => ({ url: absolute(site, url), alt }))];
  return [...new Map(all.map((one) => [one.url, one])).values()].map(({ url, alt }) => ({
    type: 'image',
    url,
    ...(alt ? { alt_text: alt } : {}),
  }));
}

/** Measures are whole steps of a unit in releases after 2026-04-08; before, numbers of it. */
function unitPriceOf(variant: Variant, release: Release): Record<string, unknown> {
  const measure = variant.unitMeasure;
  const each = unitPrice(variant);
  if (!measure || !each || !Number.isInteger(measure.baseAmount)) return {};
  const { unit, amount, baseAmount } = measure;
  if (release <= '2026-04-08')
    return {
      unit_price: {
        ...price(each),
        measure: { value: amount, unit },
        reference: { value: baseAmount, unit },
      },
    };
  const scale = Number.isInteger(amount) ? 0 : 3;
  const value = Math.round(amount * 10 ** scale);
  if (value < 1 || value !== amount * 10 ** scale) return {};
  const said = { unit, display_text: unit };
  return {
    unit_price: {
      ...price(each),
      measure: { ...said, value, ...(scale ? { scale } : {}) },
      reference: { ...said, value: baseAmount },
    },
  };
}
