import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { integer } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { recordCounts, type CountKind } from '#src/inventory/record-counts.ts';
import { keepForGoodSql, release, reserve, takeOut } from '#src/inventory/reserve-stock.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

const BUYERS = 60;
const THERE = 40;
const DELIVERIES = 5;

onBothEngines('sixty buyers while counts arrive', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => (at = await open()));
  afterAll(() => at.close());

  it.for(['knows-our-orders', 'knows-what-was-sent', 'does-not-know', 'delta', null] as const)(
    'never buy more than was there: %s',
    async (knows) => {
      const sku = `CHAIR-${knows}`;
      await insertProduct(at.db, { slug: sku.toLowerCase(), variants: [{ sku, price: 9000, stock: 0 }] });
      const tell = (pieces: number, takenAt: Date, kind: CountKind | null = knows) =>
        recordCounts(at.db, [{ sku, pieces }], { takenAt, knows: kind, source: 'warehouse' }, new Date());
      await tell(THERE, new Date(), knows === 'delta' ? 'does-not-know' : knows);
      const busy = new Map<string, Date>();
      let bought = 0;
      /** One of four thinks better of it before paying; of the others every second order is sent at once. */
      const buy = async (buyer: number): Promise<void> => {
        const id = `${sku}-${buyer}`;
        await sleep(buyer % 15);
        const step = async <Result>(run: (now: Date) => Promise<Result>): Promise<Result> => {
          const now = new Date();
          busy.set(id, now);
          try {
            return await run(now);
          } finally {
            busy.delete(id);
          }
        };
        const wanted = [{ sku, quantity: 1 }];
        const got = await step((now) => reserve(at.db, id, wanted, new Date(now.getTime() + 60_000), now));
        if (!got.ok) return;
        if (buyer % 4 === 0) return step((now) => release(at.db, id, now));
        await step(
          async (now) =>
            void (await sql`with ${keepForGoodSql(sql`select ${id}`, now)} select 1`.execute(at.db)),
        );
        bought += 1;
        if (buyer % 2) await step((now) => takeOut(at.db, id, now));
      };
      const sum = async (kind: 'sold' | 'sent', until: Date): Promise<number> => {
        const { rows } = await rowsOf({ pieces: integer })`
          select coalesce(sum(pieces), 0)::int as pieces from stock_movement
          where sku = ${sku} and kind = ${kind} and at <= ${until}::timestamptz`.execute(at.db);
        return rows[0]?.pieces ?? 0;
      };
      let delivered = 0;
      const counting = async (): Promise<void> => {
        for (let round = 0; round < DELIVERIES; round++) {
          // A moment before which everything is told: whoever counts has heard of all of it and of nothing later.
          const taken = new Date(Math.min(Date.now(), ...[...busy.values()].map(Number)) - 1);
          if (knows === 'knows-our-orders') await tell(THERE - (await sum('sold', taken)), taken);
          else if (knows === 'knows-what-was-sent') await tell(THERE - (await sum('sent', taken)), taken);
          else if (knows === 'delta') {
            delivered += 2;
            await tell(2, new Date());
          } else await tell(THERE, new Date());
          await sleep(10);
        }
      };
      await Promise.all([counting(), ...Array.from({ length: BUYERS }, (_, buyer) => buy(buyer))]);
      expect(bought).toBeLessThanOrEqual(THERE + delivered);
      const { rows } = await rowsOf({ hand: integer, reserved: integer, sent: integer })`
        select s.on_hand as hand, s.reserved, (select coalesce(sum(pieces), 0) from stock_movement m
          where m.sku = v.sku and m.kind = 'sent')::int as sent
        from stock s join variant v on v.id = s.variant_id where v.sku = ${sku}`.execute(at.db);
      // What lies there and what was sent is all there ever was; all that is sold is there.
      const [stock] = rows;
      expect((stock?.hand ?? 0) + (stock?.sent ?? 0)).toBe(THERE + delivered);
      expect(stock?.reserved ?? 0).toBeLessThanOrEqual(stock?.hand ?? 0);
      expect(bought).toBe((stock?.reserved ?? 0) + (stock?.sent ?? 0));
    },
  );
});
