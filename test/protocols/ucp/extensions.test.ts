import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { capabilitiesOf } from '#src/protocols/ucp/capabilities.ts';
import { publishedAt } from '#src/protocols/ucp/published.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { ask, BUYER, flowerShop, SITE, totalOf } from './flower-shop.ts';

const NAME = 'example.shop.bundles';

let at: FreshDatabase;
let counter: Counter;
beforeAll(async () => {
  at = await freshPglite();
  const plain = await flowerShop(at.db);
  await insertProduct(at.db, { slug: 'flower-food', variants: [{ sku: 'FOOD', price: 500, stock: 9 }] });
  const words = {
    title: 'Vase and food',
    items: [
      { product: 'tall-vase', quantity: 1 },
      { product: 'flower-food', quantity: 1 },
    ],
    price: { percent: 10 },
  };
  const bundles = [{ slug: 'vase-and-food', words }] as unknown as Content['bundles'];
  counter = { ...plain, content: { ...plain.content, bundles } };
});
afterAll(() => at?.close());

it('tells of a bundle what the cart takes off by itself, in its own published schema', async () => {
  const { body } = await ask(counter, '2026-08-25', ['POST', '/catalog/product'], { id: 'VASE-S' });
  const [bundle] = body[NAME];
  expect(bundle).toMatchObject({ id: 'vase-and-food', list_price: { amount: 2_500, currency: 'USD' } });
  expect(bundle.price.amount).toBeLessThan(bundle.list_price.amount);
  const schema = (await publishedAt(SITE, '/ucp/extensions/bundles.json')?.json()) as { $id: string };
  const ajv = new Ajv2020({ strict: false, validateFormats: false });
  ajv.addSchema(schema);
  const fits = ajv.getSchema(`${schema.$id}#/$defs/dev.ucp.shopping.catalog.lookup`);
  expect(fits?.(body)).toBe(true);
  expect(fits?.({ [NAME]: [{ ...bundle, price: 'cheap' }] })).toBe(false);
  const { body: cart } = await ask(counter, '2026-08-25', ['POST', '/carts'], {
    line_items: bundle.items.map((one: { id: string; quantity: number }) => ({
      item: { id: one.id },
      quantity: one.quantity,
    })),
    buyer: BUYER,
  });
  expect((totalOf(cart, 'subtotal') ?? 0) + (totalOf(cart, 'discount') ?? 0)).toBe(bundle.price.amount);
});

it('names an extension where the shop has what it tells, and hosts every page that it names', async () => {
  const own = capabilitiesOf('2026-08-25', SITE, counter.content).filter(({ name }) =>
    name.startsWith('example.'),
  );
  expect(own.map(({ name }) => name)).toEqual([NAME, 'example.shop.replenishment']);
  for (const { spec, schema } of own)
    for (const url of [spec, schema]) expect(publishedAt(SITE, new URL(url).pathname)?.status).toBe(200);
  expect(publishedAt(SITE, '/ucp/extensions/toString.json')).toBeNull();
  expect(publishedAt(SITE, '/ucp/handlers/test_bank.json')?.status).toBe(200);
});
