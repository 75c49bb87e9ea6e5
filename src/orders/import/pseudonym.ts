import { createHmac, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** The key under which imported customers become pseudonyms: made once, kept in the database, told to nobody. */
export async function pseudonymSecret(
  db: Database,
  random: () => string = () => randomBytes(32).toString('base64url'),
): Promise<string> {
  await sql`insert into pseudonym_secret (secret) values (${random()}) on conflict do nothing`.execute(db);
  const { rows } = await rowsOf(columns('pseudonym_secret', 'secret'))`
    select secret from pseudonym_secret`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The database kept no secret for pseudonyms');
  return row.secret;
}

/** The same customer of the same source has the same pseudonym; without the key nobody finds the way back. */
export function pseudonymOf(secret: string, source: string, customer: string): string {
  const known = `${source}\n${customer.trim().toLowerCase()}`;
  return `import-${createHmac('sha256', secret).update(known).digest('base64url').slice(0, 22)}`;
}
