import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { homeLists } from '#src/feeds/home-lists.ts';
import { pagesSitemap } from '#src/feeds/sitemap.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const WORDS = {
  guides: [],
  faqs: [],
  kits: [],
  bundles: [],
  policies: [],
  products: [],
  glossary: null,
  program: null,
  category: () => null,
};
const shopOf = (featured: readonly string[]) =>
  ({ ...WORDS, store: { currency: 'USD', locale: 'en-US', home: { featured } } }) as unknown as Content;

onBothEngines('a shop whose words feature nothing', (open) => {
  let at: FreshDatabase;

  beforeAll(async () => {
    at = await open();
    for (let number = 1; number <= 30; number++)
      await insertProduct(at.db, {
        slug: `lamp-${number}`,
        popularity: number,
        variants: [{ sku: `L${number}`, price: 5_000, stock: number === 30 ? 0 : 4, ...reduced(number) }],
      });
    await sql`update product set created_at = now() - interval '90 days'`.execute(at.db);
    await indexAttributes(at.db, 'all');
    await indexCatalogue(at.db, () => '', { embedder: null });
  });
  afterAll(() => at.close());

  const reduced = (number: number) => (number === 3 ? { compareAt: 7_000 } : {});
  const lists = async () =>
    Object.fromEntries(
      (await homeLists(at.db, shopOf(['gone']))).lists.map(({ title, shown }) => [
        title,
        shown.map(({ product }) => product.slug),
      ]),
    );

  it('opens with what is bought most and what is reduced, and calls nothing new that came first', async () => {
    const shown = await lists();
    expect(Object.keys(shown)).toEqual(['From the shop', 'Reduced']);
    expect(shown['From the shop']?.[0]).toBe('lamp-29');
    expect(shown['Reduced']).toEqual(['lamp-3']);
  });

  it('shows what came later as new', async () => {
    await sql`update product set created_at = now() where slug = 'lamp-7'`.execute(at.db);
    expect((await lists())['New here']).toEqual(['lamp-7']);
  });

  it('shows what is featured as soon as some of it is sold, and no lists then', async () => {
    const { featured, lists: none } = await homeLists(at.db, shopOf(['gone', 'lamp-5']));
    expect(featured.map(({ slug }) => slug)).toEqual(['lamp-5']);
    expect(none).toEqual([]);
  });

  it('names a page for every product in its sitemap, on a shelf or not, and no empty page', async () => {
    const xml = await pagesSitemap(at.db, shopOf([]), 'https://lamps.example', new Date());
    const paths = [...xml.matchAll(/<loc>https:\/\/lamps\.example([^<]*)/g)].map(([, path]) => path);
    expect(paths).toEqual(['/', '/products', '/products?page=2', '/proof']);
  });
});
