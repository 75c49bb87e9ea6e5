import { afterAll, beforeAll, expect, it } from 'vitest';
import { addToCart, cartOf } from '#src/carts/cart-store.ts';
import { nearlyBundled } from '#src/carts/nearly-bundled.ts';
import { quoteCart } from '#src/carts/quote-cart.ts';
import { NOBODY } from '#src/customers/buyer.ts';
import type { Content } from '#src/editorial/content.ts';
import { bundleSchema } from '#src/editorial/kit-schema.ts';
import { feedFile } from '#src/feeds/feed-files.ts';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { bundleOffers, bundlesWith } from '#src/loyalty/bundle-offer.ts';
import { bundleNode } from '#src/structured-data/bundle.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderWords } from '#test/doubles/order-shop.ts';

const now = new Date('2026-11-27T12:00:00Z');
const SITE = 'https://shop.example';
const bundleOf = (slug: string, words: object) => ({
  slug,
  words: bundleSchema.parse({ title: slug, why: 'They belong together.', ...words }),
});

onBothEngines('a merchant’s bundle', (open) => {
  let at: FreshDatabase;
  const kettle = bundleOf('tea-for-two', {
    items: [{ product: 'kettle' }, { product: 'cup', quantity: 2 }],
    price: { percent: 10 },
    ends: '2026-11-27',
  });
  const words = (offers: Parameters<typeof orderWords>[0] = {}, bundles: readonly object[] = [kettle]) => {
    const shop = orderWords(offers);
    return {
      ...shop,
      store: { ...shop.store, description: 'A small shop.', timeZone: 'America/Denver' },
      bundles,
      productWords: () => null,
    } as unknown as Content;
  };
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, {
      slug: 'kettle',
      title: 'Kettle',
      variants: [{ sku: 'KETTLE', price: 4000, stock: 5 }],
    });
    await insertProduct(at.db, {
      slug: 'cup',
      title: 'Cup',
      variants: [
        { sku: 'CUP-GONE', price: 900, stock: 0, options: { Color: 'Red' } },
        { sku: 'CUP', price: 1050, stock: 4, options: { Color: 'Blue' } },
      ],
    });
    await insertProduct(at.db, {
      slug: 'rare',
      title: 'Rare',
      variants: [{ sku: 'RARE', price: 5000, stock: 1 }],
    });
  });
  afterAll(() => at.close());

  it('costs on its pages what the cart takes for it', async () => {
    const [bundle] = await bundlesWith(at.db, words(), 'cup', now);
    expect(bundle).toMatchObject({
      apart: { minor: 6100 },
      off: { minor: 610 },
      together: { minor: 5490 },
      arithmetic: '10% of $61',
      parts: [
        { variant: { sku: 'KETTLE' }, quantity: 1 },
        { variant: { sku: 'CUP' }, quantity: 2 },
      ],
    });
    for (const [sku, quantity] of [['KETTLE', 1] as const, ['CUP', 2] as const])
      await addToCart(at.db, 'whole', sku, quantity);
    const quoted = await quoteCart(at.db, words(), await cartOf(at.db, 'whole'), NOBODY, now);
    expect(quoted.discount).toEqual(bundle?.off);
  });

  it('ends with its last day where the shop is', async () => {
    const count = async (when: string) => (await bundleOffers(at.db, words(), new Date(when))).length;
    expect([await count('2026-11-28T06:59:59Z'), await count('2026-11-28T07:00:00Z')]).toEqual([1, 0]);
  });

  it('is told as out of stock, and on no product’s page, where a part of it is too few', async () => {
    const pair = bundleOf('pair', {
      items: [{ product: 'rare', quantity: 2 }, { product: 'kettle' }],
      price: { percent: 5 },
    });
    const [bundle] = await bundleOffers(at.db, words({}, [pair]), now);
    expect(bundle?.isWhole).toBe(false);
    expect(await bundlesWith(at.db, words({}, [pair]), 'rare', now)).toEqual([]);
    expect(bundle && bundleNode(SITE, words(), bundle, []).offers).toMatchObject({
      availability: 'https://schema.org/OutOfStock',
    });
  });

  it('says the same in structured data, twin and the feeds that have a place for it', async () => {
    const [bundle] = await bundleOffers(at.db, words(), now);
    expect(bundle && bundleNode(SITE, words(), bundle, ['/x.png'])).toMatchObject({
      '@type': 'Product',
      image: [`${SITE}/x.png`],
      offers: {
        price: '54.90',
        priceCurrency: 'USD',
        availability: 'https://schema.org/InStock',
        priceValidUntil: '2026-11-27',
        includesObject: [
          { amountOfThisGood: 1, typeOfGood: { '@id': `${SITE}/p/kettle#product` } },
          { amountOfThisGood: 2, typeOfGood: { '@id': `${SITE}/p/cup#product` } },
        ],
      },
    });
    const twin = await markdownPage({ db: at.db, content: words(), site: SITE, now }, '/bundles/tea-for-two');
    expect(twin).toContain('$54.90 together, $61 apart: $6.10 less, until Nov 27, 2026.');
    expect(twin).toContain('2 × [Cup]');
    for (const file of ['google.tsv', 'google.xml']) {
      const feed = await feedFile(at.db, words(), SITE, file, now);
      const text = feed ? (await Array.fromAsync(feed.pieces)).join('') : '';
      expect(text).toContain('bundle:tea-for-two');
      expect(text).toContain('54.90 USD');
    }
  });

  it('is named in the cart by what is missing, and with what it would take off that cart', async () => {
    await addToCart(at.db, 'nearly', 'KETTLE', 1);
    await addToCart(at.db, 'nearly', 'CUP', 1);
    const cart = await cartOf(at.db, 'nearly');
    const [found, ...more] = await nearlyBundled(at.db, words(), cart, NOBODY, now);
    expect(found).toMatchObject({ variant: { sku: 'CUP' }, quantity: 1, off: { minor: 610 } });
    expect(more).toEqual([]);
    await addToCart(at.db, 'nearly', 'CUP', 1);
    const whole = await cartOf(at.db, 'nearly');
    expect(await nearlyBundled(at.db, words(), whole, NOBODY, now)).toEqual([]);
    expect((await quoteCart(at.db, words(), whole, NOBODY, now)).applied).toMatchObject([
      { offerId: 'bundle:tea-for-two', amount: { minor: 610 } },
    ]);
  });

  it('is not named where another offer takes more off the same things', async () => {
    await addToCart(at.db, 'better', 'KETTLE', 1);
    await addToCart(at.db, 'better', 'CUP', 1);
    const cart = await cartOf(at.db, 'better');
    const better = words({ half: { reward: { percent: 50 } } });
    expect(await nearlyBundled(at.db, better, cart, NOBODY, now)).toEqual([]);
  });
});
