import { sql } from 'kysely';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { requestStop } from './stop-run.ts';

export const LONGEST_RUN = '15 seconds'; // a run that did not end by then was left by a process that died
const LOOK_EVERY_MS = 80;
const WAIT_MS = 2_000; // for an earlier answer of the conversation to end

/** The answer that is being given in the conversation, in whichever process; null where there is none. */
export async function runningIn(db: Database, conversationId: string): Promise<string | null> {
  const { rows } = await rowsOf(columns('conversation_run', 'id'))`
    select id from conversation_run where conversation_id = ${conversationId} and ended_at is null
      and started_at > now() - ${LONGEST_RUN}::interval order by started_at desc limit 1`.execute(db);
  return rows[0]?.id ?? null;
}

/** Keeps chunks of a run in order, the first at position `from`, as one row. A run that was deleted meanwhile keeps none. */
export async function appendChunks(
  db: Database,
  runId: string,
  from: number,
  chunks: readonly unknown[],
): Promise<void> {
  await sql`
    insert into conversation_chunk (run_id, position, chunk)
    select id, ${from}, ${JSON.stringify(chunks)}::jsonb from conversation_run where id = ${runId}`.execute(
    db,
  );
}

/** The chunks of a run from a position on, where the chunks read before ended, and whether the run has ended. */
export async function chunksFrom(
  db: Database,
  runId: string,
  position: number,
): Promise<{ readonly chunks: readonly unknown[]; readonly ended: boolean }> {
  // Whether it ended is read first: chunks that come in between are then not missed.
  const run = await rowsOf({ ended: boolean })`
    select ended_at is not null and ended_at < clock_timestamp() - interval '1 second'
      or started_at < now() - ${LONGEST_RUN}::interval as ended
    from conversation_run where id = ${runId}`.execute(db);
  const { rows } = await rowsOf(columns('conversation_chunk', 'chunk'))`
    select chunk from conversation_chunk where run_id = ${runId} and position >= ${position} order by position`.execute(
    db,
  );
  return { chunks: rows.flatMap(({ chunk }) => chunk as unknown[]), ended: run.rows[0]?.ended ?? true };
}

/** A message that comes while an answer is given ends that answer first: one conversation, one answer at a time. */
export async function endEarlierRun(db: Database, visitorId: string, conversationId: string): Promise<void> {
  await requestStop(db, visitorId, conversationId);
  for (let waited = 0; waited < WAIT_MS; waited += LOOK_EVERY_MS) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    if (!(await runningIn(db, conversationId))) return;
  }
}

/** Somebody reads the answer of that run again, whose first reader may have left. */
export async function noteReader(db: Database, runId: string): Promise<void> {
  await sql`update conversation_run set resumed_at = now() where id = ${runId}`.execute(db);
}

/** Whether somebody came back to that answer after its first reader left. */
export async function wasResumed(db: Database, runId: string): Promise<boolean> {
  const { rows } = await sql`
    select from conversation_run where id = ${runId} and resumed_at is not null`.execute(db);
  return rows.length > 0;
}
