import { sql, type KyselyPlugin } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { money } from '#src/money/money.ts';
import { codeHashOf, makeCodes } from '#src/loyalty/offer-codes.ts';
import type { OfferOutcome } from '#src/loyalty/offer-outcome.ts';
import { redeem, reverseRedemption } from '#src/loyalty/redeem.ts';
import { onBothEngines, type FreshDatabase } from '../doubles/fresh-database.ts';

const now = new Date('2026-11-27T12:00:00Z');
const content = { offers: [] } as unknown as Content;

onBothEngines('an order that is cancelled while it is placed', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => (fresh = await open()));
  afterAll(() => fresh.close());

  it('keeps its code with its redemption, or gives both back', async () => {
    const [code = ''] = await makeCodes(
      fresh.db,
      { offerId: 'thanks', count: 1, batch: 'test', expiresAt: null },
      (below) => below - 1,
    );
    const order = { orderId: 'o1', customerId: null, customerKey: 'ada', outcome: using(codeHashOf(code)) };
    let commit = () => {};
    const mayCommit = new Promise<void>((resolve) => (commit = resolve));
    let redeemed = () => {};
    const isRedeemed = new Promise<void>((resolve) => (redeemed = resolve));
    const placing = fresh.db.transaction().execute(async (trx) => {
      expect(await redeem(trx, content, order, now)).toEqual({ ok: true });
      redeemed();
      await mayCommit;
    });
    await isRedeemed;
    // Placing is through as soon as cancelling has looked for the first time, or has waited a while for its turn.
    const patience = setTimeout(commit, 200);
    const cancelling = fresh.db.transaction().execute((trx) => {
      const afterFirstLook: KyselyPlugin = {
        transformQuery: ({ node }) => node,
        transformResult: async ({ result }) => {
          commit();
          await placing;
          return result;
        },
      };
      return reverseRedemption(trx.withPlugin(afterFirstLook), order.orderId, now);
    });
    await Promise.all([placing, cancelling]);
    clearTimeout(patience);
    const { rows } = await sql<{ live: boolean; held: boolean }>`
      select r.reversed_at is null as live, c.order_id is not null as held
      from offer_redemption r join offer_code c on c.code_hash = r.code_hash`.execute(fresh.db);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.held).toBe(rows[0]?.live);
  });
});

const using = (codeHash: string): OfferOutcome => ({
  applied: [
    {
      offerId: 'thanks',
      kind: 'code',
      label: 'thanks',
      amount: money(500, 'USD'),
      shares: [],
      delivery: money(0, 'USD'),
      arithmetic: '',
      points: 0,
      codeHash,
      returnRule: null,
    },
  ],
  notApplied: [],
  earns: 0,
  earnsArithmetic: null,
  earning: [],
  exact: true,
});
