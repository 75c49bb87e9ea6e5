import { chosenVariant, type Product } from '#src/catalog/product.ts';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { answerOf, nameOf } from '#src/feeds/product-words.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import { memberPrices } from '#src/loyalty/member-prices.ts';
import { rasterUrl } from '#src/pictures/picture-url.ts';
import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { productNodes, variantPath } from '#src/structured-data/product.ts';
import { deliveryNodes, storeNodes } from '#src/structured-data/store.ts';

export type ResultObject = Readonly<Record<string, unknown>>;

/** A product to be told of: which of its variants first, and what it breaks where it only comes near. */
export interface Told {
  readonly slug: string;
  readonly sku: string;
  readonly breaks: readonly string[];
}

const MOST_VARIANTS = 120; // of all results together

/** Products as the structured data of their pages states them, with their variants inside, as many as an answer can hold. */
export async function resultsOf(shop: Shop, told: readonly Told[]): Promise<readonly ResultObject[]> {
  const products = new Map(
    (await productsBySlug(shop.db, [...new Set(told.map(({ slug }) => slug))])).map((one) => [one.slug, one]),
  );
  const each = Math.max(1, Math.floor(MOST_VARIANTS / Math.max(1, products.size)));
  return Promise.all(
    told.flatMap((one) => {
      const product = products.get(one.slug);
      return product ? [resultOf(shop, product, one, each)] : [];
    }),
  );
}

async function resultOf(shop: Shop, product: Product, told: Told, most: number): Promise<ResultObject> {
  const { db } = shop;
  const site = shop.environment.SITE_URL;
  const content = shop.content.current();
  const said = content.productWords(product.slug)?.words;
  const variant = chosenVariant(product, told.sku);
  const now = new Date();
  const [node, ...variants] = productNodes({
    site,
    product,
    variant,
    name: nameOf(content, product),
    description: answerOf(content, product),
    pictures: (one) => [rasterUrl(product, one)],
    shipping: shippingPolicy(content),
    returns: returnsPolicy(content),
    pros: said?.pros ?? [],
    cons: said?.cons ?? [],
    memberPrices: await memberPrices(db, content, product, now),
    now,
  });
  const url = absolute(site, variantPath(product, variant));
  const own = variants.findIndex((one) => (one as { sku?: string }).sku === variant.sku);
  const ordered = own > 0 ? [variants[own], ...variants.toSpliced(own, 1)] : variants;
  return {
    ...(node as ResultObject),
    url,
    ...(variants.length ? { hasVariant: ordered.slice(0, most) } : {}),
    ...(told.breaks.length ? { disambiguatingDescription: `Comes near: ${told.breaks.join('; ')}` } : {}),
    grounding: { source_urls: [url] },
    actions: [
      {
        '@context': 'https://schema.org',
        '@type': 'ViewAction',
        name: 'Open the page',
        protocol: 'HTTP',
        method: 'GET',
        endpoint: url,
      },
    ],
  };
}

/** What offers refer to: the store, how it delivers and takes back, and who is a member. */
export function policiesOf({ environment: { SITE_URL }, content }: Shop) {
  const words = content.current();
  return [...storeNodes(SITE_URL, words, true), ...deliveryNodes(SITE_URL, words)];
}
