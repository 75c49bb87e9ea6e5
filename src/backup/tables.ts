import { arrayOf, boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface KeptTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of its primary key. */
  readonly key: readonly string[];
  /** Tables that it refers to. */
  readonly refersTo: readonly string[];
}

export interface KeptSequence {
  readonly name: string;
  readonly last: number;
  readonly called: boolean;
}

/** What search reads is made anew from the catalogue, and so is noted anew, as is which server it is and who imports now; migrations write down themselves that they ran. */
const MADE_ANEW = '^(search_.*|prepared|migration|order_feed|import_lock)$';

const OF_THE_SERVER = 'changed_in'; // numbers of transactions, which a trigger writes anew

/** The tables that hold what cannot be made anew, each after those that it refers to. */
export async function keptTables(db: Database): Promise<readonly KeptTable[]> {
  const { rows } = await rowsOf({
    name: text,
    columns: arrayOf(text),
    key: arrayOf(text),
    refersTo: arrayOf(text),
  })`
    select c.relname::text as name,
      array(select attname::text from pg_attribute where attrelid = c.oid and attnum > 0 and not attisdropped
        and attgenerated = '' and attname <> ${OF_THE_SERVER} order by attnum) as columns,
      array(select a.attname::text from pg_index i cross join unnest(i.indkey) with ordinality as k (attnum, at)
        join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
        where i.indrelid = c.oid and i.indisprimary order by k.at) as key,
      array(select distinct r.relname::text from pg_constraint f join pg_class r on r.oid = f.confrelid
        where f.conrelid = c.oid and f.contype = 'f' and r.oid <> c.oid) as "refersTo"
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname !~ ${MADE_ANEW}
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')
    order by c.relname`.execute(db);
  return inOrder(rows);
}

function inOrder(tables: readonly KeptTable[]): readonly KeptTable[] {
  const byName = new Map(tables.map((table) => [table.name, table]));
  const done = new Set<KeptTable>();
  const visit = (table: KeptTable, trail: readonly string[]): void => {
    if (done.has(table)) return;
    if (trail.includes(table.name)) throw new Error(`Tables refer to each other: ${trail.join(', ')}`);
    for (const name of table.refersTo) {
      const other = byName.get(name);
      if (other) visit(other, [...trail, table.name]);
    }
    done.add(table);
  };
  for (const table of tables) visit(table, []);
  return [...done];
}

/** Where each sequence stands, but for those of tables that are made anew. */
export async function keptSequences(db: Database): Promise<readonly KeptSequence[]> {
  const { rows } = await rowsOf({ name: text, last: integer, called: boolean })`
    select s.sequencename::text as name, coalesce(s.last_value, s.start_value) as last,
      s.last_value is not null as called
    from pg_sequences s
    where s.schemaname = 'public' and not exists (select from pg_depend d join pg_class t on t.oid = d.refobjid
      where d.objid = format('public.%I', s.sequencename)::regclass and d.deptype in ('a', 'i') and t.relname ~ ${MADE_ANEW})
    order by 1`.execute(db);
  return rows;
}
