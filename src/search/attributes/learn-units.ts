import { productsById } from '#src/catalog/product-store.ts';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { impliedUnit, tallyUnits, type UnitTally } from './infer-units.ts';

/** The unit of each numeric key; `implied`: no row states it. */
export type Units = ReadonlyMap<string, { readonly unit: string; readonly implied: boolean }>;

const SAMPLE = 4_000; // products read to learn the units that rows leave out
const BATCH = 500;

/** The unit of each numeric key: the one most rows state, else the one their product's words imply. */
export async function learnUnits(db: Database, products: number): Promise<Units> {
  const stated = await rowsOf({ key: text, unit: text })`
    select distinct on (key) key, unit from (
      select a ->> 'key' as key, a ->> 'unit' as unit, count(*) as n
      from (select attributes from product where status = 'active' union all select attributes from variant) s
        cross join lateral jsonb_array_elements(s.attributes) a
      where a ->> 'kind' = 'number' and a ->> 'unit' is not null group by 1, 2) u
    order by key, n desc, unit`.execute(db);
  const units = new Map(stated.rows.map((row) => [row.key, { unit: row.unit, implied: false }]));
  const stride = Math.max(1, Math.floor(products / SAMPLE));
  const sample = await rowsOf(columns('product', 'id'))`
    select id from product where status = 'active' and id % ${stride} = 0 order by id limit ${SAMPLE}`.execute(
    db,
  );
  const tallies = new Map<string, UnitTally>();
  for (let at = 0; at < sample.rows.length; at += BATCH) {
    const ids = sample.rows.slice(at, at + BATCH).map((row) => row.id);
    for (const product of await productsById(db, ids)) tallyUnits(tallies, product);
  }
  for (const [key, tally] of tallies) {
    const unit = units.has(key) ? null : impliedUnit(tally);
    if (unit) units.set(key, { unit, implied: true });
  }
  return units;
}
