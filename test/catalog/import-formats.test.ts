import { gzipSync } from 'node:zlib';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { productBySku, productBySlug } from '#src/catalog/product-store.ts';
import { bring, empty, feed, fixture } from '#test/catalog/feed.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
});
afterAll(() => at.close());
beforeEach(() => empty(at.db));

describe('a Shopify export', () => {
  it('knows the standard color and gender of a product, and leaves to its options what they say', async () => {
    const header =
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Color (product.metafields.shopify.color-pattern),Target gender (product.metafields.shopify.target-gender)';
    const rows = [
      'bowl,Bowl,Title,Default Title,B-1,9.00,beige,unisex',
      'cup,Cup,Color,Ink,C-1,5.00,blue; white,',
    ];
    await bring(at.db, feed([header, ...rows].join('\n')));
    expect((await productBySlug(at.db, 'bowl'))?.attributes).toMatchObject([
      { key: 'color', values: ['beige'] },
      { key: 'gender', values: ['unisex'] },
    ]);
    expect((await productBySlug(at.db, 'cup'))?.attributes).toEqual([]);
  });

  it('takes what a merchant pays and earns for no fact', async () => {
    const header =
      'Handle,Title,Option1 Name,Option1 Value,Variant SKU,Variant Price,Purchase Price (product.metafields.custom.purchase_price),Added 8% margin (product.metafields.custom.added_8_margin),Default Delivery Fees (product.metafields.custom.fees),Material (product.metafields.custom.material)';
    const report = await bring(
      at.db,
      feed([header, 'bowl,Bowl,Title,Default Title,B-1,9.00,2300,3560,100,Clay'].join('\n')),
    );
    expect((await productBySlug(at.db, 'bowl'))?.attributes).toMatchObject([
      { key: 'material', values: ['Clay'] },
    ]);
    expect(report.files[0]?.leftOut).toHaveLength(3);
  });

  it('gives products with options, typed attributes, stock and prices', async () => {
    const report = await bring(at.db, fixture('lamps.csv'));
    expect(report.files).toMatchObject([
      { format: 'shopify', source: 'shopify', rows: 6, outcome: 'imported' },
    ]);
    const lamp = await productBySlug(at.db, 'dusk-lamp');
    expect(lamp).toMatchObject({
      title: 'Dusk Lamp',
      description: 'Warm & low.\n\nSecond line <b>.',
      brand: 'Fennwick',
      productType: 'Desk lamp',
      categorySlugs: ['lighting', 'lighting/desk-lamps'],
      tags: ['desk', 'warm'],
      options: [
        { name: 'Colour', values: ['Ash', 'Moss'] },
        { name: 'Size', values: ['S', 'L'] },
      ],
      attributes: [
        { key: 'power', label: 'Power', kind: 'number', value: 6, unit: 'W' },
        { key: 'rooms', kind: 'words', values: ['desk', 'bedside'] },
        { key: 'dimmable', kind: 'flag', value: true },
        { key: 'maker_note', kind: 'words', values: ['Hand made'] },
      ],
      images: [
        { url: 'https://example.com/dusk-1.jpg', alt: 'Front' },
        { url: 'https://example.com/dusk-2.jpg', alt: 'Side' },
      ],
    });
    expect(lamp?.variants).toMatchObject([
      {
        sku: 'DUSK-A-S',
        title: 'Ash / S',
        gtin: '4006381333931',
        price: { minor: 4995, currency: 'USD' },
        compareAt: { minor: 5900 },
        shippingWeightGrams: 820,
        unitMeasure: { amount: 750, unit: 'ml', baseAmount: 1000 },
        attributes: [{ key: 'shade', values: ['grey'] }],
        availability: { state: 'in-stock', left: 7 },
      },
      { sku: 'DUSK-A-L', gtin: null, compareAt: null, availability: { state: 'backorder', left: 0 } },
      { sku: 'dusk-lamp-moss-l', compareAt: null, availability: { state: 'in-stock', left: null } },
    ]);
    expect((await productBySku(at.db, 'BULB-L'))?.variant.availability).toEqual({
      state: 'sold-out',
      left: 0,
    });
  });

  it('tells each fault with the line where its row begins', async () => {
    const report = await bring(at.db, fixture('lamps.csv'));
    expect(report.findings.map(({ level, line, field, found }) => [level, line, field, found])).toEqual([
      ['warning', 5, 'GTIN', '4006381333932'],
      ['rejected', 6, 'Variant Price', '-5'],
      ['warning', 7, 'compare-at price', '40'],
      ['warning', 6, 'image', 'javascript:alert(1)'],
    ]);
    expect(report).toMatchObject({
      ok: true,
      products: { new: 3, rejected: 0 },
      variants: { accepted: 5, rejected: 1 },
    });
  });

  it('never keeps what the merchant pays', async () => {
    await bring(at.db, fixture('lamps.csv'));
    expect(JSON.stringify(await productBySlug(at.db, 'dusk-lamp'))).not.toMatch(/cost/i);
  });
});

