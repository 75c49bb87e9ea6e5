import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** What a shopper thinks of an answer; the reason is theirs and may be empty. */
export interface Feedback {
  readonly helpful: boolean;
  readonly reason: string;
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
