import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { withPatience } from '#src/database/patience.ts';

const server = process.env['TEST_DATABASE_URL'];
const skipped = server ? '' : ' (skipped: TEST_DATABASE_URL is not set)';

describe.skipIf(!server)(`a connection to Postgres${skipped}`, () => {
  const open = (prepare: 'on' | 'off', connections = 1) =>
    openDatabase({
      DATABASE_URL: server,
      DATABASE_POOL_SIZE: connections,
      DATABASE_PREPARE: prepare,
      SHELFTALK_DATA_DIR: '',
    });
  let own: OpenDatabase;
  let pooled: OpenDatabase;
  beforeAll(async () => {
    own = await open('on');
    pooled = await open('off');
  });
  afterAll(async () => {
    await own.close();
    await pooled.close();
  });

  const double = async ({ db }: OpenDatabase, n: number) =>
    (await sql<{ twice: number }>`select ${n}::int * 2 as twice`.execute(db)).rows[0]?.twice;
  const prepared = async ({ db }: OpenDatabase, like: string) =>
    (await sql`select 1 from pg_prepared_statements where statement like ${like}`.execute(db)).rows.length;
  const limits = async ({ db }: OpenDatabase) => {
    const { rows } = await sql<{ name: string; setting: string }>`
      select name, setting from pg_settings where name in ('lock_timeout', 'statement_timeout') order by name`.execute(
      db,
    );
    return rows.map(({ setting }) => Number(setting));
  };

  it('keeps a statement prepared from its second time on', async () => {
    for (const n of [1, 2, 3]) expect(await double(own, n)).toBe(n * 2);
    expect(await prepared(own, '%* 2 as twice%')).toBe(1);
  });

  it('keeps none behind a pooler, and answers the same', async () => {
    for (const n of [1, 2, 3]) expect(await double(pooled, n)).toBe(n * 2);
    expect(await prepared(pooled, '%')).toBe(0);
  });

  it('prepares anew where its statements were taken away', async () => {
    for (const n of [1, 2, 3]) await double(own, n);
    await sql`deallocate all`.execute(own.db);
    for (const n of [4, 5, 6]) expect(await double(own, n)).toBe(n * 2);
    expect(await prepared(own, '%* 2 as twice%')).toBe(1);
  });

  it('keeps a bounded number of them', async () => {
    for (let n = 0; n < 700; n += 1)
      for (const turn of [1, 2]) await sql`select ${turn}::int as ${sql.ref(`column_${n}`)}`.execute(own.db);
    const kept = await prepared(own, '%column_%');
    expect(kept).toBeGreaterThan(100);
    expect(kept).toBeLessThanOrEqual(301);
    expect(await double(own, 7)).toBe(14);
  });

  it('waits as long as the one who asks: jobs longest, buyers longer than those who look', async () => {
    const work = await limits(own);
    const browsing = await withPatience('browsing', () => limits(own));
    const buying = await withPatience('buying', () =>
      own.db.transaction().execute((db) => limits({ ...own, db })),
    );
    expect(work).toEqual([0, 600_000]);
    expect(buying[0]).toBeGreaterThan(browsing[0] ?? 0);
    expect(buying[1]).toBeGreaterThan(browsing[1] ?? 0);
    expect(await withPatience('browsing', () => limits(own))).toEqual(browsing);
    expect(await limits(own)).toEqual(work);
    const job = await own.db.transaction().execute((db) => limits({ ...own, db }));
    expect(job).toEqual(work);
  });

  it('limits a transaction behind a pooler as well, and leaves nothing set', async () => {
    const before = await limits(pooled);
    const within = await withPatience('browsing', () =>
      pooled.db.transaction().execute((db) => limits({ ...pooled, db })),
    );
    expect(within).toEqual(await withPatience('browsing', () => limits(own)));
    expect(await limits(pooled)).toEqual(before);
  });

  it('gives up on a table that stays locked', async () => {
    const other = await open('on');
    try {
      await sql`create table if not exists locked_shelf (n int)`.execute(own.db);
      await other.db.transaction().execute(async (trx) => {
        await sql`lock table locked_shelf in access exclusive mode`.execute(trx);
        const look = withPatience('browsing', () => sql`select n from locked_shelf`.execute(own.db));
        await expect(look).rejects.toMatchObject({ code: '55P03' });
        const followed = followVersion((db) => sql`select n from locked_shelf`.execute(db));
        const shared = withPatience('browsing', () => followed.at(own.db, 1));
        await expect(shared).rejects.toMatchObject({ code: '55P03' });
      });
      expect((await sql`select n from locked_shelf`.execute(own.db)).rows).toEqual([]);
    } finally {
      await sql`drop table locked_shelf`.execute(own.db);
      await other.close();
    }
  });
});
