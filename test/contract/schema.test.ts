import { afterAll, beforeAll, expect, it } from 'vitest';
import { nullable, oneOf, text } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

/** What the drivers read each of the database's types as; see column-types.ts. */
const kinds: Readonly<Record<string, string>> = {
  int2: 'integer',
  int4: 'integer',
  int8: 'integer',
  float4: 'float',
  float8: 'float',
  numeric: 'decimal',
  text: 'text',
  bpchar: 'text',
  bool: 'boolean',
  timestamptz: 'timestamp',
  date: 'date',
  bytea: 'bytes',
  jsonb: 'json()',
  _text: 'arrayOf(text)',
};

onBothEngines('schema.ts', (open) => {
  let at: FreshDatabase;
  beforeAll(async () => {
    at = await open();
  });
  afterAll(() => at.close());

  it('names every table and column of the migrated database, and none beside, each as its driver reads it', async () => {
    const { rows } = await rowsOf({
      table: text,
      column: text,
      type: text,
      wrapped: oneOf('nullable', 'generated', 'plain'),
      check: nullable(text),
    })`
      select c.relname as "table", a.attname as "column", t.typname as type,
        case when a.atthasdef or a.attidentity <> '' then 'generated' when not a.attnotnull then 'nullable'
          else 'plain' end as wrapped,
        (select pg_get_constraintdef(oid) from pg_constraint where conrelid = c.oid and contype = 'c'
          and conkey = array[a.attnum] and pg_get_constraintdef(oid) like '%= ANY (ARRAY[%') as "check"
      from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
        and a.attnum > 0 and not a.attisdropped
      order by c.relname, a.attnum`.execute(at.db);
    const found: Record<string, Record<string, string>> = {};
    for (const { table, column, type, wrapped, check } of rows) {
      const words = /ARRAY\[(.*?)\]/.exec(check ?? '')?.[1]?.replaceAll('::text', '');
      const kind = words ? `oneOf(${words})` : (kinds[type] ?? `no kind for ${type}`);
      (found[table] ??= {})[column] = wrapped === 'plain' ? kind : `${wrapped}(${kind})`;
    }
    const written = Object.fromEntries(
      Object.entries(tables).map(([table, columns]) => [
        table,
        Object.fromEntries(Object.entries(columns).map(([column, kind]) => [column, kind.name])),
      ]),
    );
    expect(written).toEqual(found);
  });
});
