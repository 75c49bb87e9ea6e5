import { nanoid } from 'nanoid';
import type { Database } from '#src/database/database.ts';

/** A conversation of the visitor that holds nothing yet. */
export async function startConversation(db: Database, visitorId: string): Promise<{ readonly id: string }> {
  const id = nanoid();
  await db.insertInto('conversation').values({ id, visitor_id: visitorId }).execute();
  return { id };
}
