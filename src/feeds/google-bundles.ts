import type { BundleOffer } from '#src/loyalty/bundle-offer.ts';
import { rasterUrl } from '#src/pictures/picture-url.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import type { FeedShop } from './feed-products.ts';
import type { GoogleAttribute } from './google-feed.ts';
import { amountText, shortId } from './offer.ts';
import { cut, oneLine } from './plain.ts';

/** Bundles that a merchant defines, as Google's specification has them: `is_bundle`, at the price of the whole. */
export const googleBundles = ({
  bundles,
  site,
  content,
}: FeedShop): readonly (readonly GoogleAttribute[])[] =>
  bundles.map((bundle) => itemOf(site, content.store.name, bundle));

function itemOf(site: string, shop: string, bundle: BundleOffer): readonly GoogleAttribute[] {
  const { slug, words, parts, together, isWhole } = bundle;
  const one = (name: string, value: string): GoogleAttribute => [name, [value]];
  const pictures = parts.map(({ product, variant }) => absolute(site, rasterUrl(product, variant)));
  const held = parts.map(({ product, quantity }) => `${quantity} × ${oneLine(product.title)}`).join(', ');
  return [
    one('id', shortId(`bundle:${slug}`, 50)),
    one('title', cut(oneLine(words.title), 150)),
    one('description', cut(`${oneLine(words.why)} ${held}.`, 5_000)),
    one('link', absolute(site, `/bundles/${slug}`)),
    ['image_link', pictures.slice(0, 1)],
    ['additional_image_link', pictures.slice(1, 11)],
    one('availability', isWhole ? 'in_stock' : 'out_of_stock'),
    one('price', amountText(together)),
    one('brand', cut(oneLine(shop), 70)),
    one('identifier_exists', 'no'),
    one('condition', parts.every(({ product }) => product.condition === 'new') ? 'new' : 'used'),
    one('is_bundle', 'yes'),
  ];
}
