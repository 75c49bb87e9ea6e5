import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { forgetUses } from '#src/loyalty/forget-uses.ts';
import { recordExposures } from '#src/loyalty/holdout.ts';
import { redeem, reverseRedemption } from '#src/loyalty/redeem.ts';
import { money } from '#src/money/money.ts';
import { freshPglite, type FreshDatabase } from '../doubles/fresh-database.ts';

const now = new Date('2026-11-27T12:00:00Z');
const content = { offers: [] } as unknown as Content;
let fresh: FreshDatabase;
beforeAll(async () => (fresh = await freshPglite()));
afterAll(() => fresh.close());

const use = (orderId: string, customerKey: string) =>
  fresh.db.transaction().execute((trx) =>
    redeem(
      trx,
      content,
      {
        orderId,
        customerId: null,
        customerKey,
        outcome: {
          applied: [
            {
              offerId: 'ten',
              kind: 'offer',
              label: 'ten',
              amount: money(100, 'USD'),
              shares: [],
              delivery: money(0, 'USD'),
              arithmetic: '',
              points: 0,
              codeHash: null,
              returnRule: null,
            },
          ],
          notApplied: [],
          earns: 0,
          earnsArithmetic: null,
          earning: [],
          exact: true,
        },
      },
      now,
    ),
  );

it('leaves no trace of who used an offer, and what was used still counts and can be given back', async () => {
  await use('o1', 'ana@example.com');
  await use('o2', 'c1');
  await use('o3', 'ben@example.com');
  await recordExposures(fresh.db, 'ana@example.com', [{ offerId: 'ten', arm: 'held-out' }], now);
  await recordExposures(fresh.db, 'ben@example.com', [{ offerId: 'ten', arm: 'offered' }], now);
  await fresh.db.transaction().execute((trx) => forgetUses(trx, ['ana@example.com', 'c1'], 'nobody-1'));
  const { rows } = await sql<{ key: string; used: number }>`
    select customer_key as key, used from offer_customer_use order by 1`.execute(fresh.db);
  expect(rows).toEqual([
    { key: 'ben@example.com', used: 1 },
    { key: 'nobody-1', used: 2 },
  ]);
  const keys = await sql<{ key: string }>`select customer_key as key from offer_redemption
    union all select customer_key from offer_exposure order by 1`.execute(fresh.db);
  expect(keys.rows.map((row) => row.key)).toEqual([
    'ben@example.com',
    'ben@example.com',
    'nobody-1',
    'nobody-1',
  ]);
  await fresh.db.transaction().execute((trx) => reverseRedemption(trx, 'o1', now));
  const uses = await sql`select o.used, c.used as theirs from offer_use o
    join offer_customer_use c on c.offer_id = o.offer_id and c.customer_key = 'nobody-1'`.execute(fresh.db);
  expect(uses.rows).toEqual([{ used: 2, theirs: 1 }]);
});
