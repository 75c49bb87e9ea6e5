import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CONTENT_SOURCE, retireDemonstration } from '#src/catalog/import/content-feed.ts';
import { soldNames } from '#src/catalog/sold-names.ts';
import { askToSignIn, whomItSignsIn } from '#src/customers/sign-in.ts';
import { openContent } from '#src/editorial/content.ts';
import { sitemapIndex } from '#src/feeds/sitemap.ts';
import { reviewCounts } from '#src/reviews/review-desk.ts';
import { reviewedProducts } from '#src/reviews/review-digest.ts';
import { invite, team } from '#src/studio/people.ts';
import { productsForUse, uses } from '#src/use-cases/use-cases.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const now = new Date('2026-11-27T12:00:00Z');
const store = openContent('content');
const content = store.current();
afterAll(() => store.close());

onBothEngines('statements that pages ask and no other test', (open) => {
  let at: FreshDatabase;
  let id: number;
  beforeAll(async () => {
    at = await open();
    id = await insertProduct(at.db, {
      slug: 'lamp',
      brand: 'Bright',
      categoryPath: ['Light', 'Lamps'],
      variants: [{ sku: 'LAMP', price: 4000, stock: 5 }],
    });
  });
  afterAll(() => at.close());

  it('name what is for sale', async () => {
    expect(await soldNames(at.db)).toEqual({
      products: ['lamp'],
      categories: ['light', 'light/lamps'],
      brands: ['Bright'],
      tags: [],
    });
    expect(await sitemapIndex(at.db, content, 'https://shop.example', new Date())).toContain(
      '/sitemaps/products-0.xml',
    );
  });

  it('find the products of a use', async () => {
    await sql`insert into search_fact (product_id, variant_id, key, word)
      select id, (select min(id) from variant), 'use', 'reading' from product`.execute(at.db);
    await sql`insert into search_key (key, label) values ('use', 'Use')`.execute(at.db);
    await sql`insert into search_value (key, word, label, products) values ('use', 'reading', 'Reading', 3)`.execute(
      at.db,
    );
    const [use] = await uses(at.db, { ...content, products: [] });
    expect(use).toEqual({ slug: 'reading', name: 'Reading', products: 3 });
    const found = use && (await productsForUse(at.db, { ...content, products: [] }, use, 5));
    expect(found?.map(({ slug }) => slug)).toEqual(['lamp']);
  });

  it('count reviews by their state', async () => {
    await sql`insert into review (product_id, source, source_key, author, stars, state, written_at, created_at, changed_at)
      values (${id}, 'test', '1', 'Ann', 5, 'published', ${now}, ${now}, ${now})`.execute(at.db);
    expect(await reviewCounts(at.db)).toEqual({ pending: 0, published: 1, rejected: 0 });
    expect([...(await reviewedProducts(at.db, [id, id + 1]))]).toEqual([id]);
  });

  it('say whom a link signs in, and who is of the team', async () => {
    const asked = await askToSignIn(
      at.db,
      { email: 'ann@example.com', asker: { address: 'b', visitor: 'b' } },
      now,
    );
    if (!asked.ok) throw new Error(asked.refusal);
    expect(await whomItSignsIn(at.db, asked.token ?? '', now)).toBe('a…@example.com');
    await invite(at.db, { email: 'bob@shop.example', name: 'Bob' }, now);
    expect(await team(at.db)).toEqual([
      { id: expect.any(String), email: 'bob@shop.example', name: 'Bob', role: 'team' },
    ]);
  });

  it('take the demonstration off the shelves', async () => {
    const own = await insertProduct(at.db, { slug: 'own', variants: [{ sku: 'OWN', price: 1, stock: 1 }] });
    await sql`update product set source = case when id = ${own} then 'merchant' else ${CONTENT_SOURCE} end`.execute(
      at.db,
    );
    expect(await retireDemonstration(at.db)).toEqual([id]);
  });
});
