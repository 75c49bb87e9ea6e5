import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { clearShop } from '#src/backup/clear-shop.ts';
import { productBySku } from '#src/catalog/product-store.ts';
import { migrate, migrateTo } from '#src/database/migrate.ts';
import { migrationNames } from '#src/database/migration-files.ts';
import { recordCounts } from '#src/inventory/record-counts.ts';
import { takeOut } from '#src/inventory/reserve-stock.ts';
import { storyOf } from '#src/inventory/stock-story.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('stock of a shop from before the ledger', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    const older = (await migrationNames()).filter((name) => name < '0280');
    await at.db.transaction().execute(async (trx) => {
      await clearShop(trx);
      await migrateTo(trx, older);
    });
    // 20 were fed, 8 sold: 5 of them sent, 2 paid and 1 not.
    await sql`insert into product (id, slug, source, source_key, title, description, category_path, category_slugs, options,
        attributes, content_hash)
      overriding system value values (1, 'mug', 'csv', 'mug', 'Mug', '', '{}', '{}', '[]', '[]', '')`.execute(
      at.db,
    );
    await sql`insert into variant (id, product_id, sku, position, title, options, attributes, price_minor, currency)
      overriding system value values (1, 1, 'MUG', 0, '', '{}', '[]', 900, 'USD'), (2, 1, 'FREE', 1, '', '{}', '[]', 900, 'USD')`.execute(
      at.db,
    );
    await sql`insert into stock (variant_id, on_hand, reserved, fed_on_hand, tracked)
      values (1, 15, 3, 20, true), (2, 0, 0, null, false)`.execute(at.db);
    await sql`insert into stock_reservation (holder, sku, quantity, state, expires_at, updated_at)
      values ('sent', 'MUG', 5, 'taken', null, '2026-11-20'), ('paid', 'MUG', 2, 'held', null, '2026-11-21'),
        ('unpaid', 'MUG', 1, 'held', '2026-11-22', '2026-11-21')`.execute(at.db);
    await migrate(at.db);
  });
  afterAll(() => at.close());

  const left = async (sku = 'MUG') => (await productBySku(at.db, sku))?.variant.availability;
  const count = (pieces: number, knows: 'knows-our-orders' | null) => {
    const now = new Date();
    return recordCounts(at.db, [{ sku: 'MUG', pieces }], { takenAt: now, knows, source: 'csv' }, now);
  };

  it('is what it was, and the number that was fed before brings nothing back', async () => {
    expect(await left()).toMatchObject({ left: 12 });
    expect(await left('FREE')).toMatchObject({ state: 'in-stock', left: null });
    await count(20, null);
    expect(await left()).toMatchObject({ left: 12 });
    await count(19, null);
    expect(await left()).toMatchObject({ left: 11 });
    await count(13, 'knows-our-orders');
    expect(await left()).toMatchObject({ left: 12 });
    await takeOut(at.db, 'paid', new Date());
    expect(await left()).toMatchObject({ left: 12 });
  });

  it('has a story that begins with what lay there, and whose sum is what lies there', async () => {
    const story = await storyOf(at.db, 'MUG');
    expect(story?.entries.slice(0, 2)).toMatchObject([
      { kind: 'sold', pieces: 2, lies: 0, sold: 2 },
      { kind: 'counted', pieces: 15, lies: 15, sold: 2 },
    ]);
    expect(story?.entries.at(-1)).toMatchObject({ kind: 'sent', lies: story?.lies ?? Number.NaN, sold: 0 });
  });

  it('is not counted back by a file from before it', async () => {
    const before = new Date('2026-11-01T00:00:00Z');
    const told = { takenAt: before, knows: 'knows-our-orders', source: 'csv' } as const;
    expect(await recordCounts(at.db, [{ sku: 'MUG', pieces: 20 }], told, new Date())).toMatchObject({
      older: ['MUG'],
      changed: 0,
    });
  });
});
