import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareOf } from '#src/http/limits.ts';
import { sweepRateLimits, tryShare, tryWithin, type Limit } from '#src/http/rate-limit.ts';
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
    expect(tries).toEqual([
      { ok: true },
      { ok: true },
      { ok: true },
      { ok: false, retryAfterSeconds: 40, at: 0 },
    ]);
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

  describe('shared by those at one address', () => {
    const share = shareOf('hand-off');
    const ask = (address: string, visitor: string | null, account?: string) =>
      tryShare(
        fresh.db,
        'hand-off',
        { address, visitor, ...(account && { account: () => Promise.resolve(account) }) },
        at(0),
      );
    const many = async (times: number, one: (at: number) => ReturnType<typeof ask>) => {
      let passed = 0;
      for (let time = 0; time < times; time++) passed += (await one(time)).ok ? 1 : 0;
      return passed;
    };

    it('let through as many as one newcomer may where each try has a fresh cookie', async () => {
      expect(await many(40, () => ask('203.0.113.1', null))).toBe(share.newcomers);
    });

    it('hold up nobody who is known there while a neighbour abuses it, with one cookie or with none', async () => {
      await many(40, () => ask('203.0.113.2', null));
      await many(40, () => ask('203.0.113.2', 'abuser'));
      expect(await ask('203.0.113.2', 'neighbour')).toEqual({ ok: true });
    });

    it('end at the address, but for who is signed in', async () => {
      expect(await many(40, (time) => ask('203.0.113.3', `bought cookie ${time}`))).toBe(share.address);
      expect(await ask('203.0.113.3', 'neighbour')).toMatchObject({ ok: false, at: 1 });
      expect(await ask('203.0.113.3', 'neighbour', 'customer')).toEqual({ ok: true });
      expect(await many(40, () => ask('203.0.113.3', 'neighbour', 'customer'))).toBeLessThan(share.visitor);
    });

    it('stop nobody else at other addresses', async () => {
      expect(await many(40, (time) => ask(`198.51.100.${time}`, null))).toBe(40);
    });

    it('let no more through when all come at once', async () => {
      const all = await Promise.all(Array.from({ length: 40 }, () => ask('203.0.113.4', null)));
      expect(all.filter(({ ok }) => ok)).toHaveLength(share.newcomers);
    });
  });

  it('are forgotten after a day', async () => {
    await sweepRateLimits(fresh.db, new Date(at(0).getTime() + 3 * 86_400_000));
    expect(await tryWithin(fresh.db, limit, 'crowd', at(1))).toEqual({ ok: true });
  });
});
