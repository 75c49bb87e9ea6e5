import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { productBySku } from '#src/catalog/product-store.ts';
import { dateText } from '#src/editorial/date-text.ts';
import { correctStock } from '#src/inventory/correct-stock.ts';
import { missingPieces } from '#src/inventory/missing-pieces.ts';
import { recordCounts, type CountKind } from '#src/inventory/record-counts.ts';
import { release, reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { storyOf } from '#src/inventory/stock-story.ts';
import { entryWords, standingWords } from '#src/inventory/story-words.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const MONDAY = Date.parse('2026-11-23T08:00:00Z');
const on = (day: number, hour = 0) => new Date(MONDAY + (day * 24 + hour) * 3_600_000);
const clock = { locale: 'en-US', timeZone: 'UTC' };

onBothEngines('the story of a SKU', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await insertProduct(at.db, {
      slug: 'tea-pot',
      variants: [
        { sku: 'POT', price: 4000, stock: 0 },
        { sku: 'LID', price: 900, stock: 0 },
      ],
    });
  });
  beforeEach(async () => {
    await sql`truncate stock_movement, stock_reservation`.execute(at.db);
    await sql`update stock set on_hand = 0, reserved = 0, unheard = 0, counted = null, counted_at = null, counted_as = null`.execute(
      at.db,
    );
  });
  afterAll(() => at.close());

  const count = (pieces: number, takenAt: Date, knows: CountKind | null = 'knows-our-orders') =>
    recordCounts(at.db, [{ sku: 'POT', pieces }], { takenAt, knows, source: 'till.csv' }, takenAt);
  const sell = (order: string, quantity: number, now: Date) =>
    reserve(at.db, order, [{ sku: 'POT', quantity }], null, now);
  const correct = (pieces: number, now: Date, more: { reason?: string; outsideAgrees?: boolean } = {}) =>
    correctStock(
      at.db,
      { sku: 'POT', pieces, reason: 'one broke', by: 'Ann', outsideAgrees: false, ...more },
      now,
    );
  const told = async () => {
    const story = await storyOf(at.db, 'POT');
    return story?.entries.map((entry) => entryWords(entry, (day) => dateText(clock, day, 'weekday')));
  };
  const left = async () => (await productBySku(at.db, 'POT'))?.variant.availability.left;

  it('tells each piece, and what is missing since when', async () => {
    await count(20, on(0));
    await sell('A', 3, on(1));
    await takeOut(at.db, 'A', on(1, 1));
    await count(16, on(2));
    await sell('B', 2, on(3));
    await release(at.db, 'B', on(3, 1));
    expect(await told()).toEqual([
      '20 were counted (till.csv), without what was sold here.',
      '3 were sold: order A.',
      '3 left the house: order A.',
      '16 were counted (till.csv), without what was sold here: 1 fewer than expected, so 1 is missing since Mon, Nov 23.',
      '2 were sold: order B.',
      '2 were given back: order B was cancelled.',
    ]);
    expect(await missingPieces(at.db, on(0), 10)).toEqual([
      { sku: 'POT', title: 'Tea pot', missing: 1, at: on(2) },
    ]);
  });

  it('says what lies there, what is sold and what is only reserved', async () => {
    await count(9, on(0));
    await sell('A', 2, on(1));
    await reserve(at.db, 'B', [{ sku: 'POT', quantity: 3 }], on(2), on(1));
    const story = await storyOf(at.db, 'POT');
    expect(story && standingWords(story)).toBe(
      '9 lie there, 2 of them sold and not sent, 3 reserved by orders that are not paid. 4 can be sold.',
    );
    expect(story?.open).toEqual([
      { order: 'A', pieces: 2, isPaid: true },
      { order: 'B', pieces: 3, isPaid: false },
    ]);
  });

  it('is corrected by a person with a reason, and by nobody without one', async () => {
    await count(5, on(0));
    expect(await correct(4, on(1), { reason: ' ' })).toEqual({ ok: false, refusal: 'no-reason' });
    expect(await correct(1.5, on(1))).toEqual({ ok: false, refusal: 'no-pieces' });
    expect(await correct(4, on(1))).toEqual({ ok: true, before: 5 });
    expect(await left()).toBe(4);
    expect((await told())?.at(-1)).toBe('Ann looked and found 4, 1 fewer: one broke');
  });

  it('keeps a piece that broke away from a counter who has not heard of it', async () => {
    for (const knows of ['does-not-know', null] as const) {
      await count(5, on(0), knows);
      await correct(4, on(1));
      await count(5, on(2), knows);
      expect(await left()).toBe(4);
      await correct(4, on(3), { outsideAgrees: true, reason: 'the till was put right' });
      await count(4, on(4), knows);
      expect(await left()).toBe(4);
      await sql`truncate stock_movement`.execute(at.db);
      await sql`update stock set on_hand = 0, unheard = 0, counted = null, counted_at = null`.execute(at.db);
    }
  });

  it('of a correction that an older count did not see is the same after it', async () => {
    await count(5, on(0), 'does-not-know');
    await correct(4, on(3));
    await count(6, on(2), 'does-not-know');
    expect(await left()).toBe(5);
  });

  it('is of nobody where no variant has the SKU', async () => {
    expect(await storyOf(at.db, 'NONE')).toBeNull();
    const none = { sku: 'NONE', pieces: 1, reason: 'why', by: 'Ann', outsideAgrees: false };
    expect(await correctStock(at.db, none, on(0))).toEqual({ ok: false, refusal: 'unknown' });
  });
});
