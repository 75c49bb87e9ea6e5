import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const MOST_WORDS = 2_000;

/**
 * Makes an entry for the team of a shopper's reason why the latest answer was no help, with question and answer; a
 * second reason for the same answer takes the place of the first. Null where the visitor has no such conversation.
 */
export async function correctFromThumb(
  db: Database,
  visitorId: string,
  conversationId: string,
  reason: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await rowsOf(columns('conversation', 'id'))`
    insert into correction (id, kind, question, drafted, reason, made_at)
    select 'thumb-' || c.id || '-' || answer.position, 'thumb', left(${said(sql`asked.parts`)}, ${MOST_WORDS}::int),
      left(${said(sql`answer.parts`)}, ${MOST_WORDS}::int), ${reason}::text, ${now}
    from conversation c
    cross join lateral (select position, parts from conversation_message
      where conversation_id = c.id and role = 'assistant' order by position desc limit 1) answer
    cross join lateral (select parts from conversation_message
      where conversation_id = c.id and role = 'user' and position < answer.position
      order by position desc limit 1) asked
    where c.id = ${conversationId} and c.visitor_id = ${visitorId}
    on conflict (id) do update set reason = excluded.reason
    returning id`.execute(db);
  return rows[0]?.id ?? null;
}

/** The words of a message's parts. */
const said = (parts: ReturnType<typeof sql>) => sql`coalesce((
  select string_agg(part ->> 'text', ' ' order by place)
  from jsonb_array_elements(${parts}) with ordinality as part_at (part, place) where part ->> 'type' = 'text'), '')`;
