import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  reserveSpend,
  settleSpend,
  spendOfDay,
  sweepSpend,
  type DayCaps,
} from '#src/conversations/model-spend.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const ADDRESS = 400;
const caps = (visitor: number, everyone: number, micros: number | null = null): DayCaps => ({
  visitor: { tokens: visitor, micros },
  address: { tokens: ADDRESS, micros: null },
  everyone: { tokens: everyone, micros: null },
});
const spend = (tokens: number) => ({ tokens, micros: tokens * 2 });

onBothEngines('what hosted models cost', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());
  const reserve = (day: number, visitor: string, tokens: number, most: DayCaps, asker?: Asker) =>
    reserveSpend(
      fresh.db,
      { visitorId: visitor, asker },
      spend(tokens),
      most,
      new Date(Date.UTC(2026, 0, day)),
    );

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

  it('counts browsers that brought no id as one at each address, and leaves half of the day to the known', async () => {
    const from = (address: string, visitor: string | null = null): Asker => ({ address, visitor });
    const take = (who: string, asker: Asker) => reserve(6, who, 100, caps(200, 1_000), asker);
    const cookieless = [];
    for (let at = 0; at < 5; at++) cookieless.push(await take(`fresh ${at}`, from('one')));
    expect(cookieless.map(({ ok }) => ok)).toEqual([true, true, false, false, false]);
    expect((await take('neighbour', from('one', 'neighbour'))).ok).toBe(true);
    const spread = [];
    for (let at = 0; at < 5; at++) spread.push(await take(`spread ${at}`, from(`home ${at}`)));
    expect(spread.filter(({ ok }) => ok)).toHaveLength(3); // with the two above half of the day
    expect((await take('known', from('elsewhere', 'known'))).ok).toBe(true);
  });

  it('stops one address at its cap, however many visitors it has', async () => {
    const taken = [];
    for (let at = 0; at < 6; at++)
      taken.push(await reserve(7, `v${at}`, 100, caps(200, 5_000), { address: 'office', visitor: `v${at}` }));
    expect(taken.filter(({ ok }) => ok)).toHaveLength(ADDRESS / 100);
    expect(taken.at(-1)).toEqual({ ok: false, refusal: 'address-cap' });
  });

  it('counts money where there is a cap on it', async () => {
    expect((await reserve(3, 'money', 100, caps(1_000, 1_000, 300))).ok).toBe(true);
    expect((await reserve(3, 'money', 100, caps(1_000, 1_000, 300))).ok).toBe(false);
  });

  it('gives back what a call did not use, and begins anew the next day', async () => {
    const day = new Date(Date.UTC(2026, 0, 4));
    await reserve(4, 'saver', 100, caps(150, 1_000));
    await settleSpend(fresh.db, { visitorId: 'saver' }, spend(100), spend(20), caps(150, 1_000), day);
    expect((await spendOfDay(fresh.db, day)).tokens).toBe(20);
    expect((await reserve(4, 'saver', 100, caps(150, 1_000))).ok).toBe(true);
    expect((await reserve(4, 'saver', 100, caps(150, 1_000))).ok).toBe(false);
    expect((await reserve(5, 'saver', 100, caps(150, 1_000))).ok).toBe(true);
  });

  it('keeps the sums of a month and no visitor of an earlier day', async () => {
    await sweepSpend(fresh.db, new Date(Date.UTC(2026, 1, 3)));
    const rows = await fresh.db.selectFrom('model_spend').select(['day', 'who']).execute();
    expect(rows.filter(({ who }) => who !== '')).toEqual([]);
    expect(rows.map(({ day }) => day).toSorted()).toEqual([
      '2026-01-03',
      '2026-01-04',
      '2026-01-05',
      '2026-01-06',
      '2026-01-07',
    ]);
  });
});
