import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';

/** Whether the shop once sold a product of that slug and does so no longer. */
export async function wasArchived(db: Database, slug: string): Promise<boolean> {
  const { rows } = await sql`select 1 from product where slug = ${slug} and status = 'archived'`.execute(db);
  return rows.length > 0;
}
