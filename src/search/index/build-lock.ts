import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Built } from './build-index.ts';
import { dropTables, readIndexState, tablesOf } from './index-tables.ts';

/** The right to build the next generation, alone. */
export interface BuildLock {
  readonly generation: number;
  /** Says that the builder lives. Throws where it was silent so long that another took over. */
  beat(): Promise<void>;
  /** Takes over what changed meanwhile through `catchUp`, points the index to the generation, drops the old one. */
  swap(
    built: Built & { readonly settings: string; readonly stamp: string },
    catchUp: (ids: readonly number[], trx: Database) => Promise<void>,
  ): Promise<void>;
  release(): Promise<void>;
}

const LOCK = 7_346_510; // names the advisory lock under which a turn is taken
const SILENT_FOR = '5 minutes'; // longer than any one step: a builder this silent has died
const BEAT_MS = 5_000;

/**
 * Takes the turn to build, null where another has it. A row with a sign of life, not a lock held for the length of
 * the build: a lock needs a connection of its own, and the embedded database has one for everybody.
 */
export async function takeBuildLock(db: Database, builder: string): Promise<BuildLock | null> {
  const generation = await db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(${LOCK})`.execute(trx);
    const before = await readIndexState(trx);
    const { rows } = await rowsOf({ building: integer })`
      update search_index set builder = ${builder}, builder_seen = now(),
        building = greatest(generation, coalesce(building, 0)) + 1
      where builder is null or builder_seen < now() - ${SILENT_FOR}::interval
      returning building`.execute(trx);
    if (rows[0]) {
      // A builder that died left its half-built tables.
      if (before.building !== null) await dropTables(trx, before.building);
      await sql`delete from search_changed`.execute(trx);
    }
    return rows[0]?.building ?? null;
  });
  if (generation === null) return null;
  let last = performance.now();
  return {
    generation,
    beat: async () => {
      if (performance.now() - last < BEAT_MS) return;
      last = performance.now();
      const { rows } = await sql`
        update search_index set builder_seen = now() where builder = ${builder} returning 1 as one`.execute(
        db,
      );
      if (!rows.length) throw new Error('Another process took over the build of the search index.');
    },
    swap: (built, catchUp) =>
      db.transaction().execute(async (trx) => {
        await sql`set local statement_timeout = 0`.execute(trx);
        const { rows } = await rowsOf(columns('search_index', 'generation'))`
          select generation from search_index where builder = ${builder} for update`.execute(trx);
        const [current] = rows;
        if (!current) throw new Error('Another process took over the build of the search index.');
        const changed = await rowsOf(columns('search_changed', 'product'))`
          delete from search_changed returning product`.execute(trx);
        const ids = changed.rows.map((row) => row.product);
        if (ids.length) await catchUp(ids, trx);
        // Words of products changed meanwhile may differ from the stamp: the next run then looks again.
        await sql`
          update search_index set generation = ${generation}, version = version + 1, packed = version,
            settings = ${built.settings},
            stamp = ${ids.length ? '' : built.stamp}, products = (select count(*) from ${tablesOf(generation).doc}),
            lengths = ${JSON.stringify(built.lengths)}::jsonb, vectors = ${built.vectors}, changed = 0, built_at = now(),
            popularity = coalesce((select avg(popularity) from product where popularity > 0 and status = 'active'), 0)
          `.execute(trx);
        if (current.generation > 0) await dropTables(trx, current.generation);
      }),
    release: async () => {
      await sql`update search_index set builder = null, building = null, builder_seen = null
        where builder = ${builder}`.execute(db);
    },
  };
}
