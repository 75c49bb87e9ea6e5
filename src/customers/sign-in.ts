import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tryWithin, type Limit } from '#src/http/rate-limit.ts';
import { customerForEmail } from './customer-store.ts';
import { normalisedEmail } from './customer.ts';

export const LINK_MINUTES = 15;
const FROM_A_BROWSER: Limit = { name: 'sign-in-browser', most: 10, perSeconds: 3600 };
const TO_AN_ADDRESS: Limit = { name: 'sign-in-address', most: 4, perSeconds: 900 };

const emailSchema = z.string().transform(normalisedEmail).pipe(z.email().max(254));

export type SignInAsked =
  | { readonly ok: true; readonly email: string; readonly token: string }
  | { readonly ok: false; readonly refusal: 'no-address' }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

/**
 * Makes a link's token for an address, whether or not a customer has it: the answer is the same for both, and nobody
 * is written down before the link is used. `browser` is who asks, for the limit.
 */
export async function askToSignIn(
  db: Database,
  given: { readonly email: string; readonly browser: string },
  now: Date,
  random: () => string = () => randomBytes(32).toString('base64url'),
): Promise<SignInAsked> {
  const parsed = emailSchema.safeParse(given.email);
  if (!parsed.success) return { ok: false, refusal: 'no-address' };
  for (const [limit, who] of [
    [FROM_A_BROWSER, given.browser],
    [TO_AN_ADDRESS, parsed.data],
  ] as const) {
    const tried = await tryWithin(db, limit, who, now);
    if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  }
  const token = random();
  await sql`delete from sign_in_link where expires_at < ${now}::timestamptz - interval '1 day'`.execute(db);
  await sql`insert into sign_in_link (token_hash, email, created_at, expires_at)
    values (${hashed(token)}, ${parsed.data}, ${now}, ${new Date(now.getTime() + LINK_MINUTES * 60_000)})`.execute(
    db,
  );
  return { ok: true, email: parsed.data, token };
}

/** Whom a link would sign in, so that nobody presses somebody else's: `a…@example.com`; null for a link that no longer works. */
export async function whomItSignsIn(db: Database, token: string, now: Date): Promise<string | null> {
  const { rows } = await rowsOf(columns('sign_in_link', 'email'))`select email from sign_in_link
    where token_hash = ${hashed(token)} and used_at is null and expires_at > ${now}`.execute(db);
  return rows[0]?.email.replace(/^(.)[^@]*/u, '$1…') ?? null;
}

export type SignedIn =
  | { readonly ok: true; readonly customerId: string }
  | { readonly ok: false; readonly refusal: 'unknown-or-used' };

/**
 * Uses a link up, in one statement so that two clicks at once sign in one browser, and makes that browser the
 * customer's. One answer for forged, used and expired: the way on is the same.
 */
export async function signIn(db: Database, token: string, visitorId: string, now: Date): Promise<SignedIn> {
  const { rows } = await rowsOf(columns('sign_in_link', 'email'))`
    update sign_in_link set used_at = ${now}
    where token_hash = ${hashed(token)} and used_at is null and expires_at > ${now} returning email`.execute(
    db,
  );
  const [link] = rows;
  if (!link) return { ok: false, refusal: 'unknown-or-used' };
  const customerId = await customerForEmail(db, link.email);
  await sql`insert into visitor_customer (visitor_id, customer_id, linked_at) values (${visitorId}, ${customerId}, ${now})
    on conflict (visitor_id) do update set customer_id = excluded.customer_id, linked_at = excluded.linked_at`.execute(
    db,
  );
  // The link proves the address: what was ordered under it before there was an account is the customer's.
  await sql`update customer_order set customer_id = ${customerId}
    where email = ${link.email} and customer_id is null and source = 'shop'`.execute(db);
  return { ok: true, customerId };
}

/** The browser is a guest's again. */
export async function signOut(db: Database, visitorId: string): Promise<void> {
  await db.deleteFrom('visitor_customer').where('visitor_id', '=', visitorId).execute();
}

const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');
