import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const HELD_HOURS = 4; // a person who does nothing for so long has let go, so that nobody talks to an empty chair

/** The name of the person who has that conversation now; null where the assistant serves it. */
export async function heldBy(db: Database, conversationId: string, now: Date): Promise<string | null> {
  const { rows } = await rowsOf(columns('studio_person', 'name'))`
    select p.name from ticket t join studio_person p on p.id = t.claimed_by
    where t.conversation_id = ${conversationId} and t.state in ('claimed', 'answered')
      and t.touched_at > ${now}::timestamptz - ${HELD_HOURS} * interval '1 hour'
    order by t.touched_at desc limit 1`.execute(db);
  return rows[0]?.name ?? null;
}

/** The shopper wrote on: whoever answered is asked again. */
export async function shopperWrote(db: Database, conversationId: string, now: Date): Promise<void> {
  await sql`update ticket set waiting_since = ${now}, state = 'claimed'
    where conversation_id = ${conversationId} and state = 'answered'`.execute(db);
}

/** Keeps an address the shopper gave for the answer; false where nothing of that conversation waits for one. */
export async function answerTo(db: Database, conversationId: string, email: string): Promise<boolean> {
  const { rows } = await sql`update ticket set email = ${email}
    where conversation_id = ${conversationId} and state <> 'returned' and email is null returning id`.execute(
    db,
  );
  return rows.length > 0;
}
