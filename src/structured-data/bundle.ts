import type { Product as ProductNode } from 'schema-dts';
import type { Content } from '#src/editorial/content.ts';
import type { BundleOffer } from '#src/loyalty/bundle-offer.ts';
import { decimalMoney } from '#src/money/money.ts';
import { absolute } from './json-ld.ts';

/** A bundle as a product of its own, whose offer names what it holds; its parts are referred to by their pages. */
export function bundleNode(
  site: string,
  { store }: Pick<Content, 'store'>,
  { slug, words, parts, together, isWhole }: BundleOffer,
  pictures: readonly string[],
): ProductNode {
  const url = absolute(site, `/bundles/${slug}`);
  return {
    '@type': 'Product',
    '@id': `${url}#product`,
    name: words.title,
    description: words.why,
    sku: `bundle:${slug}`,
    url,
    image: pictures.map((picture) => absolute(site, picture)),
    brand: { '@type': 'Brand', name: store.name },
    offers: {
      '@type': 'Offer',
      url,
      price: decimalMoney(together),
      priceCurrency: together.currency,
      availability: isWhole ? 'https://schema.org/InStock' : 'https://schema.org/OutOfStock',
      seller: { '@id': absolute(site, '/#store') },
      ...(words.starts ? { validFrom: words.starts } : {}),
      ...(words.ends ? { priceValidUntil: words.ends } : {}),
      includesObject: parts.map(
        ({ product, quantity }) =>
          ({
            '@type': 'TypeAndQuantityNode',
            amountOfThisGood: quantity,
            typeOfGood: { '@id': absolute(site, `/p/${product.slug}#product`) },
          }) as const,
      ),
    },
  };
}
