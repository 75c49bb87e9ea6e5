import { absolute } from '#src/structured-data/json-ld.ts';
import { xmlText } from '#src/language/xml-text.ts';
import type { FeedProduct, FeedShop } from './feed-products.ts';
import { googleBundles } from './google-bundles.ts';
import { googleItems, type GoogleAttribute } from './google-feed.ts';

/** The feed as RSS 2.0 with Google's namespace, piece by piece. */
export async function* googleXml(
  shop: FeedShop,
  products: AsyncIterable<FeedProduct>,
): AsyncGenerator<string> {
  const { store } = shop.content;
  yield (
    '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel>' +
    `<title>${xmlText(store.name)}</title><link>${xmlText(absolute(shop.site, '/'))}</link>` +
    `<description>${xmlText(store.description)}</description>\n`
  );
  for await (const told of products) {
    yield googleItems(shop, told).map(itemText).join('');
  }
  yield googleBundles(shop).map(itemText).join('');
  yield '</channel></rss>\n';
}

const itemText = (item: readonly GoogleAttribute[]): string => `<item>${item.map(element).join('')}</item>\n`;

const element = ([name, values]: GoogleAttribute): string =>
  values
    .map((value) => {
      const inside =
        typeof value === 'string'
          ? xmlText(value)
          : value.map(([part, text]) => `<g:${part}>${xmlText(text)}</g:${part}>`).join('');
      return `<g:${name}>${inside}</g:${name}>`;
    })
    .join('');
