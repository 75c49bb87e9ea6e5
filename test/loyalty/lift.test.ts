import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { liftInWords } from '#src/loyalty/lift-in-words.ts';
import { armOf, type Arm } from '#src/loyalty/holdout.ts';
import { liftOf, type Lift } from '#src/loyalty/lift.ts';
import { freshPglite, type FreshDatabase } from '../doubles/fresh-database.ts';

const now = new Date('2026-11-27T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);
const store = { currency: 'USD', locale: 'en-US' };
const content = {
  offers: [
    {
      slug: 'back',
      words: {
        title: 'Back',
        description: '',
        reward: { percent: 10 },
        when: { lapse: { days: 90 } },
        holdoutPercent: 10,
      },
    },
    { slug: 'open', words: { title: 'Open', description: '', reward: { percent: 10 }, holdoutPercent: 10 } },
  ],
  program: null,
  store,
} as unknown as Content;

let fresh: FreshDatabase;
beforeAll(async () => (fresh = await freshPglite()));
afterAll(() => fresh.close());
beforeEach(() => sql`truncate offer_exposure, customer_order cascade`.execute(fresh.db));

type Order = {
  readonly daysAgo: number;
  readonly minor: number;
  readonly state?: string;
  readonly returned?: number;
  readonly currency?: string;
};

async function qualify(key: string, arm: Arm, daysAgo: number, orders: readonly Order[]) {
  await sql`insert into offer_exposure values ('back', ${key}, ${arm}, ${ago(daysAgo)})`.execute(fresh.db);
  for (const { daysAgo: placed, minor, state = 'paid', returned = 0, currency = 'USD' } of orders) {
    const id = randomUUID();
    await sql`insert into customer_order (id, number, customer_key, state, placed_at, currency, total_minor)
      values (${id}, ${id}, ${key}, ${state}, ${ago(placed)}, ${currency}, ${minor})`.execute(fresh.db);
    await sql`insert into order_line (order_id, position, sku, quantity, unit_minor, total_minor, returned)
      values (${id}, 0, 'x', 2, 0, ${minor}, ${returned})`.execute(fresh.db);
  }
}

const measured = async (days = 30): Promise<Lift> => {
  const [lift, ...more] = await liftOf(fresh.db, content, days, now);
  expect(more).toEqual([]);
  if (!lift) throw new Error('No offer was measured');
  return lift;
};

/** A customer whom the hash puts on that side, another for each number. */
function keyOn(arm: Arm, number: number): string {
  let left = number;
  for (let at = 0; ; at++) if (armOf('back', `c${at}`, 10, '') === arm && left-- === 0) return `c${at}`;
}

/** So many customers a side, of whom every n-th orders once for so much. */
async function fill(
  sides: Record<'offered' | 'held-out', { customers: number; every: number; minor: number }>,
) {
  for (const arm of ['offered', 'held-out'] as const)
    for (let at = 0; at < sides[arm].customers; at++)
      await qualify(
        keyOn(arm, at),
        arm,
        60,
        at % sides[arm].every === 0 ? [{ daysAgo: 50, minor: sides[arm].minor + at }] : [],
      );
}

describe('what counts', () => {
  it('is what a customer ordered within the days after qualifying, and nothing else', async () => {
    await qualify(keyOn('offered', 0), 'offered', 60, [
      { daysAgo: 61, minor: 100 }, // before
      { daysAgo: 60, minor: 1000 }, // the order in which it showed
      { daysAgo: 31, minor: 2000 },
      { daysAgo: 30, minor: 400 }, // the first moment after
    ]);
    expect((await measured()).offered).toEqual({ customers: 1, ordered: 1, orders: 2, revenue: 3000 });
  });

  it('leaves out cancelled and unpaid orders, what came back, and other currencies', async () => {
    await qualify(keyOn('held-out', 0), 'held-out', 60, [
      { daysAgo: 50, minor: 1000, state: 'cancelled' },
      { daysAgo: 50, minor: 1000, state: 'awaiting-payment' },
      { daysAgo: 50, minor: 1000, currency: 'EUR' },
      { daysAgo: 50, minor: 1000, state: 'delivered', returned: 1 },
    ]);
    expect((await measured()).heldOut).toEqual({ customers: 1, ordered: 1, orders: 1, revenue: 500 });
  });

  it('waits for customers whose days are not over', async () => {
    await qualify(keyOn('offered', 0), 'offered', 10, [{ daysAgo: 9, minor: 1000 }]);
    const lift = await measured();
    expect(lift).toMatchObject({ waiting: 1, offered: { customers: 0 } });
    expect(liftInWords(lift, store)).toBe(
      'Not enough to say: nobody’s 30 days are over yet. 1 more are still within their 30 days.',
    );
  });

  it('names an offer for which nobody has qualified, and none that everybody can see', async () => {
    const lift = await measured();
    expect(lift.offerId).toBe('back');
    expect(liftInWords(lift, store)).toBe('Not enough to say: nobody has qualified yet.');
  });

  it('leaves out who would be on the other side today', async () => {
    await qualify(keyOn('held-out', 0), 'offered', 60, [{ daysAgo: 50, minor: 1000 }]);
    await qualify(keyOn('held-out', 1), 'held-out', 60, []);
    expect(await measured()).toMatchObject({
      moved: 1,
      offered: { customers: 0, revenue: 0 },
      heldOut: { customers: 1 },
    });
  });

  it('still measures an offer whose file is gone', async () => {
    await sql`insert into offer_exposure values ('gone', 'ada', 'held-out', ${ago(60)})`.execute(fresh.db);
    const lifts = await liftOf(fresh.db, content, 30, now);
    expect(lifts.map((one) => one.title)).toEqual(['Back', 'gone']);
  });
});

describe('what is said', () => {
  it('is that a customer spent more, with the ends between which it lies', async () => {
    await fill({
      offered: { customers: 500, every: 2, minor: 8000 },
      'held-out': { customers: 60, every: 5, minor: 5000 },
    });
    const lift = await measured();
    expect(lift.measured?.ordered.difference).toBeCloseTo(0.3, 6);
    expect(lift.measured?.ordersEach.low).toBeGreaterThan(0);
    expect(lift.measured?.revenueEach.low).toBeGreaterThan(0);
    expect(liftInWords(lift, store)).toMatch(
      /^In 30 days a customer who was offered it spent \$[\d.]+ more than one held out \(between \$[\d.]+ and \$[\d.]+\)/,
    );
  });

  it('is that a customer spent less, where that is so', async () => {
    await fill({
      offered: { customers: 500, every: 6, minor: 3000 },
      'held-out': { customers: 60, every: 2, minor: 8000 },
    });
    expect(liftInWords(await measured(), store)).toMatch(/spent \$[\d.]+ less than one held out/);
  });

  it('is that there is not enough to say, where both sides do alike', async () => {
    await fill({
      offered: { customers: 300, every: 3, minor: 5000 },
      'held-out': { customers: 40, every: 3, minor: 5000 },
    });
    expect(liftInWords(await measured(), store)).toMatch(
      /^Not enough to say: in 30 days .* between \$[\d.]+ less and \$[\d.]+ more/,
    );
  });

  it('is that there is not enough to say, where too few were held out, whatever they spent', async () => {
    await fill({
      offered: { customers: 200, every: 1, minor: 9000 },
      'held-out': { customers: 29, every: 29, minor: 10 },
    });
    expect(liftInWords(await measured(), store)).toBe(
      'Not enough to say: 200 customers were offered it and 29 held out; it takes 30 on each side.',
    );
  });

  it('is that there is not enough to say, where hardly anybody ordered', async () => {
    await fill({
      offered: { customers: 300, every: 50, minor: 9000 },
      'held-out': { customers: 40, every: 40, minor: 10 },
    });
    expect(liftInWords(await measured(), store)).toBe(
      'Not enough to say: only 7 orders came from both sides; it takes 20.',
    );
  });

  it('is nothing, where far more were held out than were meant to be', async () => {
    await fill({
      offered: { customers: 100, every: 2, minor: 8000 },
      'held-out': { customers: 60, every: 5, minor: 5000 },
    });
    const lift = await measured();
    expect(lift).toMatchObject({ isSplitOff: true, measured: null, moved: 0 });
    expect(liftInWords(lift, store)).toMatch(
      /^Nothing can be said: 100 .* 60 held out, which is not the share/,
    );
  });

  it('takes out what each customer had bought before', async () => {
    for (const arm of ['offered', 'held-out'] as const)
      for (let at = 0; at < (arm === 'offered' ? 360 : 40); at++) {
        const usual = 1000 * (1 + (at % 20));
        await qualify(keyOn(arm, at), arm, 60, [
          { daysAgo: 70, minor: usual },
          { daysAgo: 50, minor: usual + (arm === 'offered' ? 700 : 0) },
        ]);
      }
    const lift = await measured();
    expect(lift.offered).toMatchObject({ customers: 360, orders: 360 });
    expect(lift.measured?.revenueEach.low).toBeGreaterThan(500);
    expect(lift.measured?.revenueEach.high).toBeLessThan(900);
  });

  it('is the same each time', async () => {
    await fill({
      offered: { customers: 300, every: 2, minor: 8000 },
      'held-out': { customers: 40, every: 5, minor: 5000 },
    });
    expect(await measured()).toEqual(await measured());
  });
});