describe('a Google feed', () => {
  it('groups scattered items, keeps a running sale, and reads quantities with units', async () => {
    const report = await bring(at.db, fixture('mugs.xml'));
    expect(report.products).toMatchObject({ new: 1, rejected: 2 });
    expect(report.findings).toMatchObject([
      { field: 'price', found: 'EUR', reason: expect.stringMatching(/shop sells in USD/) },
      { field: 'variants', product: 'BOWL-1' },
      { field: 'price', found: '9.00 XYZ', line: 51 },
      { field: 'variants', product: 'PLATE-1' },
    ]);
    const mug = await productBySlug(at.db, 'fjord-mug');
    expect(mug).toMatchObject({
      title: 'Fjord Mug',
      description: 'Stoneware.',
      categoryPath: ['Kitchen', 'Mugs'],
      options: [{ name: 'Size', values: ['Small', 'Large'] }],
      attributes: [
        { key: 'color', values: ['Blue'] },
        { key: 'material', values: ['Stoneware'] },
      ],
    });
    expect(mug?.variants).toMatchObject([
      {
        sku: 'MUG-S-BLUE',
        price: { minor: 1900 },
        compareAt: { minor: 2400 },
        shippingWeightGrams: 400,
        attributes: [{ key: 'capacity', value: 300, unit: 'ml' }],
        availability: { state: 'in-stock', left: null },
      },
      { sku: 'MUG-L-BLUE', compareAt: null, availability: { state: 'sold-out' } },
    ]);
    expect(await productBySku(at.db, 'BOWL-1')).toBeNull();
  });

  it('keeps what a thing weighs apart from its parcel, and the days of offers, and refuses numbers of one company', async () => {
    const table =
      'id\ttitle\tprice\tsale_price\tsale_price_effective_date\tavailability\tavailability_date\tquantity\tproduct_weight\tshipping_weight\tgtin\n' +
      'K1\tKettle\t50.00 USD\t40.00 USD\t2026-11-01T00:00Z/2026-12-31T00:00Z\tpreorder\t2027-01-12\t5\t1.2 kg\t1.5 kg\t2010001005674\n';
    const report = await bring(at.db, feed(table, 'kettle.tsv'));
    expect(report.findings).toMatchObject([{ field: 'GTIN', found: '2010001005674' }]);
    expect((await productBySku(at.db, 'K1'))?.product).toMatchObject({
      attributes: [{ key: 'weight', label: 'Weight', value: 1.2, unit: 'kg' }],
      variants: [
        {
          shippingWeightGrams: 1500,
          gtin: null,
          priceFrom: new Date('2026-11-01T00:00Z'),
          priceUntil: new Date('2026-12-31T00:00Z'),
          availableFrom: new Date('2027-01-12T00:00Z'),
          preorder: true,
          availability: { state: 'backorder', left: 0 },
        },
      ],
    });
  });

  it('ends a sale when its dates are over', async () => {
    await bring(at.db, fixture('mugs.xml'), { now: new Date('2026-12-24T00:00:00Z') });
    expect((await productBySku(at.db, 'MUG-S-BLUE'))?.variant).toMatchObject({
      price: { minor: 2400 },
      compareAt: null,
    });
  });

  it('reads the same as TSV, packed, with spaces in the header', async () => {
    const table =
      'id\ttitle\tprice\tavailability\tproduct type\tproduct_detail\n' +
      'T1\tTray "oak" 17"\t1,299.00 USD\tin_stock\tKitchen > Trays\tGeneral:Length:40 cm,General:Foldable:no\n';
    const report = await bring(at.db, feed(gzipSync(table), 'no-name'));
    expect(report.files).toMatchObject([{ format: 'google' }]);
    const found = await productBySku(at.db, 'T1');
    expect(found?.variant.price.minor).toBe(129_900);
    expect(found?.product).toMatchObject({
      title: 'Tray "oak" 17"',
      attributes: [
        { key: 'length', value: 40, unit: 'cm' },
        { key: 'foldable', value: false },
      ],
    });
  });
});

