import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** The shop's key for links of one purpose: made at random by the first who needs it, the same for all processes. */
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

/** What is said, and a signature over it, as one part of an address. */
export function signed(secret: string, said: string): string {
  return `${Buffer.from(said).toString('base64url')}.${signature(secret, said)}`;
}

/** What a signed text says; null where this secret did not sign it. */
export function readSigned(secret: string, token: string): string | null {
  const [, body, given] = /^([\w-]{1,400})\.([\w-]{43})$/.exec(token) ?? [];
  if (!body || !given) return null;
  const said = Buffer.from(body, 'base64url').toString();
  return timingSafeEqual(Buffer.from(signature(secret, said)), Buffer.from(given)) ? said : null;
}

const signature = (secret: string, said: string): string =>
  createHmac('sha256', secret).update(said).digest('base64url');
