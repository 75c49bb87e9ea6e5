import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Report } from '#src/log/step.ts';
import { keptTables } from './tables.ts';

const CHARACTERS_AT_ONCE = 1_000_000;
const ROWS_AT_ONCE = 1_000;

export interface Loader {
  /** Rows that follow are of this table. */
  table(name: string): Promise<void>;
  row(json: string): Promise<void>;
  sequence(name: string, last: number, called: boolean): Promise<void>;
  /** Writes what is left, and throws where a table does not hold the rows that it should. */
  end(tables: Readonly<Record<string, number>>): Promise<void>;
}

/** Takes rows into migrated tables within a transaction, whatever the migrations put into these before. */
export async function loadRows(trx: Database, progress: Report): Promise<Loader> {
  const tables = await keptTables(trx);
  for (const { name } of tables.toReversed()) await sql`delete from ${sql.table(name)}`.execute(trx);
  let into: (typeof tables)[number] | undefined;
  let rows: string[] = [];
  let size = 0;
  let done = 0;

  async function flush(): Promise<void> {
    if (!rows.length) return;
    if (!into) throw new Error('The backup has rows of no table');
    const columns = sql.join(into.columns.map((one) => sql.id(one)));
    await sql`insert into ${sql.table(into.name)} (${columns}) overriding system value
      select ${columns} from json_populate_recordset(null::${sql.table(into.name)}, ${`[${rows.join()}]`}::json)`.execute(
      trx,
    );
    done += rows.length;
    progress(done, null, `rows, ${into.name}`);
    rows = [];
    size = 0;
  }

  return {
    async table(name) {
      await flush();
      into = tables.find((one) => one.name === name);
      if (!into) throw new Error(`The backup has rows of ${name}, which is no table here`);
    },
    async row(json) {
      rows.push(json);
      size += json.length;
      if (size >= CHARACTERS_AT_ONCE || rows.length >= ROWS_AT_ONCE) await flush();
    },
    async sequence(name, last, called) {
      await flush();
      await sql`select setval(${`public."${name}"`}::regclass, ${last}::bigint, ${called}::boolean)`.execute(
        trx,
      );
    },
    async end(wanted) {
      await flush();
      for (const [name, count] of Object.entries(wanted)) {
        const { rows: found } = await rowsOf({ count: integer })`
          select count(*) as count from ${sql.table(name)}`.execute(trx);
        if (found[0]?.count !== count)
          throw new Error(`${name} holds ${found[0]?.count} rows, and the backup ${count}`);
      }
    },
  };
}
