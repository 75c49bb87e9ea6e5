import { sql } from 'kysely';
import { text } from '#src/database/column-kinds.ts';
import type { Database, Engine } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Line } from './backup-lines.ts';
import { keptSequences, keptTables } from './tables.ts';

const ROWS_AT_ONCE = 500;

/**
 * The head of a backup, all rows as of one moment, and where the sequences stand; some rows at a time are in memory.
 * Postgres serves others meanwhile; the embedded database, which has one connection, lets them wait.
 */
export async function* dumpRows(
  db: Database,
  { engine, now }: { readonly engine: Engine; readonly now: Date },
): AsyncGenerator<Line> {
  const trx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    // Times and bytes are written alike, whatever the server and the session are set to.
    await sql`set local timezone = 'UTC'; set local bytea_output = 'hex'`.execute(trx);
    const { rows: ran } = await rowsOf(columns('migration', 'name'))`
      select name from migration order by name`.execute(trx);
    yield ['backup', { format: 1, made: now.toISOString(), engine, migrations: ran.map(({ name }) => name) }];
    for (const { name, columns: all, key } of await keptTables(trx)) {
      yield ['table', name];
      const order = (key.length ? key : all).map((one) => sql.id(one));
      await sql`declare kept_rows no scroll cursor for
        select row_to_json(t)::text as row from (select ${sql.join(all.map((one) => sql.id(one)))} from ${sql.table(name)}) t
        order by ${sql.join(order)}`.execute(trx);
      for (;;) {
        const { rows } = await rowsOf({ row: text })`fetch ${sql.lit(ROWS_AT_ONCE)} from kept_rows`.execute(
          trx,
        );
        for (const { row } of rows) yield row;
        if (rows.length < ROWS_AT_ONCE) break;
      }
      await sql`close kept_rows`.execute(trx);
    }
    // Read last: a sequence is of no moment, and its number may be too high but not too low.
    for (const { name, last, called } of await keptSequences(trx)) yield ['sequence', name, last, called];
  } finally {
    await trx.rollback().execute();
  }
}
