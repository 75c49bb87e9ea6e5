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
        true as flag, 1.5::real as real, null as nothing, '2026-03-01T10:00:00Z'::timestamptz as instant,
        '\\x00ff10'::bytea as bytes, ''::bytea as empty`.execute(at.db);
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
        bytes: Uint8Array.of(0, 255, 16),
        empty: new Uint8Array(),
      },
    ]);
  });

  it('takes bytes as they are', async () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    for (const part of [bytes, bytes.subarray(250), new Uint8Array()]) {
      const { rows } = await sql<{ back: Uint8Array; length: number }>`
        select ${part}::bytea as back, octet_length(${part}::bytea) as length`.execute(at.db);
      expect(rows).toEqual([{ back: new Uint8Array(part), length: part.length }]);
    }
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

  it('answers a statement that comes again as it did the first time, whatever its parameters', async () => {
    const ask = (n: number | null, words: readonly string[]) =>
      sql`select ${n}::int8 as n, ${[...words]}::text[] as words, ${JSON.stringify({ n })}::jsonb as json,
        ${new Date('2026-03-01T10:00:00Z')}::timestamptz as instant`.execute(at.db);
    for (const n of [1, 2, null, 4, 5, 6, 7, 8]) {
      const { rows } = await ask(n, ['a', `b"${n}`]);
      expect(rows).toEqual([
        { n, words: ['a', `b"${n}`], json: { n }, instant: new Date('2026-03-01T10:00:00Z') },
      ]);
    }
    for (let turn = 0; turn < 4; turn += 1) {
      const changed = await sql`update tally set n = n + ${0}`.execute(at.db);
      expect(changed.numAffectedRows).toBe(1n);
    }
  });

  it('recovers where a statement that comes again fails, also within a transaction', async () => {
    const divide = (by: number) => sql<{ n: number }>`select 6 / ${by}::int as n`.execute(at.db);
    for (const by of [1, 2, 3]) expect((await divide(by)).rows).toEqual([{ n: 6 / by }]);
    await expect(divide(0)).rejects.toMatchObject({ code: '22012' });
    expect((await divide(6)).rows).toEqual([{ n: 1 }]);
    const failed = at.db.transaction().execute(async (trx) => {
      for (const by of [1, 0]) await sql`select 6 / ${by}::int as n`.execute(trx);
    });
    await expect(failed).rejects.toMatchObject({ code: '22012' });
    expect((await divide(2)).rows).toEqual([{ n: 3 }]);
  });

  it('reads a table anew whose columns changed', async () => {
    await sql`create table shape (a int)`.execute(at.db);
    await sql`insert into shape values (1)`.execute(at.db);
    const read = () => sql`select * from shape where a = ${1}`.execute(at.db);
    for (let turn = 0; turn < 4; turn += 1) expect((await read()).rows).toEqual([{ a: 1 }]);
    await sql`alter table shape add column b int`.execute(at.db);
    expect((await read()).rows).toEqual([{ a: 1, b: null }]);
    const all = () => sql`select * from shape`.execute(at.db);
    for (let turn = 0; turn < 4; turn += 1) expect((await all()).rows).toEqual([{ a: 1, b: null }]);
    await sql`alter table shape drop column b`.execute(at.db);
    expect((await all()).rows).toEqual([{ a: 1 }]);
    const within = at.db.transaction().execute(async (trx) => {
      await sql`alter table shape add column c int`.execute(trx);
      return (await sql`select a from shape where a = ${1}`.execute(trx)).rows;
    });
    expect(await within).toEqual([{ a: 1 }]);
  });

  it('answers JSON alike, wherever it stands', async () => {
    const ask = (n: number) =>
      sql`
      select ${n}::int as n, '"text"'::jsonb as text, 'null'::jsonb as nothing, null::json as absent, '1'::json as one,
        array['{"a":1}'::jsonb, null] as list, array['[1]'::json] as others, '{"b":";"}'::json as b`.execute(
        at.db,
      );
    const whole = {
      text: 'text',
      nothing: null,
      absent: null,
      one: 1,
      list: [{ a: 1 }, null],
      others: [[1]],
      b: { b: ';' },
    };
    for (const n of [1, 2, 3]) expect((await ask(n)).rows).toEqual([{ n, ...whole }]);
    const { rows } = await sql`select '{"a":1}'::json as x, '{"b":1}' as x`.execute(at.db);
    expect(rows).toEqual([{ x: '{"b":1}' }]);
    expect((await sql`select '{"a":1}' as x, '{"b":1}'::json as x`.execute(at.db)).rows).toEqual([
      { x: { b: 1 } },
    ]);
  });

  it('runs a script that begins with a reading', async () => {
    await sql`create table script (a jsonb)`.execute(at.db);
    for (let turn = 0; turn < 3; turn += 1) {
      await sql
        .raw(`select a from script; insert into script values ('{"a": ";"}'); select a from script`)
        .execute(at.db);
    }
    expect((await sql`select a from script`.execute(at.db)).rows).toEqual(Array(3).fill({ a: { a: ';' } }));
  });
});
