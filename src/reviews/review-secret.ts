import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** The key of invitation links: the environment's, else one made at random once and kept in the database. */
export async function reviewSecret(
  db: Database,
  configured: string | undefined,
  random: () => string = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  if (configured) return configured;
  const stored = rowsOf(columns('review_secret', 'secret'))`select secret from review_secret`;
  const known = (await stored.execute(db)).rows[0]?.secret;
  if (known) return known;
  await sql`insert into review_secret (secret) values (${random()}) on conflict do nothing`.execute(db);
  const made = (await stored.execute(db)).rows[0]?.secret;
  if (!made) throw new Error('The database kept no secret for invitations to review');
  return made;
}
