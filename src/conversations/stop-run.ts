import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const LOOK_EVERY_MS = 250; // how long a stop asked of another process takes to be heard

/**
 * Asks the run that answers in this conversation to stop, in whichever process it runs. False where unknown. Each
 * request is later than the one before, also where the database's clock has not moved on.
 */
export async function requestStop(db: Database, visitorId: string, id: string): Promise<boolean> {
  const done = await rowsOf(columns('conversation', 'id'))`
    update conversation set
      stop_requested_at = greatest(clock_timestamp(), stop_requested_at + interval '1 microsecond')
    where id = ${id} and visitor_id = ${visitorId} returning id`.execute(db);
  return done.rows.length > 0;
}

/** Calls back once when a stop is asked for after `last`, as the database wrote it, until the answered function is called. */
export function watchForStop(db: Database, id: string, last: string | null, onStop: () => void): () => void {
  let watching = true;
  const look = async () => {
    if (!watching) return;
    const { rows } = await rowsOf({ stop: boolean })`
      select stop_requested_at is distinct from ${last}::timestamptz as stop from conversation where id = ${id}`.execute(
      db,
    );
    if (!watching) return;
    // A conversation deleted while it answers is stopped as well.
    if (rows.length === 0 || rows[0]?.stop) onStop();
    else later();
  };
  const later = () => setTimeout(() => void look().catch(later), LOOK_EVERY_MS).unref();
  later();
  return () => {
    watching = false;
  };
}
