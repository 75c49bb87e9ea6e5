import { createReadStream, existsSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import { importReviews } from '#src/reviews/import-reviews.ts';
import { bring, empty, NOW } from '#test/catalog/feed.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';

// Small files of the kinds that merchants reported; they lie beside the project and are no part of it.
const FOLDER = '../shared/cases/imports';
const isThere = existsSync(FOLDER);

describe.skipIf(!isThere)(`a reported case${isThere ? '' : ` (skipped: ${FOLDER} is not there)`}`, () => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await freshPglite();
  });
  afterAll(() => at.close());
  beforeEach(() => empty(at.db));

  const take = (name: string, options: Partial<ImportOptions> = {}) =>
    bring(
      at.db,
      { name, open: () => createReadStream(`${FOLDER}/${name}`) },
      { currency: 'EUR', ...options },
    );
  const sold = async () =>
    (
      await sql<{
        handle: string;
        sku: string;
        title: string;
        price: number;
        hand: number;
        tracked: boolean;
        gtin: string | null;
        grams: number | null;
      }>`
        select p.source_key as handle, v.sku, v.title, v.price_minor as price, s.on_hand as hand, s.tracked, v.gtin,
          v.weight_grams as grams
        from variant v join product p on p.id = v.product_id join stock s on s.variant_id = v.id
        where p.status = 'active' order by p.id, v.position`.execute(at.db)
    ).rows;

  it('of no quantity column: new variants are as the setting says, known counts stay, one warning', async () => {
    const report = await take('01-no-quantity-column.csv');
    expect(report).toMatchObject({ ok: true, variants: { accepted: 2 }, warnings: 1, outcome: 'taken' });
    expect(await sold()).toMatchObject([{ tracked: false }, { tracked: false }]);
    await sql`update stock set on_hand = 7, tracked = true`.execute(at.db);
    await sql`update product set content_hash = ''`.execute(at.db);
    await take('01-no-quantity-column.csv');
    expect(await sold()).toMatchObject([
      { hand: 7, tracked: true },
      { hand: 7, tracked: true },
    ]);
    await empty(at.db);
    await take('01-no-quantity-column.csv', { unknownStock: 'hold' });
    expect(await sold()).toMatchObject([{ hand: 0, tracked: true }, {}]);
  });

  it('of a style code as SKU: every size is sold under a key of its own, one warning', async () => {
    const report = await take('02-style-code-as-sku.csv');
    expect(report).toMatchObject({ variants: { accepted: 3, rejected: 0 }, warnings: 1 });
    const rows = await sold();
    expect(rows.map(({ title, hand }) => [title, hand])).toEqual([
      ['S', 4],
      ['M', 6],
      ['L', 8],
    ]);
    expect(new Set(rows.map(({ sku }) => sku)).size).toBe(3);
    expect((await take('02-style-code-as-sku.csv')).products.unchanged).toBe(1);
  });

  it.each(['04-options-plus.csv', '06-long-handle-no-sku.csv'])(
    'of made SKUs that would collide (%s): all are sold, and stay the same',
    async (name) => {
      expect(await take(name)).toMatchObject({ ok: true, variants: { accepted: 3, rejected: 0 } });
      const first = await sold();
      expect(new Set(first.map(({ sku }) => sku)).size).toBe(3);
      expect(first.every(({ sku }) => sku.length <= 120)).toBe(true);
      await sql`update product set content_hash = ''`.execute(at.db);
      await take(name);
      expect(await sold()).toEqual(first);
    },
  );

  it('of dots for thousands: read by the locale, refused where nothing decides, never a thousandth', async () => {
    const refused = await take('07-thousand-dot.csv');
    expect(refused).toMatchObject({
      outcome: 'refused',
      exitCode: 2,
      variants: { accepted: 0, rejected: 3 },
    });
    expect(refused.findings[0]?.reason).toMatch(/two ways/);
    await take('07-thousand-dot.csv', { locale: 'de-DE' });
    expect((await sold()).map(({ price }) => price)).toEqual([129_000, 1_250_000, 100_000]);
    await empty(at.db);
    await take('07-thousand-dot.csv', { decimal: 'comma' });
    expect((await sold()).map(({ price }) => price)).toEqual([129_000, 1_250_000, 100_000]);
  });

  it('of the line sep=;: it is passed over', async () => {
    expect(await take('09-sep-line.csv')).toMatchObject({
      ok: true,
      outcome: 'taken',
      variants: { accepted: 1 },
    });
    expect(await sold()).toMatchObject([{ price: 4_995 }]);
  });

  it('of currency signs: the shop’s own are read, another is told', async () => {
    const report = await take('12-currency-sign.csv');
    expect(report).toMatchObject({
      variants: { accepted: 2, rejected: 1 },
      outcome: 'taken-with-losses',
      exitCode: 3,
    });
    expect((await sold()).map(({ price }) => price)).toEqual([4_995, 1_990]);
  });

  it('of GTINs that spreadsheets spoilt: the lost zero comes back, a rounded number is refused', async () => {
    const report = await take('13-gtin.csv');
    expect((await sold()).map(({ gtin }) => gtin)).toEqual([null, '036000291452', '036000291452']);
    expect(report.findings.find(({ reason }) => /rounded/.test(reason))?.fix).toMatch(/text/);
  });

  it('of HTML: cells and items stay apart, nothing of a script is left', async () => {
    await take('19-html.csv');
    const { rows } = await sql<{ description: string }>`select description from product`.execute(at.db);
    expect(rows[0]?.description).toContain('Width 40 cm, Weight 3 kg');
    expect(rows[0]?.description).toMatch(/One\n+Two & a half < three/);
    expect(rows[0]?.description).not.toMatch(/alert|iframe|\{\}/);
  });

  it('of zero, negative and odd quantities: nothing is given away, nothing is dropped in silence', async () => {
    const report = await take('21-zero-negative.csv');
    expect(report).toMatchObject({ variants: { accepted: 4, rejected: 1 }, exitCode: 3 });
    expect((await sold()).map(({ sku, hand }) => [sku, hand])).toEqual([
      ['C21-B', -3], // sold elsewhere before they came; none of it is sold here
      ['C21-C', 0],
      ['C21-D', 2],
      ['C21-E', 1200],
    ]);
    expect((await take('21-zero-negative.csv', { sellFree: true })).variants.rejected).toBe(0);
  });

  it('of the current template: prices of other markets and channel fields are no facts, and are listed', async () => {
    const report = await take('22-template-2025.csv');
    expect(report).toMatchObject({ outcome: 'taken', variants: { accepted: 2 } });
    const { rows } = await sql<{ facts: string }>`select attributes::text as facts from product`.execute(
      at.db,
    );
    expect(rows[0]?.facts).not.toMatch(/International|margin|31\.00|tax/i);
    expect(report.files[0]?.leftOut).toEqual(
      expect.arrayContaining(['Price / International', 'Cost per item']),
    );
  });

  it('of titles without handles: the handle is made of the title', async () => {
    expect(await take('23-template-no-handle.csv')).toMatchObject({
      outcome: 'taken',
      variants: { accepted: 2 },
    });
    expect((await sold()).map(({ handle }) => handle)).toEqual(['camp-mug', 'camp-plate']);
  });

  it('of two products under one handle: it is told, and nobody has to guess between two variants', async () => {
    const report = await take('24-duplicate-handle.csv');
    expect(report.findings.some(({ product, field }) => product === 'c24-pan' && field === 'options')).toBe(
      true,
    );
    const pans = (await sold()).filter(({ handle }) => handle === 'c24-pan');
    expect(pans.map(({ title, price }) => [title, price])).toEqual([
      ['Small pan', 2000],
      ['Large pan', 4000],
    ]);
  });

  it('of grams with decimals: each is read', async () => {
    await take('27-grams-decimal.csv');
    expect((await sold()).map(({ grams }) => grams)).toEqual([0.5, 1.5, 1500]);
  });

  it('of a file that was cut off: nothing of it is taken', async () => {
    expect(await take('28-full.csv', { source: 'spoons' })).toMatchObject({ outcome: 'taken' });
    const before = await sold();
    const cut = await take('28-cut-60pct.csv', { source: 'spoons' });
    expect(cut).toMatchObject({ ok: false, outcome: 'refused', exitCode: 2 });
    expect(cut.findings[0]?.reason).toMatch(/cut off/);
    expect(await sold()).toEqual(before);
  });

  it('of an overlong SKU: it is sold under a shortened one', async () => {
    const report = await take('29-joined-sku.csv');
    expect(report).toMatchObject({ variants: { accepted: 1, rejected: 0 }, warnings: 1 });
    expect((await sold())[0]?.sku.length).toBeLessThanOrEqual(120);
  });

  it('of handles that differ in case only: one product, told, every variant sold', async () => {
    const report = await take('31-handle-case.csv');
    expect(report.findings.some(({ reason }) => /case only/.test(reason))).toBe(true);
    const rows = await sold();
    expect(new Set(rows.map(({ handle }) => handle)).size).toBe(1);
    expect(rows.map(({ title }) => title)).toEqual(['C31-A', 'C31-B', 'C31-C']);
  });

  it('of products.json: it is read', async () => {
    const report = await take('34-products.json');
    expect(report).toMatchObject({ outcome: 'taken', files: [{ format: 'shopify-json' }] });
    expect(await sold()).toMatchObject([{ handle: 'c34-mat', sku: 'C34-S', title: 'S', price: 2000 }]);
  });

  it('of an inventory export: the stock of known variants is set, nothing else', async () => {
    await take('28-full.csv', { source: 'spoons' });
    const report = await take('35-inventory-export.csv', { now: new Date(NOW.getTime() + 1000) });
    expect(report).toMatchObject({ outcome: 'taken', stock: { set: 1, unknown: 0 } });
    const spoon = (await sold()).find(({ sku }) => sku === 'C28-1');
    expect(spoon).toMatchObject({ hand: 9, tracked: true });
  });

  it.each<[file: string, taken: number, lost: number]>([
    ['r-judgeme.csv', 3, 2],
    ['r-loox.csv', 3, 0],
    ['r-loox-semicolon.csv', 3, 0],
    ['r-stamped.csv', 2, 0],
    ['r-yotpo.csv', 2, 0],
  ])(
    'of reviews (%s): half stars, ratings without words and other separators are taken',
    async (name, taken, lost) => {
      await insertProduct(at.db, {
        slug: 'qa',
        title: 'Thing QA',
        variants: [{ sku: 'QA', price: 1, stock: 1 }],
      });
      const report = await importReviews(
        at.db,
        [{ name, open: () => createReadStream(`${FOLDER}/${name}`) }],
        { replyAuthor: 'The shop', now: NOW },
      );
      expect([report.files[0]?.new, report.rejected]).toEqual([taken, lost]);
    },
  );
});
