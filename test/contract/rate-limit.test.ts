import { afterAll, beforeAll, expect, it } from 'vitest';
import { sweepRateLimits, tryWithin, type Limit } from '#src/http/rate-limit.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const limit: Limit = { name: 'review', most: 3, perSeconds: 60 };
const at = (seconds: number) => new Date(Date.UTC(2026, 0, 1, 0, 0, seconds));

onBothEngines('limits on how often', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh.close());

  it('let so many tries through and tell how long to wait for the next', async () => {
    const tries = [];
    for (const second of [0, 1, 2, 20]) tries.push(await tryWithin(fresh.db, limit, 'ann', at(second)));
    expect(tries).toEqual([{ ok: true }, { ok: true }, { ok: true }, { ok: false, retryAfterSeconds: 40 }]);
  });

  it('count each person and each purpose apart', async () => {
    expect(await tryWithin(fresh.db, limit, 'ben', at(20))).toEqual({ ok: true });
    expect(await tryWithin(fresh.db, { ...limit, name: 'code' }, 'ann', at(20))).toEqual({ ok: true });
  });

  it('begin anew when the window is over', async () => {
    expect(await tryWithin(fresh.db, limit, 'ann', at(60))).toEqual({ ok: true });
  });

  it('let no more through when all come at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 20 }, () => tryWithin(fresh.db, limit, 'crowd', at(0))),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(3);
  });

  it('are forgotten after a day', async () => {
    await sweepRateLimits(fresh.db, new Date(at(0).getTime() + 3 * 86_400_000));
    expect(await tryWithin(fresh.db, limit, 'crowd', at(1))).toEqual({ ok: true });
  });
});
