import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Content } from '#src/editorial/content.ts';
import { expirePoints } from '#src/loyalty/expire-points.ts';
import { burnPoints } from '#src/loyalty/points-ledger.ts';
import { balanceOf, lotsOf } from '#src/loyalty/points-lots.ts';
import { pointsOf } from '#src/loyalty/points-of.ts';
import { PROGRAM } from '../loyalty/promotion-case.ts';
import { onBothEngines, type FreshDatabase } from '../doubles/fresh-database.ts';

const now = new Date('2026-11-27T12:00:00Z');
const ago = (days: number) => new Date(now.getTime() - days * 86_400_000);

onBothEngines('expiring points', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => (fresh = await open()));
  afterAll(() => fresh.close());

  /** A member with lots that ran out so many days ago; below zero for lots that have not. */
  const member = async (id: string, lots: readonly (readonly [number, number])[]) => {
    await sql`insert into customer (id) values (${id})`.execute(fresh.db);
    await sql`insert into loyalty_member (customer_id) values (${id})`.execute(fresh.db);
    for (const [points, days] of lots)
      await sql`insert into points_entry (customer_id, kind, points, at, expires_at)
        values (${id}, 'adjust', ${points}, ${ago(400)}, ${ago(days)})`.execute(fresh.db);
  };
  const entries = async (id: string) => {
    const { rows } = await sql<{ kind: string; points: number }>`
      select kind, points from points_entry where customer_id = ${id} order by id`.execute(fresh.db);
    return rows.map((row) => `${row.kind} ${row.points}`);
  };
  const burn = (id: string, orderId: string, points: number, at: Date) =>
    fresh.db.transaction().execute((trx) => burnPoints(trx, { customerId: id, orderId, points }, at));

  it('writes an entry for each lot that has run out, and for no other', async () => {
    await member('ada', [
      [100, 3],
      [50, 1],
      [70, -1],
    ]);
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 2, points: 150 });
    expect(await entries('ada')).toEqual([
      'adjust 100',
      'adjust 50',
      'adjust 70',
      'expire -100',
      'expire -50',
    ]);
    expect(balanceOf(await lotsOf(fresh.db, 'ada', now))).toBe(70);
  });

  it('writes nothing when it runs again', async () => {
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 0, points: 0 });
    expect(await entries('ada')).toHaveLength(5);
  });

  it('takes only what is left of a lot', async () => {
    await member('bo', [[100, 1]]);
    await burn('bo', 'o-bo', 60, ago(2));
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 1, points: 40 });
    expect(await entries('bo')).toEqual(['adjust 100', 'burn -60', 'expire -40']);
  });

  it('leaves a lot alone that was used up', async () => {
    await member('cy', [[100, 1]]);
    await burn('cy', 'o-cy', 100, ago(2));
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 0, points: 0 });
  });

  it('writes each entry once when many run at once', async () => {
    for (let at = 0; at < 20; at++) await member(`many-${at}`, [[10 + at, 1]]);
    const all = await Promise.all(Array.from({ length: 6 }, () => expirePoints(fresh.db, now)));
    expect(all.reduce((sum, one) => sum + one.lots, 0)).toBe(20);
    const { rows } = await sql<{ left: string }>`
      select coalesce(sum(points), 0) as left from points_entry where customer_id like 'many-%'`.execute(
      fresh.db,
    );
    expect(Number(rows[0]?.left)).toBe(0);
  });

  it('leaves no lot below zero when points are used at the same moment', async () => {
    const ids = Array.from({ length: 12 }, (_, at) => `race-${at}`);
    for (const id of ids) await member(id, [[100, 0]]);
    // Whoever uses them comes a moment before they run out, by a clock of its own.
    const moment = new Date(now.getTime() - 1);
    await Promise.all([
      ...ids.map((id) => burn(id, `o-${id}`, 80, moment)),
      expirePoints(fresh.db, now),
      expirePoints(fresh.db, now),
    ]);
    const { rows } = await sql<{ customer_id: string; left: string }>`
      select customer_id, sum(points) as left from points_entry where customer_id like 'race-%'
      group by customer_id having sum(points) < 0`.execute(fresh.db);
    expect(rows).toEqual([]);
  });

  it('takes nothing from who owes points before they have made up for it', async () => {
    await member('di', [
      [100, 1],
      [60, -200],
    ]);
    await sql`insert into points_entry (customer_id, kind, points, lot_id, at)
      select 'di', 'reverse', -140, id, ${ago(30)} from points_entry
      where customer_id = 'di' and points = 60`.execute(fresh.db);
    await expirePoints(fresh.db, now);
    expect(await entries('di')).toEqual([
      'adjust 100',
      'adjust 60',
      'reverse -140',
      'settle -80',
      'settle 80',
      'expire -20',
    ]);
    expect(balanceOf(await lotsOf(fresh.db, 'di', now))).toBe(0);
  });

  it('forgives what is missing of a lot when it runs out, and says so in the ledger', async () => {
    await member('el', [[50, 1]]);
    await sql`insert into points_entry (customer_id, kind, points, lot_id, at)
      select 'el', 'reverse', -80, id, ${ago(30)} from points_entry where customer_id = 'el'`.execute(
      fresh.db,
    );
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 0, points: 0 });
    expect(await entries('el')).toEqual(['adjust 50', 'reverse -80', 'forgive 30']);
    expect(await expirePoints(fresh.db, now)).toEqual({ lots: 0, points: 0 });
  });

  it('tells what runs out on one day of the shop as one sum', async () => {
    const content = {
      program: { words: PROGRAM } as Content['program'],
      store: { timeZone: 'America/Denver' } as Content['store'],
    };
    await sql`insert into customer (id) values ('fay')`.execute(fresh.db);
    await sql`insert into loyalty_member (customer_id) values ('fay')`.execute(fresh.db);
    for (const [points, at] of [
      [10, '2026-12-01T06:00:00Z'], // still November in Denver
      [20, '2026-12-01T08:00:00Z'],
      [30, '2026-12-02T06:00:00Z'],
      [40, '2026-12-02T08:00:00Z'],
    ])
      await sql`insert into points_entry (customer_id, kind, points, at, expires_at)
        values ('fay', 'adjust', ${points}, ${now}, ${at})`.execute(fresh.db);
    const expiring = async (at: Date) => (await pointsOf(fresh.db, content, 'fay', at))?.expiring?.points;
    expect(await expiring(now)).toBe(10);
    expect(await expiring(new Date('2026-12-01T07:00:00Z'))).toBe(50);
  });
});
