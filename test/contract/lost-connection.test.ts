import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { onBothEngines } from '#test/doubles/fresh-database.ts';

onBothEngines('a connection that is lost between two statements of a transaction', (open) => {
  it('fails that transaction alone, and the process goes on', async () => {
    const { db, engine, close } = await open();
    try {
      if (engine === 'pglite') return expect((await sql`select 1 as one`.execute(db)).rows).toHaveLength(1); // no connection
      const lost = db.transaction().execute(async (trx) => {
        const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(trx);
        await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(db);
        await sleep(200); // its end is heard while nothing is asked
        await sql`select 1`.execute(trx);
      });
      await expect(lost).rejects.toThrow(/not queryable|terminat/i);
      expect((await sql`select 1 as one`.execute(db)).rows).toHaveLength(1);
    } finally {
      await close();
    }
  });
});
