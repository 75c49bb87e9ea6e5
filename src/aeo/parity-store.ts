import { sql } from 'kysely';
import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Difference, Parity, SurfaceCount } from './parity.ts';

export interface ParityRun extends Omit<Parity, 'differences'> {
  readonly ranAt: Date;
  readonly differences: number;
  /** The first differences; all of them are in the run's own report. */
  readonly examples: readonly Difference[];
}

const MOST_EXAMPLES = 50;
const MOST_RUNS = 100; // older runs are let go

export async function recordParity(db: Database, parity: Parity, ranAt: Date): Promise<void> {
  const examples = parity.differences.slice(0, MOST_EXAMPLES);
  await sql`
    insert into parity_run (ran_at, products, variants, comparisons, differences, surfaces, examples)
    values (${ranAt}, ${parity.products}, ${parity.variants}, ${parity.comparisons}, ${parity.differences.length},
      ${JSON.stringify(parity.surfaces)}::jsonb, ${JSON.stringify(examples)}::jsonb)`.execute(db);
  await sql`
    delete from parity_run where id not in (select id from parity_run order by ran_at desc, id desc limit ${MOST_RUNS})`.execute(
    db,
  );
}

/** The run that was made last; null before the first. */
export async function latestParity(db: Database): Promise<ParityRun | null> {
  const { rows } = await rowsOf({
    ...columns('parity_run', 'products', 'variants', 'comparisons', 'differences'),
    ranAt: tables.parity_run.ran_at,
    surfaces: json<readonly SurfaceCount[]>(),
    examples: json<readonly Difference[]>(),
  })`select ran_at as "ranAt", products, variants, comparisons, differences, surfaces, examples
    from parity_run order by ran_at desc, id desc limit 1`.execute(db);
  return rows[0] ?? null;
}
