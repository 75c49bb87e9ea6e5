import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { addToCart, cartOf } from '#src/carts/cart-store.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import { openContent } from '#src/editorial/content.ts';
import { departed } from '#src/feeds/departed.ts';
import { bring, empty, feed } from '#test/catalog/feed.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const folder = openContent('content');
const HEADER =
  'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Barcode,Variant Inventory Tracker,Variant Inventory Qty,Variant Price';
const shelf = (handle: string, ...variants: readonly string[]) =>
  [
    HEADER,
    ...variants.map((one, at) => {
      const [size, sku, gtin = '', stock = '5'] = one.split(':');
      return `${handle},${at === 0 ? 'Oak shelf' : ''},${at === 0 ? 'Size' : ''},${size},${sku},${gtin},shopify,${stock},40`;
    }),
    'hook,Brass hook,,,HOOK,,shopify,9,4',
  ].join('\n');

onBothEngines('a product that was renamed', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());
  beforeEach(async () => {
    await empty(at.db);
    await sql`truncate cart cascade`.execute(at.db);
    await bring(at.db, feed(shelf('oak-shelf', 'S:SH-S:4006381333931', 'L:SH-L:96385074')));
  });

  const visit = async (path: string) => {
    const url = new URL(path, 'http://shop.example');
    const response = await departed(at.db, folder.current(), url, new Response('', { status: 404 }));
    return [response.status, response.headers.get('location')];
  };

  it('is the same product under its new handle, told by its SKUs, and its old address leads there', async () => {
    const before = await productBySlug(at.db, 'oak-shelf');
    await addToCart(at.db, 'v1', 'SH-S', 2);
    const report = await bring(at.db, feed(shelf('shelf-of-oak', 'S:SH-S:4006381333931', 'L:SH-L:96385074')));
    expect(report.products).toMatchObject({ renamed: 1, changed: 1, new: 0, archived: 0 });
    const after = await productBySlug(at.db, 'shelf-of-oak');
    expect(after?.id).toBe(before?.id);
    expect(after?.variants.map(({ id }) => id)).toEqual(before?.variants.map(({ id }) => id));
    expect(await visit('/p/oak-shelf?variant=SH-L')).toEqual([301, '/p/shelf-of-oak?variant=SH-L']);
    expect(await visit('/p/oak-shelf.md')).toEqual([301, '/p/shelf-of-oak.md']);
    expect((await cartOf(at.db, 'v1')).lines).toMatchObject([
      { quantity: 2, product: { slug: 'shelf-of-oak' } },
    ]);
  });

  it('is told by its GTINs where its SKUs are new as well, and carts follow', async () => {
    await addToCart(at.db, 'v1', 'SH-L', 1);
    const report = await bring(at.db, feed(shelf('eiche', 'S:E1:4006381333931', 'L:E2:96385074:3')));
    expect(report.products).toMatchObject({ renamed: 1, new: 0, archived: 0 });
    expect((await cartOf(at.db, 'v1')).lines).toMatchObject([
      { variant: { sku: 'E2', availability: { left: 3 } } },
    ]);
    expect(await visit('/p/oak-shelf')).toEqual([301, '/p/eiche']);
  });

  it('leads from every address it ever had, and is gone where it is no longer sold', async () => {
    const variants = ['S:SH-S:4006381333931', 'L:SH-L:96385074'] as const;
    await bring(at.db, feed(shelf('second', ...variants)));
    await bring(at.db, feed(shelf('third', ...variants)));
    expect(await visit('/p/oak-shelf')).toEqual([301, '/p/third']);
    await bring(at.db, feed([HEADER, 'hook,Brass hook,,,HOOK,,shopify,9,4'].join('\n')));
    expect(await visit('/p/third')).toEqual([410, null]);
    expect(await visit('/p/oak-shelf')).toEqual([410, null]);
    expect(await visit('/p/never')).toEqual([404, null]);
  });

  it('is another product where the old one is still there', async () => {
    const both = `${shelf('oak-shelf', 'S:SH-S', 'L:SH-L')}\npine,Pine shelf,,,PINE,4006381333931,shopify,1,30`;
    expect((await bring(at.db, feed(both))).products).toMatchObject({ renamed: 0, new: 1 });
    expect(await visit('/p/pine')).toEqual([404, null]);
  });

  it('says in the cart what has left the shop', async () => {
    await addToCart(at.db, 'v1', 'SH-L', 1);
    await addToCart(at.db, 'v1', 'HOOK', 1);
    await bring(at.db, feed(shelf('oak-shelf', 'S:SH-S:4006381333931')));
    const cart = await cartOf(at.db, 'v1');
    expect(cart.gone).toEqual([{ sku: 'SH-L', title: 'Oak shelf, L' }]);
    expect(cart.lines.map(({ variant }) => variant.sku)).toEqual(['HOOK']);
  });

  it('keeps its variant where a SKU is put right', async () => {
    await addToCart(at.db, 'v1', 'SH-L', 1);
    const before = await productBySlug(at.db, 'oak-shelf');
    await bring(at.db, feed(shelf('oak-shelf', 'S:SH-S', 'L:SHELF-LARGE')));
    const after = await productBySlug(at.db, 'oak-shelf');
    expect(after?.variants.map(({ id }) => id)).toEqual(before?.variants.map(({ id }) => id));
    expect((await cartOf(at.db, 'v1')).lines).toMatchObject([{ variant: { sku: 'SHELF-LARGE' } }]);
  });
});

afterAll(() => folder.close());
