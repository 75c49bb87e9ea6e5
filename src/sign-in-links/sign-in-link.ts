import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tryWithin, type Limit } from '#src/http/rate-limit.ts';

/** What a link lets its holder into; one for the one never opens the other. */
export type LinkPurpose = 'shop' | 'studio' | 'data';

export const LINK_MINUTES = 15;

const ASKED_FROM = { most: 10, perSeconds: 3600 };
const ASKED_FOR = { most: 4, perSeconds: 900 };
const PRESSED_FROM = { most: 20, perSeconds: 600 };

export type WithinLimits =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

export type Random = () => string;
const randomToken: Random = () => randomBytes(32).toString('base64url');

/** Counts a wish for a link: `from` is who asks, `email` the normalised address it would go to. */
export function countAsking(
  db: Database,
  purpose: LinkPurpose,
  { from, email }: { readonly from: string; readonly email: string },
  now: Date,
): Promise<WithinLimits> {
  return within(
    db,
    [
      [{ name: `${purpose}-link-asked-from`, ...ASKED_FROM }, from],
      [{ name: `${purpose}-link-asked-for`, ...ASKED_FOR }, email],
    ],
    now,
  );
}

/** Counts the use of a link, good or not, so that nobody tries tokens from one network address. */
export const countPressing = (
  db: Database,
  purpose: LinkPurpose,
  from: string,
  now: Date,
): Promise<WithinLimits> => within(db, [[{ name: `${purpose}-link-pressed`, ...PRESSED_FROM }, from]], now);

async function within(
  db: Database,
  limits: readonly (readonly [Limit, string])[],
  now: Date,
): Promise<WithinLimits> {
  for (const [limit, who] of limits) {
    const tried = await tryWithin(db, limit, who, now);
    if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  }
  return { ok: true };
}

/** What the page says to somebody who asked for too many. */
export const askedTooOften = (retryAfterSeconds: number): string =>
  `That was asked for too often. Try again in ${Math.ceil(retryAfterSeconds / 60)} minutes.`;

/** Makes a link and says its token, which is kept nowhere; links that ran out are forgotten on the way. */
export async function makeLink(
  db: Database,
  {
    purpose,
    subject,
    minutes,
  }: { readonly purpose: LinkPurpose; readonly subject: string; readonly minutes: number },
  now: Date,
  random: Random = randomToken,
): Promise<string> {
  const token = random();
  await sql`delete from sign_in_link where expires_at < ${now}`.execute(db);
  await sql`insert into sign_in_link (token_hash, purpose, subject, created_at, expires_at)
    values (${hashed(token)}, ${purpose}, ${subject}, ${now}, ${new Date(now.getTime() + minutes * 60_000)})`.execute(
    db,
  );
  return token;
}

/** Whom an unused link would let in; null for one that no longer works. */
export async function subjectOfLink(
  db: Database,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await rowsOf(columns('sign_in_link', 'subject'))`select subject from sign_in_link
    where token_hash = ${hashed(token)} and purpose = ${purpose} and used_at is null and expires_at > ${now}`.execute(
    db,
  );
  return rows[0]?.subject ?? null;
}

/**
 * Uses a link up and says whom it lets in, in one statement so that two clicks at once let one browser in. Null alike
 * for forged, used and expired: the way on is the same.
 */
export async function spendLink(
  db: Database,
  purpose: LinkPurpose,
  token: string,
  now: Date,
): Promise<string | null> {
  const { rows } = await rowsOf(columns('sign_in_link', 'subject'))`update sign_in_link set used_at = ${now}
    where token_hash = ${hashed(token)} and purpose = ${purpose} and used_at is null and expires_at > ${now}
    returning subject`.execute(db);
  return rows[0]?.subject ?? null;
}

/** No link of that subject works any more. */
export async function forgetLinks(db: Database, purpose: LinkPurpose, subject: string): Promise<void> {
  await sql`delete from sign_in_link where purpose = ${purpose} and subject = ${subject}`.execute(db);
}

/** How tokens and session ids are kept: who reads the database cannot use them. */
export const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');
