import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { promptExamples } from '#agents/shopping/prompt-examples.ts';
import type { Shop } from '#src/shop.ts';
import { freshPglite } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { teaShop } from './tea-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop();
});
afterAll(() => shop.close());

const from = (db = shop.db) => ({ db, content: shop.content.current(), currency: 'USD', locale: 'en-US' });

describe('examples for a hosted model', () => {
  it('are turns of this shop: a limit that is met, one that is not, a choice, a question', async () => {
    const text = await promptExamples(from());
    expect(text).toContain('Shopper: tableware under $19');
    expect(text).toContain('The Larkspur Mug fits: it costs $18');
    expect(text).toContain('The nearest is the Larkspur Mug at $18, $1 over $17.');
    expect(text).toContain('Which color would you like: Ink, Clay?');
    expect(text).toContain('The Larkspur Mug in Ink is in your cart at $18.');
    expect(text).toContain('Yes, used pots may come back within 45 days of delivery.');
  });

  it('follow the rows', async () => {
    const before = await promptExamples(from());
    await sql`update variant set price_minor = 1_500 where sku like 'larkspur-mug%'`.execute(shop.db);
    await sql`update product set updated_at = clock_timestamp() where slug = 'larkspur-mug'`.execute(shop.db);
    expect(before).not.toContain('$15');
    await expect.poll(() => promptExamples(from())).toContain('it costs $15');
  });

  it('are short, whatever products are called and however much they come in', async () => {
    const { db, close } = await freshPglite();
    for (const at of [1, 2, 3])
      await insertProduct(db, {
        slug: `bolt-${at}`,
        title: `${'Hexagon Bolt '.repeat(at === 1 ? 30 : 1)}${at}`,
        categoryPath: ['Bolts'],
        variants: Array.from({ length: 80 }, (_, length) => ({
          sku: `B${at}-${length}`,
          price: 40 + at,
          stock: 9,
          options: { Length: `${length} mm` },
        })),
      });
    const text = await promptExamples(from(db));
    expect(text.length).toBeLessThan(3_000);
    expect(text).not.toContain('Hexagon Bolt Hexagon');
    await close();
  });

  it('of a shop without products hold none', async () => {
    const { db, close } = await freshPglite();
    const text = await promptExamples(from(db));
    expect(text).not.toContain('search_products');
    expect(text).toContain('answer_from_content');
    await close();
  });
});
