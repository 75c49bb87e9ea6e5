import { sql } from 'kysely';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

// What a conversation writes by itself, and what is learned from the catalogue; all else is state nobody may change.
const LEFT_OUT =
  /^(conversation|model_spend|rate_limit|search_|product|variant|review|affinity|kysely|migration|turn_)/;

/** A digest of every table that holds what belongs to shoppers and the merchant: carts, orders, customers, points, stock. */
export async function stateOfShop(db: Database): Promise<Readonly<Record<string, string>>> {
  const { rows: tables } = await rowsOf({ name: text })`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
  const looked = tables.map(({ name }) => name).filter((name) => !LEFT_OUT.test(name));
  const each = looked.map(
    (name) => sql`select ${name}::text as name,
      md5(coalesce(string_agg(t::text, '|' order by t::text), '')) as digest from ${sql.table(name)} t`,
  );
  const { rows } = await rowsOf({ name: text, digest: text })`${sql.join(each, sql` union all `)}`.execute(
    db,
  );
  return Object.fromEntries(rows.map(({ name, digest }) => [name, digest]));
}
