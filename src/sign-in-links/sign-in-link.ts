import { messagesOf } from '#src/messages/messages.ts';
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Limited } from '#src/http/limits.ts';
import { tryShare, tryWithin, type Asker } from '#src/http/rate-limit.ts';
import { waitText } from '#src/http/wait-text.ts';

/** What a link lets its holder into; one for the one never opens the other. */
export type LinkPurpose = 'shop' | 'studio' | 'data';

export const LINK_MINUTES = 15;

/** Mails to one mailbox, whoever asks. */
const MAILED = { most: 4, perSeconds: LINK_MINUTES * 60 };

export type WithinLimits =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

export type Random = () => string;
const randomToken: Random = () => randomBytes(32).toString('base64url');

/** Counts a wish for a link, by who asks. */
export const countAsking = (db: Database, asker: Asker, now: Date): Promise<WithinLimits> =>
  within(db, 'sign-in-mail', asker, now);

/** Counts the use of a link, good or not. */
export const countPressing = (db: Database, asker: Asker, now: Date): Promise<WithinLimits> =>
  within(db, 'sign-in', asker, now);

async function within(db: Database, name: Limited, asker: Asker, now: Date): Promise<WithinLimits> {
  const tried = await tryShare(db, name, asker, now);
  return tried.ok ? tried : { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
}

/**
 * Whether a mail with a link of that subject may go to that mailbox now. After a few in a quarter of an hour, whoever
 * asked for them, no further one goes while an earlier link still works: nobody can fill a mailbox, and nobody can keep
 * its owner out.
 */
export async function mayMailLink(
  db: Database,
  purpose: LinkPurpose,
  { subject, email }: { readonly subject: string; readonly email: string },
  now: Date,
): Promise<boolean> {
  const tried = await tryWithin(db, { name: `${purpose}-link-mailed`, ...MAILED }, email, now);
  if (tried.ok) return true;
  const { rows } = await rowsOf(columns('sign_in_link', 'subject'))`select subject from sign_in_link
    where purpose = ${purpose} and subject = ${subject} and used_at is null and expires_at > ${now} limit 1`.execute(
    db,
  );
  return rows.length === 0;
}

/** What the page says to somebody who asked for too many. */
export const askedTooOften = (retryAfterSeconds: number, locale: string): string =>
  messagesOf(locale).waits.askedTooOften(waitText(retryAfterSeconds, locale));

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
