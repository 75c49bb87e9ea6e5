import { sql, type RawBuilder } from 'kysely';
import { nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { stateFrom, type ConversationState } from './conversation-state.ts';

export interface Conversation {
  readonly id: string;
  readonly state: ConversationState;
}

export interface StoredMessage {
  readonly position: number;
  readonly role: 'user' | 'assistant';
  /** The parts as they were streamed, in the page's own format. */
  readonly parts: readonly unknown[];
  readonly at: Date;
}

/** The visitor's conversation of that id; null where it is unknown or another visitor's. */
export async function conversationOf(
  db: Database,
  visitorId: string,
  id: string,
): Promise<Conversation | null> {
  const row = await db
    .selectFrom('conversation')
    .select(['id', 'state'])
    .where('id', '=', id)
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst();
  return row ? { id: row.id, state: stateFrom(row.state) } : null;
}

/** Appends a message; two turns at once get two positions, since the conversation's row is locked meanwhile. */
export async function appendMessage(
  db: Database,
  conversationId: string,
  role: StoredMessage['role'],
  parts: readonly unknown[],
): Promise<number> {
  const append = async (trx: Database) => {
    await sql`update conversation set updated_at = now() where id = ${conversationId}`.execute(trx);
    const row = await rowsOf(columns('conversation_message', 'position'))`
      insert into conversation_message (conversation_id, position, role, parts)
      select id, (select coalesce(max(position), 0) + 1 from conversation_message where conversation_id = c.id),
        ${role}, ${JSON.stringify(parts)}::jsonb
      from conversation c where id = ${conversationId} returning position`.execute(trx);
    return row.rows[0]?.position ?? 0;
  };
  return db.isTransaction ? append(db) : db.transaction().execute(append);
}

/** The last `most` messages, oldest first. */
export async function messagesOf(
  db: Database,
  conversationId: string,
  most = 200,
): Promise<readonly StoredMessage[]> {
  const rows = await db
    .selectFrom('conversation_message')
    .select(['position', 'role', 'parts', 'created_at'])
    .where('conversation_id', '=', conversationId)
    .orderBy('position', 'desc')
    .limit(most)
    .execute();
  return rows.reverse().map((row) => ({
    position: row.position,
    role: row.role,
    parts: row.parts as unknown[],
    at: row.created_at,
  }));
}

/** The visitor's conversations that hold at least one message, newest first. */
export async function recentConversations(
  db: Database,
  visitorId: string,
  most = 20,
): Promise<readonly { readonly id: string; readonly updatedAt: Date; readonly firstWords: string }[]> {
  const rows = await rowsOf({
    id: tables.conversation.id,
    updatedAt: tables.conversation.updated_at,
    firstWords: nullable(text),
  })`
    select c.id, c.updated_at as "updatedAt", m.parts -> 0 ->> 'text' as "firstWords"
    from conversation c join conversation_message m on m.conversation_id = c.id and m.position = 1
    where c.visitor_id = ${visitorId} order by c.updated_at desc limit ${most}`.execute(db);
  return rows.rows.map((row) => ({ ...row, firstWords: row.firstWords ?? '' }));
}

/** Deletes the visitor's conversation with all its messages; false where there is none of that id. */
export const deleteConversation = async (db: Database, visitorId: string, id: string): Promise<boolean> =>
  (await deleteThose(db, visitorId, sql`conversation.id = ${id}`)) > 0;

/** Deletes all conversations of the visitor, and answers how many there were. */
export const deleteConversations = (db: Database, visitorId: string): Promise<number> =>
  deleteThose(db, visitorId, sql`true`);

const deleteThose = (db: Database, visitorId: string, which: RawBuilder<unknown>): Promise<number> =>
  db.transaction().execute(async (trx) => {
    // A matter that waits for a person stays, without what was said.
    await sql`update ticket set words = '', summary = why ->> 'reason', need = null, draft = null
      where conversation_id in (select id from conversation where visitor_id = ${visitorId} and ${which})`.execute(
      trx,
    );
    // What the team was told of an answer repeats the shopper's words.
    await sql`delete from correction where kind = 'thumb' and exists (select from conversation
      where visitor_id = ${visitorId} and starts_with(correction.id, 'thumb-' || conversation.id || '-') and ${which})`.execute(
      trx,
    );
    const done = await rowsOf(columns('conversation', 'id'))`
      delete from conversation where visitor_id = ${visitorId} and ${which} returning id`.execute(trx);
    return done.rows.length;
  });
