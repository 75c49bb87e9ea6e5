import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

const LOOK_EVERY_MS = 400; // how long a stop asked of another process takes to be heard

/** Asks the run that answers in this conversation to stop, in whichever process it runs. False where unknown. */
export async function requestStop(db: Database, visitorId: string, id: string): Promise<boolean> {
  const done = await sql<{ id: string }>`
    update conversation set stop_requested_at = now()
    where id = ${id} and visitor_id = ${visitorId} returning id`.execute(db);
  return done.rows.length > 0;
}

/** Clears earlier stops and calls back once when a new one is asked for, until the answered function is called. */
export async function watchForStop(db: Database, id: string, onStop: () => void): Promise<() => void> {
  await sql`update conversation set stop_requested_at = null where id = ${id}`.execute(db);
  let watching = true;
  const look = async () => {
    if (!watching) return;
    const row = await sql<{ stop: Date | null }>`
      select stop_requested_at as stop from conversation where id = ${id}`.execute(db);
    if (!watching) return;
    // A conversation deleted while it answers is stopped as well.
    if (row.rows.length === 0 || row.rows[0]?.stop) onStop();
    else later();
  };
  const later = () => setTimeout(() => void look().catch(later), LOOK_EVERY_MS).unref();
  later();
  return () => {
    watching = false;
  };
}
