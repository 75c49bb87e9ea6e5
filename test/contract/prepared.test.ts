import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { productsBySlug } from '#src/catalog/product-store.ts';
import { openContent, type ContentStore } from '#src/editorial/content.ts';
import { environment } from '#src/environment.ts';
import { forgetPrepared, sourcesOf } from '#src/prepared.ts';
import { prepareShop } from '#src/prepare-shop.ts';
import type { Shop } from '#src/shop.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('a start of a shop that a start has prepared', (open) => {
  let opened: FreshDatabase;
  let folder: string;
  let content: ContentStore;
  let shop: Shop;

  beforeAll(async () => {
    opened = await open();
    folder = mkdtempSync(join(tmpdir(), 'prepared-'));
    cpSync('content/store.yaml', join(folder, 'store.yaml'));
    cpSync('content/faqs', join(folder, 'faqs'), { recursive: true });
    mkdirSync(join(folder, 'catalog'));
    sell('Copper kettle');
    content = openContent(folder);
    const settings = { ...environment(), CONTENT_DIR: folder, SHELFTALK_DATA_DIR: join(folder, 'database') };
    shop = { environment: settings, db: opened.db, engine: opened.engine, content } as Shop;
    await start();
  });
  afterAll(async () => {
    content.close();
    rmSync(folder, { recursive: true, force: true });
    await opened.close();
  });

  const sell = (title: string) =>
    writeFileSync(
      join(folder, 'catalog/kettles.tsv'),
      `id\ttitle\tdescription\tprice\tavailability\nk1\t${title}\tHolds a litre.\t30.00 USD\tin_stock\n`,
    );

  /** The steps that a start went through. */
  async function start(build: string | null = 'one build'): Promise<readonly string[]> {
    const steps: string[] = [];
    await prepareShop(shop, (title, work) => (steps.push(title), work(() => {})), build);
    return steps;
  }

  it('reads nothing again', async () => {
    expect(await start()).toEqual([]);
  });

  it('takes up an export that has changed', async () => {
    sell('Steel kettle');
    expect(await start()).toContain('Reading the catalogue');
    const { rows } = await sql`select title from product where status = 'active'`.execute(opened.db);
    expect(rows).toEqual([{ title: 'Steel kettle' }]);
    expect(await start()).toEqual([]);
  });

  it('takes up a product that was changed by hand', async () => {
    await sql`update product set description = 'Holds two.', content_hash = 'by hand'`.execute(opened.db);
    expect(await start()).toContain('Indexing the words');
    expect(await start()).toEqual([]);
    await sql`delete from product`.execute(opened.db);
    await start();
    expect(await productsBySlug(opened.db, ['steel-kettle'])).toHaveLength(1);
  });

  it('indexes anew for another embedder', async () => {
    await start();
    await sql`update search_index set settings = 'of another embedder'`.execute(opened.db);
    expect(await start()).toContain('Indexing the words');
    expect(await start()).toEqual([]);
  });

  it('reads everything again by other code, by code that is not built, and after an edit of words', async () => {
    expect(await start('another build')).toContain('Reading the catalogue');
    expect(await start(null)).toContain('Reading the catalogue');
    expect(await start('another build')).toEqual([]);
    await forgetPrepared(opened.db);
    expect(await start('another build')).toContain('Indexing the words');
  });

  it('reads an export with dated sales again in another hour, and no other', () => {
    const at = (time: string) => sourcesOf(shop, 'one build', new Date(`2026-11-30T${time}Z`));
    expect(at('10:59')).toBe(at('11:00'));
    writeFileSync(join(folder, 'catalog/sales.tsv'), 'id\tsale_price_effective_date\n');
    expect(at('10:00')).toBe(at('10:59'));
    expect(at('10:59')).not.toBe(at('11:00'));
  });
});
