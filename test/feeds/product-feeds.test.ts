import { parse } from 'csv-parse/sync';
import { sql } from 'kysely';
import { SaxesParser } from 'saxes';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { openContent } from '#src/editorial/content.ts';
import { feedFile, feedIndex } from '#src/feeds/feed-files.ts';
import { feedShards, feedState } from '#src/feeds/feed-shards.ts';
import { llmsFull } from '#src/feeds/llms.ts';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { productsSitemap } from '#src/feeds/sitemap.ts';
import { gzipStream, textStream } from '#src/http/stream.ts';
import { gunzipSync } from 'node:zlib';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const SITE = 'https://shop.example';
const folder = openContent('content');
const content: Content = folder.current();
const NOW = new Date('2026-11-27T12:00:00Z');
const HOSTILE = `=cmd|' /C calc'!A0]]><b>"Quoted"</b>, a: b\u202e\u0007 חדש | x`;

onBothEngines('the product feeds', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    const { db } = at;
    const shelf = { categoryPath: ['Shoes', 'Road running shoes'] };
    await insertProduct(db, {
      ...shelf,
      slug: 'flatlands',
      title: 'Flatlands',
      brand: 'Ostrel',
      popularity: 50,
      attributes: [
        { key: 'drop', label: 'Drop', kind: 'number', value: 0, unit: 'mm' },
        { key: 'gender', label: 'Gender', kind: 'words', values: ['Men', 'Women'] },
      ],
      variants: [
        {
          sku: 'FLAT-9',
          price: 12000,
          compareAt: 15000,
          stock: 9,
          gtin: '2010001005674',
          options: { Size: 'US M 9', Color: 'Fern' },
        },
        { sku: 'FLAT-10', price: 12000, stock: 0, options: { Size: 'US M 10', Color: 'Fern' } },
      ],
    });
    await insertProduct(db, {
      ...shelf,
      slug: 'neighbour',
      title: 'Neighbour',
      brand: 'Ostrel',
      popularity: 25,
      variants: [{ sku: 'NEXT', price: 4000, stock: null }],
    });
    await insertProduct(db, {
      slug: 'fivefold-toe-sock',
      title: 'Fivefold Toe Sock',
      variants: [{ sku: 'SOCK', price: 1800, stock: 3 }],
    });
    await insertProduct(db, {
      slug: 'hostile',
      title: HOSTILE,
      description: `${HOSTILE}\n\n${'long '.repeat(200_000)}`,
      variants: [{ sku: 'EVIL', price: 990, stock: 1 }],
    });
    await insertProduct(db, {
      slug: 'yen',
      title: 'YEN ONLY',
      variants: [{ sku: 'YEN', price: 1500, stock: 1 }],
    });
    await sql`update variant set currency = 'JPY', unit_measure = '{"amount": 250, "unit": "g", "baseAmount": 100}'::jsonb
      where sku = 'YEN'`.execute(db);
    await insertProduct(db, {
      slug: 'kettle',
      attributes: [{ key: 'weight', label: 'Weight', kind: 'number', value: 1.2, unit: 'kg' }],
      variants: [
        { sku: 'AHEAD', price: 4000, compareAt: 5000, stock: 0, options: { Lid: 'steel' } },
        { sku: 'LATER', price: 4000, stock: 0, options: { Lid: 'glass' } },
        { sku: 'GIFT', price: 0, stock: 9, options: { Lid: 'none' } },
      ],
    });
    await sql`update stock set backorder = true where variant_id in (select id from variant where sku in ('AHEAD', 'LATER'))`.execute(
      db,
    );
    await sql`update variant set weight_grams = 1500, image_url = 'https://cdn.example/a.svg',
      available_from = '2027-01-12', preorder = sku = 'AHEAD', price_from = '2026-11-01', price_until = '2026-12-31'
      where sku in ('AHEAD', 'LATER')`.execute(db);
    await insertProduct(db, { slug: 'free', variants: [{ sku: 'FREE', price: 0, stock: 1 }] });
    await insertProduct(db, { slug: 'gone', title: 'Gone', variants: [{ sku: 'GONE', price: 1, stock: 1 }] });
    await sql`update product set status = 'archived' where slug = 'gone'`.execute(db);
  });
  afterAll(() => at.close());

  const written = async (file: string, rows?: number): Promise<string> => {
    const feed = await feedFile(at.db, content, SITE, file, NOW, rows);
    if (!feed) throw new Error(`no ${file}`);
    if (!feed.packed) return new Response(textStream(feed.pieces)).text();
    return gunzipSync(new Uint8Array(await new Response(gzipStream(feed.pieces)).arrayBuffer())).toString();
  };
  const lines = <Row>(text: string): readonly Row[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Row);
  const openai = async () =>
    new Map(
      lines<Record<string, unknown>>(await written('openai.jsonl.gz')).map((row) => [row['item_id'], row]),
    );
  const tsv = async () =>
    new Map(
      parse<Record<string, string>>(await written('google.tsv'), {
        delimiter: '\t',
        columns: true,
      }).map((row) => [row['id'], row]),
    );
  const items = async () => {
    const found: Record<string, string[]>[] = [];
    const parser = new SaxesParser({ xmlns: true });
    let item: Record<string, string[]> | undefined;
    let text = '';
    parser.on('opentag', (tag) => {
      if (tag.name === 'item') item = {};
      text = '';
    });
    parser.on('text', (part) => (text += part));
    parser.on('closetag', (tag) => {
      if (tag.name === 'item' && item) found.push(item);
      else if (item) (item[tag.name] ??= []).push(text);
    });
    parser.on('error', (error) => {
      throw error;
    });
    parser.write(await written('google.xml')).close();
    return new Map(found.map((one) => [one['g:id']?.[0], one]));
  };

  it('hold every variant that is sold, and none of an archived product', async () => {
    const skus = ['AHEAD', 'EVIL', 'FLAT-10', 'FLAT-9', 'LATER', 'NEXT', 'SOCK', 'YEN'];
    expect([...(await openai()).keys()].sort()).toEqual(skus);
    expect([...(await tsv()).keys()].sort()).toEqual(skus);
    expect([...(await items()).keys()].sort()).toEqual(skus);
    const acp = lines<{ id: string; variants: { id: string }[] }>(await written('acp/products.jsonl'));
    expect(acp.flatMap((product) => product.variants.map((variant) => variant.id)).sort()).toEqual(skus);
  });

  it('say one price, offer and stock in every format', async () => {
    const row = (await openai()).get('FLAT-9');
    expect(row).toMatchObject({ price: '150.00 USD', sale_price: '120.00 USD', availability: 'in_stock' });
    const line = (await tsv()).get('FLAT-9');
    expect(line).toMatchObject({ price: '150.00 USD', sale_price: '120.00 USD', availability: 'in_stock' });
    const item = (await items()).get('FLAT-9');
    expect(item?.['g:price']?.[0]).toBe('150.00 USD');
    expect(item?.['g:sale_price']).toEqual(['120.00 USD']);
    const acp = lines<{ variants: Record<string, unknown>[] }>(await written('acp/products.jsonl'));
    expect(acp[0]?.variants[0]).toMatchObject({
      price: { amount: 12000, currency: 'USD' },
      list_price: { amount: 15000, currency: 'USD' },
      availability: { available: true, status: 'in_stock' },
      barcodes: [{ type: 'GTIN', value: '2010001005674' }],
    });
    expect(acp[0]?.variants[1]).toMatchObject({ availability: { available: false, status: 'out_of_stock' } });
    expect((await tsv()).get('FLAT-10')).toMatchObject({ availability: 'out_of_stock', sale_price: '' });
    expect((await openai()).get('FLAT-10')).not.toHaveProperty('sale_price');
  });

  it('say when what can be ordered ahead comes, how long a sale lasts, and what the thing and its parcel weigh', async () => {
    const [rows, table] = [await openai(), await tsv()];
    expect(rows.get('AHEAD')).toMatchObject({
      availability: 'pre_order',
      availability_date: '2027-01-12T00:00:00.000Z',
      sale_price_start_date: '2026-11-01T00:00:00.000Z',
      sale_price_end_date: '2026-12-31T00:00:00.000Z',
      weight: '1.2',
      item_weight_unit: 'kg',
    });
    expect(rows.get('LATER')).toMatchObject({ availability: 'backorder' });
    expect(rows.get('LATER')).not.toHaveProperty('sale_price_start_date');
    expect(table.get('AHEAD')).toMatchObject({
      availability: 'preorder',
      availability_date: '2027-01-12T00:00:00.000Z',
      sale_price_effective_date: '2026-11-01T00:00:00.000Z/2026-12-31T00:00:00.000Z',
      product_weight: '1.2 kg',
      shipping_weight: '1500 g',
    });
    expect(table.get('NEXT')).toMatchObject({
      availability_date: '',
      product_weight: '',
      shipping_weight: '',
    });
  });

  it('carry no SVG, but the drawing as PNG', async () => {
    for (const file of ['google.xml', 'openai.jsonl.gz', 'acp/products.jsonl']) {
      const text = await written(file);
      expect(text).not.toMatch(/\.svg/);
      expect(text).toContain('/pictures/kettle.png');
    }
  });

  it('carry identifiers, group, audience, delivery and returns as stated, and say where there is no identifier', async () => {
    const flat = (await tsv()).get('FLAT-9');
    expect(flat).toMatchObject({
      gtin: '2010001005674',
      identifier_exists: '',
      item_group_id: 'flatlands',
      size: 'US M 9',
      color: 'Fern',
      gender: 'unisex',
      return_policy_label: '60-days-free',
    });
    expect(Object.entries(flat ?? {}).find(([name]) => name.startsWith('shipping('))?.[1]).toContain(
      'US:US Standard:0.00 USD:0:1:3:5', // above the limit it is free
    );
    expect((await tsv()).get('SOCK')).toMatchObject({ gtin: '', identifier_exists: 'no', item_group_id: '' });
    expect(
      Object.entries((await tsv()).get('SOCK') ?? {}).find(([name]) => name.startsWith('shipping('))?.[1],
    ).toContain('US:US Standard:4.90 USD:0:1:3:5');
  });

  it('carry questions, what goes with it before the shelf, and popularity beside the best', async () => {
    const rows = await openai();
    expect(rows.get('FLAT-9')).toMatchObject({
      related_product_id: 'SOCK',
      relationship_type: 'accessory',
      popularity_score: 5,
      return_deadline_in_days: 60,
    });
    expect((rows.get('FLAT-9')?.['q_and_a'] as unknown[]).length).toBeGreaterThan(1);
    expect(rows.get('NEXT')).toMatchObject({
      related_product_id: 'FLAT-9',
      relationship_type: 'substitute',
      popularity_score: 2.5,
    });
    expect(rows.get('NEXT')).not.toHaveProperty('q_and_a');
    const item = (await items()).get('FLAT-9');
    expect(item?.['g:identifier']).toEqual(['SOCK', 'NEXT']);
    expect(item?.['g:relationship_type']).toEqual(['accessory', 'substitute']);
    expect(item?.['g:popularity_rank']).toEqual(['100.0']);
  });

  it('keep a currency without minor units whole, and its unit price', async () => {
    expect((await openai()).get('YEN')).toMatchObject({
      price: '1500 JPY',
      title: 'Yen Only',
      unit_pricing_measure: '250 g',
      base_measure: '100 g',
    });
    const acp = lines<{ id: string; variants: Record<string, unknown>[] }>(
      await written('acp/products.jsonl'),
    );
    expect(acp.find((product) => product.id === 'yen')?.variants[0]).toMatchObject({
      price: { amount: 1500, currency: 'JPY' },
      unit_price: { amount: 600, currency: 'JPY', reference: { value: 100, unit: 'g' } },
    });
  });

  it('keep hostile text to itself: one cell, one element, no formula, no hidden character', async () => {
    const line = (await tsv()).get('EVIL');
    const plain = HOSTILE.replace(/[\u202e\u0007]/g, '');
    expect(line?.['title']).toBe(`'${plain}`);
    expect(line?.['price']).toBe('9.90 USD');
    expect((await items()).get('EVIL')?.['g:title']).toEqual([plain]);
    const row = (await openai()).get('EVIL');
    expect(row?.['title']).toBe(plain);
    expect(String(row?.['description'])).not.toMatch(/<[a-zA-Z/]/);
    for (const file of ['google.xml', 'google.tsv', 'openai.jsonl.gz', 'acp/products.jsonl'])
      expect(await written(file)).not.toMatch(/[\u202e\u0007]/);
  });

  it('cut a description of a million characters to what the formats take', async () => {
    for (const description of [
      (await openai()).get('EVIL')?.['description'],
      (await tsv()).get('EVIL')?.['description'],
      (await items()).get('EVIL')?.['g:description']?.[0],
    ]) {
      expect(String(description).length).toBeGreaterThan(4_000);
      expect(String(description).length).toBeLessThanOrEqual(5_000 + 20);
    }
    const twin = await markdownPage({ db: at.db, content, site: SITE, now: new Date() }, '/p/hostile');
    expect(twin?.length).toBeLessThan(10_000);
    expect(twin).toContain('$9.90');
  });

  it('are cut into files by size, of whole products, that add up', async () => {
    const shards = await feedShards(at.db, 2);
    expect(shards.map((shard) => shard.variants)).toEqual([2, 2, 2, 4]);
    const ids: string[] = [];
    for (const [index] of shards.entries()) {
      const part = index === 0 ? '' : `-${index + 1}`;
      const rows = lines<{ item_id: string; related_product_id?: string }>(
        await written(`openai${part}.jsonl.gz`, 2),
      );
      const own = new Set(rows.map((row) => row.item_id));
      for (const row of rows)
        for (const related of row.related_product_id?.split(',') ?? []) expect(own).toContain(related);
      ids.push(...own);
    }
    expect(ids.sort()).toEqual(['AHEAD', 'EVIL', 'FLAT-10', 'FLAT-9', 'LATER', 'NEXT', 'SOCK', 'YEN']);
    expect(await feedFile(at.db, content, SITE, 'openai-5.jsonl.gz', NOW, 2)).toBeNull();
    for (const name of ['openai-1.jsonl.gz', 'openai-0.jsonl.gz', '../google.xml', 'google.csv', ''])
      expect(await feedFile(at.db, content, SITE, name, NOW)).toBeNull();
    const index = await feedIndex(at.db, SITE, await feedState(at.db, content, SITE), 2);
    expect(index.feeds[0]?.files.map((file) => file.url)).toEqual([
      `${SITE}/feeds/google.xml`,
      `${SITE}/feeds/google-2.xml`,
      `${SITE}/feeds/google-3.xml`,
      `${SITE}/feeds/google-4.xml`,
    ]);
  });

  it('have one mark until a price, a piece of stock or a word changes', async () => {
    const mark = async (words = content) => (await feedState(at.db, words, SITE)).mark;
    const first = await mark();
    expect(await mark()).toBe(first);
    await sql`update stock set reserved = 1 where variant_id = (select id from variant where sku = 'FLAT-9')`.execute(
      at.db,
    );
    const second = await mark();
    expect(second).not.toBe(first);
    await sql`update variant set price_minor = 12001 where sku = 'FLAT-9'`.execute(at.db);
    const third = await mark();
    expect(third).not.toBe(second);
    await sql`update variant set price_minor = 12000 where sku = 'FLAT-9'`.execute(at.db);
    await sql`update stock set reserved = 0`.execute(at.db);
    expect(await mark()).toBe(first);
    expect(await mark({ ...content, version: 'other' })).not.toBe(first);
  });

  it('agree with the Markdown twin and the whole-shop text', async () => {
    const now = new Date('2026-11-23T12:00:00Z');
    const twin = await markdownPage({ db: at.db, content, site: SITE, now }, '/p/flatlands');
    expect(twin).toContain('$120, before $150');
    expect(twin).toContain('| US M 10 | Fern | $120 | Sold out |');
    expect(twin).toContain('| Drop | 0 mm |');
    expect(twin).toContain('60 days to send it back, free');
    expect(twin).toContain('[Fivefold Toe Sock](https://shop.example/p/fivefold-toe-sock.md)');
    let all = '';
    for await (const piece of llmsFull({ db: at.db, content, site: SITE, now })) all += piece;
    expect(all).toContain(twin);
    expect(all).not.toContain('# Gone');
  });

  it('have twins only for pages that are there', async () => {
    const page = (path: string) => markdownPage({ db: at.db, content, site: SITE, now: new Date() }, path);
    for (const path of ['/', '/guides', '/faq', '/c/shoes/road-running-shoes', '/policies/returns'])
      expect(await page(path), path).toMatch(/^# \S/);
    for (const path of [
      '/p/gone',
      '/p/nope',
      '/c/nope',
      '/cart',
      '/policies/__proto__',
      '/guides/',
      '/p/',
      '//x',
    ])
      if (path !== '/guides/') expect(await page(path), path).toBeNull();
  });

  it('lead with links that work anywhere: absolute, and only to products that are sold', async () => {
    const page = (path: string) => markdownPage({ db: at.db, content, site: SITE, now: new Date() }, path);
    const guide = content.guides.find((one) => one.words.products.includes('flatlands'));
    const text = (await page(`/guides/${guide?.slug ?? ''}`)) ?? '';
    const named = [...(text.split('## Products it names')[1]?.matchAll(/\/p\/([^)]+)\.md/g) ?? [])];
    expect(named.map(([, slug]) => slug)).toEqual(['flatlands']);
    for (const path of ['/faq', '/policies/returns', '/policies/shipping', `/guides/${guide?.slug ?? ''}`])
      expect(await page(path), path).not.toMatch(/\]\(\//);
    expect(await page('/policies/returns')).toContain(`](${SITE}/policies/warranty)`);
  });

  it('name in the sitemap the picture that the page leads with', async () => {
    const xml = (await productsSitemap(at.db, content, SITE, 0)) ?? '';
    expect(xml).toMatch(
      /\/p\/flatlands<\/loc><lastmod>[^<]+<\/lastmod><image:image><image:loc>https:\/\/shop\.example\/pictures\/flatlands\.svg\?v=/,
    );
    await sql`update product set images = '[{"url":"https://cdn.example/a.jpg?x=1&y=2","alt":""}]'::jsonb where slug = 'yen'`.execute(
      at.db,
    );
    expect(await productsSitemap(at.db, content, SITE, 0)).toContain(
      '<image:loc>https://cdn.example/a.jpg?x=1&amp;y=2</image:loc>',
    );
    expect(await productsSitemap(at.db, content, SITE, 9)).toBeNull();
  });
});

afterAll(() => folder.close());
