import { sql } from 'kysely';
import { nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** What a shopper thinks of an answer; the reason is theirs and may be empty. */
export interface Feedback {
  readonly helpful: boolean;
  readonly reason: string;
}

/** What was said of the conversation's latest answer; null where nothing was. */
export async function feedbackOf(db: Database, conversationId: string): Promise<boolean | null> {
  const { rows } = await rowsOf(columns('turn_feedback', 'helpful'))`
    select helpful from turn_feedback where conversation_id = ${conversationId} and position =
      (select max(position) from conversation_message where conversation_id = ${conversationId})`.execute(db);
  return rows[0]?.helpful ?? null;
}

/** Keeps it for the latest answer of the visitor's own conversation; false where there is none. A second replaces it. */
export async function keepFeedback(
  db: Database,
  visitorId: string,
  conversationId: string,
  { helpful, reason }: Feedback,
): Promise<boolean> {
  const { rows } = await sql`
    insert into turn_feedback (conversation_id, position, helpful, reason)
    select c.id, max(m.position), ${helpful}::boolean, ${reason}::text
    from conversation c join conversation_message m on m.conversation_id = c.id and m.role = 'assistant'
    where c.id = ${conversationId} and c.visitor_id = ${visitorId} group by c.id
    on conflict (conversation_id, position) do update set
      helpful = excluded.helpful, reason = excluded.reason, created_at = now()
    returning position`.execute(db);
  return rows.length > 0;
}

/** What the visitor had asked before the latest answer of their own conversation; null where nothing was. */
export async function lastQuestion(
  db: Database,
  visitorId: string,
  conversationId: string,
): Promise<string | null> {
  const { rows } = await rowsOf({ text: nullable(text) })`
    select (select string_agg(part ->> 'text', ' ') from jsonb_array_elements(m.parts) as part
      where part ->> 'type' = 'text') as text
    from conversation c join conversation_message m on m.conversation_id = c.id and m.role = 'user'
    where c.id = ${conversationId} and c.visitor_id = ${visitorId} order by m.position desc limit 1`.execute(
    db,
  );
  return rows[0]?.text ?? null;
}