describe('a Schema.org document', () => {
  it('joins a group with the variants it points to, and reads quantities and availability, and takes no rating from a feed', async () => {
    const report = await bring(at.db, fixture('chairs.json'));
    expect(report).toMatchObject({ ok: true, products: { new: 2, rejected: 0 }, findings: [] });
    const chair = await productBySlug(at.db, 'oak-chair');
    expect(chair).toMatchObject({
      categoryPath: ['Furniture', 'Chairs'],
      options: [{ name: 'Color', values: ['Red', 'Blue'] }],
    });
    expect(chair?.variants).toMatchObject([
      {
        sku: 'OAK-RED',
        price: { minor: 12_950 },
        shippingWeightGrams: null,
        attributes: [{ key: 'weight', value: 4.2, unit: 'kg' }],
        availability: { left: 4 },
      },
      { sku: 'OAK-BLUE', price: { minor: 11_900 }, availability: { state: 'backorder' } },
    ]);
    expect((await productBySku(at.db, 'STOOL'))?.product).toMatchObject({
      rating: null,
      attributes: [
        { key: 'seat_height', value: 45, unit: 'cm' },
        { key: 'stackable', value: true },
        { key: 'proto', values: ['x'] },
      ],
    });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('reads one object a line and an array alike, and says which line is broken', async () => {
    const one = (sku: string) =>
      JSON.stringify({
        '@type': 'Product',
        sku,
        name: `N ${sku}`,
        offers: { price: 5, priceCurrency: 'USD' },
      });
    const lines = await bring(at.db, feed(`${one('A')}\n{"@type": oops}\n${one('B')}\n`));
    expect(lines).toMatchObject({
      products: { new: 2 },
      findings: [{ line: 2, field: 'JSON' }, { level: 'warning' }],
    });
    const array = await bring(at.db, feed(`[${one('A')},\n${one('B')}]`));
    expect(array).toMatchObject({ products: { new: 0, unchanged: 2 } });
  });
});

it.each([
  ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`), 'utf-8'],
  ['UTF-16 little endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
  ['UTF-16 big endian', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le').swap16(), 'utf-16be'],
  ['Windows-1252', (text: string) => Buffer.from(text, 'latin1'), 'windows-1252'],
])('reads a file in %s', async (_, encode, encoding) => {
  const text = 'Handle;Title;Variant Price\r\ncafe;Café für zwei;4.50\r\n';
  const report = await bring(at.db, feed(encode(text)));
  expect(report.files).toMatchObject([{ encoding, rows: 1 }]);
  expect((await productBySlug(at.db, 'cafe'))?.title).toBe('Café für zwei');
});

it('keeps every product of the demonstration catalogue, without a finding', async () => {
  const folder = 'content/catalog';
  const names = ['longstride-gear-nutrition.csv', 'longstride-shoes-apparel.csv'];
  const report = await bring(
    at.db,
    names.map((name) => feed(readFileSync(`${folder}/${name}`), name)),
  );
  expect(report).toMatchObject({ ok: true, findings: [], products: { rejected: 0 } });
  expect(report.products.new).toBeGreaterThan(60);
});
