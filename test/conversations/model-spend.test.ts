import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  reserveSpend,
  settleSpend,
  spendOfDay,
  sweepSpend,
  type DayCaps,
} from '#src/conversations/model-spend.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const caps = (visitor: number, everyone: number, micros: number | null = null): DayCaps => ({
  visitor: { tokens: visitor, micros },
  everyone: { tokens: everyone, micros: null },
});
const spend = (tokens: number) => ({ tokens, micros: tokens * 2 });

onBothEngines('what hosted models cost', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());
  const reserve = (day: number, visitor: string, tokens: number, most: DayCaps) =>
    reserveSpend(fresh.db, visitor, spend(tokens), most, new Date(Date.UTC(2026, 0, day)));

  it('never goes over the cap of a day when many calls are made at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 12 }, (_, at) => reserve(1, `visitor-${at}`, 100, caps(1_000, 500))),
    );
    expect(all.filter(({ ok }) => ok)).toHaveLength(5);
    expect(all.find(({ ok }) => !ok)).toEqual({ ok: false, refusal: 'day-cap' });
    expect(await spendOfDay(fresh.db, new Date(Date.UTC(2026, 0, 1)))).toEqual({
      tokens: 500,
      micros: 1_000,
      calls: 5,
    });
  });

  it('stops one visitor at their own cap and nobody else', async () => {
    expect((await reserve(2, 'much', 100, caps(150, 1_000))).ok).toBe(true);
    expect(await reserve(2, 'much', 100, caps(150, 1_000))).toEqual({ ok: false, refusal: 'visitor-cap' });
    expect((await reserve(2, 'little', 100, caps(150, 1_000))).ok).toBe(true);
  });

  it('counts money where there is a cap on it', async () => {
    expect((await reserve(3, 'money', 100, caps(1_000, 1_000, 300))).ok).toBe(true);
    expect((await reserve(3, 'money', 100, caps(1_000, 1_000, 300))).ok).toBe(false);
  });

  it('gives back what a call did not use, and begins anew the next day', async () => {
    const day = new Date(Date.UTC(2026, 0, 4));
    await reserve(4, 'saver', 100, caps(150, 1_000));
    await settleSpend(fresh.db, 'saver', spend(100), spend(20), day);
    expect((await spendOfDay(fresh.db, day)).tokens).toBe(20);
    expect((await reserve(4, 'saver', 100, caps(150, 1_000))).ok).toBe(true);
    expect((await reserve(4, 'saver', 100, caps(150, 1_000))).ok).toBe(false);
    expect((await reserve(5, 'saver', 100, caps(150, 1_000))).ok).toBe(true);
  });

  it('keeps the sums of a month and no visitor of an earlier day', async () => {
    await sweepSpend(fresh.db, new Date(Date.UTC(2026, 1, 3)));
    const rows = await fresh.db.selectFrom('model_spend').select(['day', 'who']).execute();
    expect(rows.filter(({ who }) => who !== '')).toEqual([]);
    expect(rows.map(({ day }) => day).toSorted()).toEqual(['2026-01-03', '2026-01-04', '2026-01-05']);
  });
});
