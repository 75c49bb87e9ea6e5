import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import { normalisedEmail } from '#src/customers/customer.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tryWithin, type Limit } from '#src/http/rate-limit.ts';

export type Role = 'team' | 'owner';

/** Somebody of the shop who may open the studio. */
export interface Person {
  readonly id: string;
  readonly email: string;
  /** As shoppers read it beside an answer. */
  readonly name: string;
  readonly role: Role;
}

export const INVITATION_DAYS = 7;
export const STUDIO_LINK_MINUTES = 15;
const FROM_AN_ADDRESS: Limit = { name: 'studio-asked', most: 10, perSeconds: 3600 };
const TO_A_PERSON: Limit = { name: 'studio-link', most: 4, perSeconds: 900 };

const emailSchema = z.string().transform(normalisedEmail).pipe(z.email().max(254));
const nameSchema = z.string().trim().min(1).max(80);

type Random = () => string;
const randomToken: Random = () => randomBytes(32).toString('base64url');

export type Invited =
  | { readonly ok: true; readonly person: Person; readonly token: string }
  | { readonly ok: false; readonly refusal: 'no-address' | 'no-name' };

/** Lets somebody into the team, or back into it, with a link that works for INVITATION_DAYS. */
export async function invite(
  db: Database,
  given: { readonly email: string; readonly name: string; readonly role?: Role },
  now: Date,
  random: Random = randomToken,
): Promise<Invited> {
  const email = emailSchema.safeParse(given.email);
  if (!email.success) return { ok: false, refusal: 'no-address' };
  const name = nameSchema.safeParse(given.name);
  if (!name.success) return { ok: false, refusal: 'no-name' };
  const { rows } = await rowsOf(columns('studio_person', 'id', 'email', 'name', 'role'))`
    insert into studio_person (id, email, name, role, invited_at)
    values (${nanoid()}, ${email.data}, ${name.data}, ${given.role ?? 'team'}, ${now})
    on conflict (email) do update set name = excluded.name, role = excluded.role, removed_at = null
    returning id, email, name, role`.execute(db);
  const [person] = rows;
  if (!person) throw new Error('A person of the team was neither found nor written');
  const token = await linkFor(db, person.id, INVITATION_DAYS * 24 * 60, now, random);
  return { ok: true, person, token };
}

/** Takes somebody out of the team: links and sessions end at once. False where nobody has that address. */
export async function removePerson(db: Database, email: string, now: Date): Promise<boolean> {
  const { rows } = await rowsOf(columns('studio_person', 'id'))`update studio_person set removed_at = ${now}
    where email = ${normalisedEmail(email)} and removed_at is null returning id`.execute(db);
  const [gone] = rows;
  if (!gone) return false;
  await sql`delete from studio_link where person_id = ${gone.id}`.execute(db);
  await sql`update studio_session set revoked_at = ${now} where person_id = ${gone.id} and revoked_at is null`.execute(
    db,
  );
  return true;
}

/** The team as it is now, by name. */
export async function team(db: Database): Promise<readonly Person[]> {
  const { rows } = await rowsOf(columns('studio_person', 'id', 'email', 'name', 'role'))`
    select id, email, name, role from studio_person
    where removed_at is null order by name, email`.execute(db);
  return rows;
}

export type StudioAsked =
  /** `mail` is null for an address of nobody in the team; the page answers the same for both. */
  | { readonly ok: true; readonly mail: { readonly person: Person; readonly token: string } | null }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

/** Makes a link for whoever of the team has that address. `from` is the asker's network address, for the limit. */
export async function askForStudioLink(
  db: Database,
  given: { readonly email: string; readonly from: string },
  now: Date,
  random: Random = randomToken,
): Promise<StudioAsked> {
  for (const [limit, who] of [
    [FROM_AN_ADDRESS, given.from],
    [TO_A_PERSON, normalisedEmail(given.email)],
  ] as const) {
    const tried = await tryWithin(db, limit, who, now);
    if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  }
  const { rows } = await rowsOf(columns('studio_person', 'id', 'email', 'name', 'role'))`
    select id, email, name, role from studio_person
    where email = ${normalisedEmail(given.email)} and removed_at is null`.execute(db);
  const [person] = rows;
  if (!person) return { ok: true, mail: null };
  return {
    ok: true,
    mail: { person, token: await linkFor(db, person.id, STUDIO_LINK_MINUTES, now, random) },
  };
}

async function linkFor(
  db: Database,
  personId: string,
  minutes: number,
  now: Date,
  random: Random,
): Promise<string> {
  const token = random();
  await sql`delete from studio_link where expires_at < ${now}`.execute(db);
  await sql`insert into studio_link (token_hash, person_id, created_at, expires_at)
    values (${hashed(token)}, ${personId}, ${now}, ${new Date(now.getTime() + minutes * 60_000)})`.execute(
    db,
  );
  return token;
}

/** How tokens and session ids are kept. */
export const hashed = (token: string): string => createHash('sha256').update(token).digest('base64url');
