import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** The shop's key for what it signs for one purpose: made at random by the first who needs it, the same for all processes. */
export async function signingSecret(
  db: Database,
  purpose: string,
  random: () => string = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  const stored = rowsOf(columns('signing_secret', 'secret'))`
    select secret from signing_secret where purpose = ${purpose}`;
  const known = (await stored.execute(db)).rows[0]?.secret;
  if (known) return known;
  await sql`insert into signing_secret (purpose, secret) values (${purpose}, ${random()}) on conflict do nothing`.execute(
    db,
  );
  const made = (await stored.execute(db)).rows[0]?.secret;
  if (!made) throw new Error(`The database kept no secret for ${purpose}`);
  return made;
}
