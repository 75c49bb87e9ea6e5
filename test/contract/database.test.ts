import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrate } from '#src/database/migrate.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

onBothEngines('database', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
    await sql`create table tally (n int not null check (n >= 0))`.execute(at.db);
    await sql`insert into tally values (0)`.execute(at.db);
  });
  afterAll(() => at.close());

  it('gives the same value for the same column on both engines', async () => {
    const { rows } = await sql`
      select count(*) as count, 9007199254740991::int8 as int8, 1.50::numeric as numeric, '2026-03-01'::date as day,
        '1 day'::interval as interval, '[1,2]'::vector as vector, array['a', 'b'] as words, '{"a": [1]}'::jsonb as json,
        true as flag, 1.5::real as real, null as nothing, '2026-03-01T10:00:00Z'::timestamptz as instant`.execute(
      at.db,
    );
    expect(rows).toEqual([
      {
        count: 1,
        int8: 9007199254740991,
        numeric: '1.50',
        day: '2026-03-01',
        interval: '1 day',
        vector: '[1,2]',
        words: ['a', 'b'],
        json: { a: [1] },
        flag: true,
        real: 1.5,
        nothing: null,
        instant: new Date('2026-03-01T10:00:00Z'),
      },
    ]);
  });

  it('throws rather than round an int8 beyond the safe integers', async () => {
    await expect(sql`select 9007199254740993::int8 as n`.execute(at.db)).rejects.toThrow(/safe integers/);
  });

  it('names code and constraint of a violation', async () => {
    await expect(sql`update tally set n = -1`.execute(at.db)).rejects.toMatchObject({
      code: '23514',
      constraint: 'tally_n_check',
    });
  });

  it('keeps a query of one caller out of the open transaction of another', async () => {
    let seen: number | undefined;
    await at.db
      .transaction()
      .execute(async (trx) => {
        await sql`update tally set n = 7`.execute(trx);
        const other = sql<{ n: number }>`select n from tally`
          .execute(at.db)
          .then(({ rows }) => (seen = rows[0]?.n));
        if (at.engine === 'postgres') await other;
        else void other;
        throw new Error('undo');
      })
      .catch((error: Error) => expect(error.message).toBe('undo'));
    await sql`select 1`.execute(at.db);
    expect(seen).toBe(0);
  });

  it('adds up twenty concurrent read-modify-write transactions', async () => {
    await sql`update tally set n = 0`.execute(at.db);
    const add = () =>
      at.db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ n: number }>`select n from tally for update`.execute(trx);
        await sql`update tally set n = ${(rows[0]?.n ?? 0) + 1}`.execute(trx);
      });
    await Promise.all(Array.from({ length: 20 }, add));
    expect((await sql`select n from tally`.execute(at.db)).rows).toEqual([{ n: 20 }]);
  });

  it('refuses to commit a transaction in which a statement failed', async () => {
    const run = at.db.transaction().execute(async (trx) => {
      await sql`update tally set n = 99`.execute(trx);
      await sql`update tally set n = -1`.execute(trx).catch(() => {});
    });
    await expect(run).rejects.toThrow();
    expect((await sql<{ n: number }>`select n from tally`.execute(at.db)).rows[0]?.n).not.toBe(99);
  });

  it('says how many rows a change touched', async () => {
    expect((await sql`update tally set n = n`.execute(at.db)).numAffectedRows).toBe(1n);
    expect((await sql`update tally set n = n where n = -5`.execute(at.db)).numAffectedRows).toBe(0n);
  });

  it('migrates once, however often it is asked', async () => {
    expect(await Promise.all([migrate(at.db), migrate(at.db)])).toEqual([[], []]);
  });
});
