import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { readSigned, signed } from '#src/http/signed-text.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Cookies } from '#src/http/visitor.ts';
import { hashed, spendLink, type Random } from '#src/sign-in-links/sign-in-link.ts';
import type { Person } from './people.ts';

const SECRET = 'studio-session';
export const SESSION_HOURS = 12;
const SEEN_EVERY_MINUTES = 5; // a look at a page need not write each time

export type LetIn =
  | { readonly ok: true; readonly person: Person; readonly cookie: string }
  | { readonly ok: false; readonly refusal: 'unknown-or-used' };

/** Uses a link up and opens a session of SESSION_HOURS. One answer for forged, used and expired. */
export async function openSession(
  db: Database,
  token: string,
  now: Date,
  random: Random = () => randomBytes(24).toString('base64url'),
): Promise<LetIn> {
  const personId = await spendLink(db, 'studio', token, now);
  const { rows } = await rowsOf(columns('studio_person', 'id', 'email', 'name', 'role'))`
    select id, email, name, role from studio_person where id = ${personId} and removed_at is null`.execute(
    db,
  );
  const [person] = rows;
  if (!person) return { ok: false, refusal: 'unknown-or-used' };
  const id = random();
  await sql`delete from studio_session where expires_at < ${now}::timestamptz - interval '30 days'`.execute(
    db,
  );
  await sql`insert into studio_session (id_hash, person_id, opened_at, seen_at, expires_at)
    values (${hashed(id)}, ${person.id}, ${now}, ${now}, ${new Date(now.getTime() + SESSION_HOURS * 3_600_000)})`.execute(
    db,
  );
  return { ok: true, person, cookie: signed(await signingSecret(db, SECRET), id) };
}

/** Who is in with that cookie; null where it is forged, over, revoked, or its person left the team. */
export async function personWith(
  db: Database,
  cookie: string | undefined,
  now: Date,
): Promise<Person | null> {
  const id = await sessionId(db, cookie);
  if (!id) return null;
  const { rows } = await rowsOf({
    ...columns('studio_person', 'id', 'email', 'name', 'role'),
    seen_at: tables.studio_session.seen_at,
  })`
    select p.id, p.email, p.name, p.role, s.seen_at from studio_session s join studio_person p on p.id = s.person_id
    where s.id_hash = ${hashed(id)} and s.revoked_at is null and s.expires_at > ${now} and p.removed_at is null`.execute(
    db,
  );
  const [row] = rows;
  if (!row) return null;
  if (now.getTime() - row.seen_at.getTime() > SEEN_EVERY_MINUTES * 60_000)
    await sql`update studio_session set seen_at = ${now} where id_hash = ${hashed(id)}`.execute(db);
  const { seen_at: _, ...person } = row;
  return person;
}

/** Ends that session, or all of the person's. */
export async function endSession(
  db: Database,
  cookie: string | undefined,
  which: 'this' | 'all',
  now: Date,
): Promise<void> {
  const id = await sessionId(db, cookie);
  if (!id) return;
  await (
    which === 'this'
      ? sql`update studio_session set revoked_at = ${now} where id_hash = ${hashed(id)} and revoked_at is null`
      : sql`update studio_session set revoked_at = ${now} where revoked_at is null
        and person_id = (select person_id from studio_session where id_hash = ${hashed(id)})`
  ).execute(db);
}

async function sessionId(db: Database, cookie: string | undefined): Promise<string | null> {
  return cookie ? readSigned(await signingSecret(db, SECRET), cookie) : null;
}

/** Over HTTPS the name says that no page without TLS set it (RFC 6265bis); `__Host-` would ask for every path. */
const cookieName = (isSecure: boolean): string => (isSecure ? '__Secure-studio' : 'studio');

/** The cookie of the studio; it goes to no other site's request and to no script. */
export const studioCookie = (cookies: Pick<Cookies, 'get'>, isSecure: boolean): string | undefined =>
  cookies.get(cookieName(isSecure))?.value;

/** Hands the cookie to a browser; `null` takes it away. */
export function setStudioCookie(
  cookies: Pick<Cookies, 'set'>,
  value: string | null,
  isSecure: boolean,
): void {
  cookies.set(cookieName(isSecure), value ?? '', {
    path: '/studio',
    httpOnly: true,
    sameSite: 'strict',
    secure: isSecure,
    maxAge: value ? SESSION_HOURS * 3600 : 0,
  });
}
