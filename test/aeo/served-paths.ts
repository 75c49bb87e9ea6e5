import { availabilityText } from '#src/catalog/availability-text.ts';
import { chosenVariant, isAvailable } from '#src/catalog/product.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { relatedAmong } from '#src/editorial/related-products.ts';
import { feedFile, feedIndex } from '#src/feeds/feed-files.ts';
import { productMarkdown } from '#src/feeds/product-markdown.ts';
import { deliveryPromise, deliveryText } from '#src/fulfilment/delivery-promise.ts';
import { formatMoney } from '#src/money/money.ts';
import { jsonLd } from '#src/structured-data/json-ld.ts';
import { faqNode } from '#src/structured-data/page.ts';
import { productNodes } from '#src/structured-data/product.ts';
import { returnsPolicy, shippingPolicy } from '#src/fulfilment/policies.ts';
import { deliveryNodes, storeNodes } from '#src/structured-data/store.ts';

const site = 'https://shop.example';
const now = new Date('2026-11-23T12:00:00Z');

/** Answers the shop's paths from its own builders: the real data, feeds and Markdown in a page of the storefront's marks. */
export function servedPaths(db: Database, content: Content): (path: string) => Promise<Uint8Array> {
  return async (path) => {
    const url = new URL(path, site);
    const feed = /^\/feeds\/(.+)$/.exec(url.pathname)?.[1];
    return new TextEncoder().encode(
      feed === 'index.json'
        ? JSON.stringify(await feedIndex(db, site, { changed: now, mark: '' } as never))
        : feed
          ? await feedText(db, content, feed)
          : await productText(db, content, url),
    );
  };
}

async function feedText(db: Database, content: Content, name: string): Promise<string> {
  const file = await feedFile(db, content, site, name, new Date());
  if (!file) throw new Error(`no feed ${name}`);
  return (await Array.fromAsync(file.pieces)).join('');
}

async function productText(db: Database, content: Content, url: URL): Promise<string> {
  const [, slug = '', twin] = /^\/p\/([\w-]+?)(\.md)?$/.exec(url.pathname) ?? [];
  const product = await productBySlug(db, slug);
  if (!product) throw new Error(`no page ${url.pathname}`);
  if (twin)
    return productMarkdown({
      site,
      content,
      product,
      related: relatedAmong([], null),
      reviews: null,
      bundles: [],
      now,
    });
  const variant = chosenVariant(product, url.searchParams.get('variant'));
  const faqs = content.productWords(slug)?.words.faqs ?? [];
  const shipping = shippingPolicy(content);
  const promise = shipping && deliveryPromise(shipping, variant, content.store, now);
  const returns = returnsPolicy(content);
  const data = jsonLd([
    ...storeNodes(site, content),
    ...productNodes({
      site,
      product,
      variant,
      shipping,
      returns,
      name: product.title,
      description: 'x',
      pictures: () => [],
      now,
      pros: [],
      cons: [],
    }),
    ...deliveryNodes(site, content),
    ...(faqs.length ? [faqNode(site, `/p/${slug}`, faqs)] : []),
  ]);
  const was = variant.compareAt ? `<s>${formatMoney(variant.compareAt, 'en-US')}</s>` : '';
  return `<html><head><script type="application/ld+json">${data}</script></head><body><main>
<h1>${product.title}</h1><p class="price num large"><span>${formatMoney(variant.price, 'en-US')}</span>${was}</p>
<p class="stock">${availabilityText(variant, 'en-US')}</p>
${promise && isAvailable(variant) ? `<p class="small promise">${deliveryText(promise, 'en-US')}</p>` : ''}
<a href="/policies/returns">${returns?.windowDays} days to send it back</a>
<dl><div><dt>SKU</dt><dd>${variant.sku}</dd></div>${variant.gtin ? `<div><dt>GTIN</dt><dd>${variant.gtin}</dd></div>` : ''}</dl>
${faqs.map((faq) => `<div class="faq"><h3 class="question">${faq.question}</h3><p class="answer">${faq.answer}</p></div>`).join('')}
</main></body></html>`;
}
