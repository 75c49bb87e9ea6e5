import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content, Entry } from '#src/editorial/content.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { money } from '#src/money/money.ts';
import { codeHashOf, makeCodes } from '#src/loyalty/offer-codes.ts';
import type { OfferOutcome } from '#src/loyalty/offer-outcome.ts';
import { earnForOrder, reversePoints } from '#src/loyalty/points-ledger.ts';
import { lotsOf, balanceOf } from '#src/loyalty/points-lots.ts';
import { redeem, reverseRedemption, type Redeemed } from '#src/loyalty/redeem.ts';
import { onBothEngines, type FreshDatabase } from '../doubles/fresh-database.ts';

const now = new Date('2026-11-27T12:00:00Z');
const none: OfferOutcome = {
  applied: [],
  notApplied: [],
  earns: 0,
  earnsArithmetic: null,
  earning: [],
  exact: true,
};

const contentWith = (slug: string, limits: OfferWords['limits']): Pick<Content, 'offers'> => ({
  offers: [
    { slug, words: { title: slug, description: slug, reward: { percent: 10 }, limits } } as Entry<OfferWords>,
  ],
});
const using = (
  offerId: string,
  minor: number,
  more: { codeHash?: string; points?: number } = {},
): OfferOutcome => ({
  ...none,
  applied: [
    {
      offerId,
      kind: more.points ? 'points' : more.codeHash ? 'code' : 'offer',
      label: offerId,
      amount: money(minor, 'USD'),
      shares: [],
      delivery: money(0, 'USD'),
      arithmetic: '',
      points: more.points ?? 0,
      codeHash: more.codeHash ?? null,
      returnRule: null,
    },
  ],
});

onBothEngines('redeeming', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => (fresh = await open()));
  afterAll(() => fresh.close());

  /** Redeems in a transaction of its own, rolled back on a refusal, as placing an order does. */
  const order = async (
    content: Pick<Content, 'offers'>,
    given: { orderId: string; customerKey: string; outcome: OfferOutcome; customerId?: string },
  ): Promise<Redeemed> => {
    const refused: { value?: Redeemed } = {};
    return fresh.db
      .transaction()
      .execute(async (trx) => {
        const done = await redeem(trx, content, { customerId: null, ...given }, now);
        if (!done.ok) {
          refused.value = done;
          throw new Error('roll back');
        }
        return done;
      })
      .catch((error: unknown) => {
        if (refused.value) return refused.value;
        throw error;
      });
  };
  const cancel = (orderId: string) =>
    fresh.db.transaction().execute((trx) => reverseRedemption(trx, orderId, now));
  const member = async (id: string) => {
    await sql`insert into customer (id) values (${id})`.execute(fresh.db);
    await sql`insert into loyalty_member (customer_id) values (${id})`.execute(fresh.db);
  };
  const lot = (id: string, points: number) =>
    sql`insert into points_entry (customer_id, kind, points, at) values (${id}, 'adjust', ${points}, ${now})`.execute(
      fresh.db,
    );
  const balance = async (id: string) => balanceOf(await lotsOf(fresh.db, id, now));

  it('gives an offer as often as it may be used, to orders placed at once', async () => {
    const content = contentWith('race', { uses: 5 });
    const all = await Promise.all(
      Array.from({ length: 24 }, (_, at) =>
        order(content, { orderId: `race-${at}`, customerKey: `c${at}`, outcome: using('race', 100) }),
      ),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(5);
  });

  it('stops at the budget', async () => {
    const content = contentWith('budget', { value: '2.50 USD' });
    const all = [];
    for (const id of ['b1', 'b2', 'b3'])
      all.push(await order(content, { orderId: id, customerKey: id, outcome: using('budget', 100) }));
    expect(all.map((one) => one.ok)).toEqual([true, true, false]);
  });

  it('counts guests who share an e-mail as one customer', async () => {
    const content = contentWith('guest', { perCustomer: 1 });
    const all = await Promise.all(
      ['g1', 'g2', 'g3', 'g4'].map((orderId) =>
        order(content, { orderId, customerKey: 'ana@example.com', outcome: using('guest', 100) }),
      ),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(1);
    expect(all.find((one) => !one.ok)).toMatchObject({ refusal: 'customer-limit' });
  });

  it('takes a code once, and again after the order is cancelled', async () => {
    const [code = ''] = await makeCodes(
      fresh.db,
      { offerId: 'single', count: 1, batch: 'test', expiresAt: null },
      (below) => below - 1,
    );
    const outcome = using('single', 100, { codeHash: codeHashOf(code) });
    const content = contentWith('single', undefined);
    const two = await Promise.all(
      ['k1', 'k2'].map((orderId) => order(content, { orderId, customerKey: orderId, outcome })),
    );
    expect(two.filter((one) => one.ok)).toHaveLength(1);
    await cancel(two[0]?.ok ? 'k1' : 'k2');
    expect(await order(content, { orderId: 'k3', customerKey: 'k3', outcome })).toEqual({ ok: true });
  });

  it('counts a retried order once and a cancelled one not at all', async () => {
    const content = contentWith('retry', { uses: 1 });
    const given = { orderId: 'r1', customerKey: 'r', outcome: using('retry', 100) };
    expect(await order(content, given)).toEqual({ ok: true });
    expect(await order(content, given)).toEqual({ ok: true });
    await cancel('r1');
    await cancel('r1');
    expect(await order(content, { ...given, orderId: 'r2' })).toEqual({ ok: true });
    expect(await order(content, given)).toMatchObject({ refusal: 'order-cancelled' });
  });

  it('uses no more points than are there, whatever comes at once', async () => {
    await member('ada');
    await lot('ada', 250);
    const all = await Promise.all(
      ['p1', 'p2', 'p3', 'p4'].map((orderId) =>
        order(contentWith('x', undefined), {
          orderId,
          customerKey: 'ada',
          customerId: 'ada',
          outcome: using('points', 200, { points: 100 }),
        }),
      ),
    );
    expect(all.filter((one) => one.ok)).toHaveLength(2);
    expect(await balance('ada')).toBe(50);
  });

  it('balances points through earning, use and returns of any part', async () => {
    let at = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 500 }),
        fc.integer({ min: 0, max: 300 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 3 }),
        async (earns, burns, shares) => {
          const id = `m${++at}`;
          await member(id);
          await lot(id, 300);
          const outcome = {
            ...(burns ? using('points', burns, { points: burns }) : none),
            earns,
          };
          await order(contentWith('x', undefined), { orderId: id, customerKey: id, customerId: id, outcome });
          await earnForOrder(fresh.db, 365, id, now);
          await earnForOrder(fresh.db, 365, id, now);
          let gone = 0;
          for (const share of shares) {
            await fresh.db.transaction().execute((trx) => reversePoints(trx, id, share, now));
            gone = Math.max(gone, share);
          }
          const expected = 300 - burns + Math.round(burns * gone) + earns - Math.round(earns * gone);
          expect(await balance(id)).toBe(expected);
        },
      ),
      { numRuns: 25 },
    );
  });
});
