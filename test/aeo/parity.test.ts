import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { latestParity, recordParity } from '#src/aeo/parity-store.ts';
import { proveParity, type Difference } from '#src/aeo/parity.ts';
import type { Shelves, Surface } from '#src/aeo/surface.ts';
import { surfaces } from '#src/aeo/surfaces.ts';
import { productBySlug } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import { openContent, type Content } from '#src/editorial/content.ts';
import { editorialTextOf } from '#src/editorial/passages.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { chatCard } from '#scripts/chat-card-surface.ts';
import { freshPglite, onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { servedPaths } from './served-paths.ts';

const words = openContent('content');
afterAll(() => words.close());

/** A shoe in three variants: reduced, nearly gone, sold out; its words come from a product file of the demonstration. */
async function stock(db: Database): Promise<void> {
  await insertProduct(db, {
    slug: 'downpour-jacket',
    title: 'Downpour Jacket',
    brand: 'Saltwick',
    categoryPath: ['Apparel', 'Jackets'],
    variants: [
      {
        sku: 'DOWN-S',
        price: 14900,
        compareAt: 17900,
        stock: 9,
        gtin: '4006381333931',
        options: { Size: 'S' },
      },
      { sku: 'DOWN-M', price: 14900, stock: 2, options: { Size: 'M' } },
      { sku: 'DOWN-L', price: 4950, stock: 0, options: { Size: 'L' } },
    ],
  });
  await sql`update product set rating_average = 4.4, rating_count = 12`.execute(db);
  await insertProduct(db, {
    slug: 'plain-bottle',
    title: 'Plain Bottle',
    variants: [{ sku: 'BOT', price: 1200, stock: null }],
  });
  await indexAttributes(db, 'all', () => {});
  await indexCatalogue(db, (slug) => editorialTextOf(words.current(), slug), {
    embedder: null,
  });
}

describe('the proof of parity', () => {
  let opened: FreshDatabase;
  let other: FreshDatabase;
  let content: Content;
  let honest: Shelves;

  beforeAll(async () => {
    [opened, other] = [await freshPglite(), await freshPglite()];
    await stock(opened.db);
    await stock(other.db);
    content = words.current();
    honest = { db: opened.db, content, read: servedPaths(opened.db, content) };
  });
  afterAll(async () => {
    await opened.close();
    await other.close();
  });

  const prove = (shelves: Shelves) => proveParity(opened.db, shelves, surfaces);

  /** The same shelves, with one path’s text changed on the way. */
  const changed = (path: RegExp, from: string | RegExp, to: string): Shelves => ({
    ...honest,
    read: async (asked) => {
      const body = await honest.read(asked);
      if (!path.test(asked)) return body;
      const text = new TextDecoder().decode(body);
      const planted = text.replace(from, to);
      expect(planted, `the difference is planted in ${asked}`).not.toBe(text);
      return new TextEncoder().encode(planted);
    },
  });
  const surfacesOf = (differences: readonly Difference[]) => [
    ...new Set(differences.map((one) => one.surface)),
  ];

  it('finds no difference where every surface tells the rows', async () => {
    const { differences, surfaces: counts, comparisons, variants } = await prove(honest);
    expect(differences).toEqual([]);
    expect(variants).toBe(4);
    expect(counts.every((one) => one.comparisons > 0)).toBe(true);
    expect(comparisons).toBe(counts.reduce((sum, one) => sum + one.comparisons, 0));
  });

  const plants = [
    ['page text', 'price', /variant=DOWN-S/, '<span>$149</span>', '<span>$148</span>'],
    ['page text', 'stock words', /variant=DOWN-M/, '2 left', '3 left'],
    ['page text', 'return window', /variant=DOWN-M/, '60 days', '30 days'],
    ['page text', 'shipping', /variant=DOWN-M/, 'Delivery is free', 'Delivery costs $4.90'],
    ['page text', 'questions', /variant=DOWN-M/, /(<p class="answer">)/, '$1Honestly '],
    ['JSON-LD', 'price', /variant=DOWN-M/, /("sku":"DOWN-M".*?"price":")149\.00/, '$1139.00'],
    [
      'JSON-LD',
      'availability',
      /variant=DOWN-L/,
      /("sku":"DOWN-L".*?)schema\.org\/OutOfStock/,
      '$1schema.org/InStock',
    ],
    ['JSON-LD', 'rating', /variant=DOWN-S/, '"ratingValue":4.4', '"ratingValue":4.9'],
    ['JSON-LD', 'gtin', /variant=DOWN-S/, '"gtin":"4006381333931"', '"gtin":"96385074"'],
    ['Markdown', 'price', /downpour-jacket\.md/, '| $149, before', '| $159, before'],
    ['Markdown', 'stock words', /downpour-jacket\.md/, '| 2 left |', '| In stock |'],
    ['Google feed', 'price', /google\.tsv/, '149.00 USD', '148.00 USD'],
    ['Google feed', 'return window', /google\.tsv/, '60-days-free', '14-days-free'],
    ['OpenAI feed', 'price', /openai\.jsonl/, '"price":"49.50 USD"', '"price":"45.00 USD"'],
    ['OpenAI feed', 'availability', /openai\.jsonl/, '"out_of_stock"', '"in_stock"'],
    [
      'ACP feed',
      'price before',
      /acp\/products/,
      '"list_price":{"amount":17900',
      '"list_price":{"amount":18900',
    ],
  ] as const;

  it.each(plants)('catches a difference planted in %s: %s', async (surface, fact, path, from, to) => {
    const { differences } = await prove(changed(path, from, to));
    expect(surfacesOf(differences)).toEqual([surface]);
    expect(differences.map((one) => one.fact)).toContain(fact);
  });

  it('catches an index of search that holds an old price', async () => {
    await sql`update variant set price_minor = 9900 where sku = 'DOWN-M'`.execute(other.db);
    const { differences } = await prove({ ...honest, db: other.db });
    expect(differences).toEqual([
      {
        surface: 'search',
        slug: 'downpour-jacket',
        sku: 'DOWN-M',
        fact: 'price',
        truth: '149.00',
        told: '99.00',
      },
    ]);
  });

  it('catches a card of the conversation that was made of an old row', async () => {
    const old: Surface = {
      ...chatCard,
      read: (shelves, product) => {
        const [first, ...others] = product.variants;
        const price = { ...first.price, minor: first.price.minor + 100 };
        return chatCard.read(shelves, { ...product, variants: [{ ...first, price }, ...others] });
      },
    };
    const proof = (surface: Surface) => proveParity(opened.db, honest, [surface]);
    expect((await proof(chatCard)).differences).toEqual([]);
    expect((await proof(old)).differences).toMatchObject([
      { surface: 'chat card', sku: 'DOWN-S', fact: 'price', truth: '149.00', told: '150.00' },
      { surface: 'chat card', sku: 'BOT', fact: 'price' },
    ]);
  });

  it('counts a surface that cannot be read as different in every fact', async () => {
    const read: Shelves['read'] = (path) =>
      path.endsWith('.md') ? Promise.reject(new Error(`${path} answers 500`)) : honest.read(path);
    const { differences, surfaces: counts } = await prove({ ...honest, read });
    expect(surfacesOf(differences)).toEqual(['Markdown']);
    expect(differences).toHaveLength(counts.find((one) => one.name === 'Markdown')?.comparisons ?? 0);
    expect(differences[0]?.told).toContain('answers 500');
  });

  it('follows a price that changes in its row', async () => {
    await sql`update variant set price_minor = 15900 where sku = 'DOWN-M'`.execute(opened.db);
    const { differences } = await prove(honest);
    await sql`update variant set price_minor = 14900 where sku = 'DOWN-M'`.execute(opened.db);
    expect(differences).toEqual([]);
    expect((await productBySlug(opened.db, 'downpour-jacket'))?.variants[1]?.price.minor).toBe(14900);
  });
});

onBothEngines('the kept runs', (open) => {
  let opened: FreshDatabase;
  beforeAll(async () => (opened = await open()));
  afterAll(() => opened.close());

  it('answer the newest run with its counts and first differences', async () => {
    expect(await latestParity(opened.db)).toBeNull();
    const run = { products: 1, variants: 2, comparisons: 24, differences: [], surfaces: [] };
    const odd: Difference = {
      surface: 'search',
      slug: 'a',
      sku: 'A',
      fact: 'price',
      truth: '1.00',
      told: '2.00',
    };
    const counts = [{ name: 'search', comparisons: 24, differences: 1, facts: ['price' as const] }];
    await recordParity(opened.db, run, new Date('2026-11-22T10:00:00Z'));
    await recordParity(
      opened.db,
      { ...run, surfaces: counts, differences: [odd] },
      new Date('2026-11-23T10:00:00Z'),
    );
    expect(await latestParity(opened.db)).toMatchObject({
      ranAt: new Date('2026-11-23T10:00:00Z'),
      products: 1,
      variants: 2,
      comparisons: 24,
      differences: 1,
      surfaces: counts,
      examples: [odd],
    });
  });
});
