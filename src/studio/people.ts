import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { z } from 'zod';
import { emailSchema, normalisedEmail } from '#src/customers/customer.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import {
  countAsking,
  mayMailLink,
  forgetLinks,
  LINK_MINUTES,
  makeLink,
  type Random,
  type WithinLimits,
} from '#src/sign-in-links/sign-in-link.ts';

/** What somebody may do with words is in word-rights.ts; everything else of the studio is open to all. */
export const ROLES = ['team', 'writer', 'publisher', 'support', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Somebody of the shop who may open the studio. */
export interface Person {
  readonly id: string;
  readonly email: string;
  /** As shoppers read it beside an answer. */
  readonly name: string;
  readonly role: Role;
}

export const INVITATION_DAYS = 7;

const nameSchema = z.string().trim().min(1).max(80);

export type Invited =
  | { readonly ok: true; readonly person: Person; readonly token: string }
  | { readonly ok: false; readonly refusal: 'no-address' | 'no-name' };

/** Lets somebody into the team, or back into it, with a link that works for INVITATION_DAYS. */
export async function invite(
  db: Database,
  given: { readonly email: string; readonly name: string; readonly role?: Role },
  now: Date,
  random?: Random,
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
  const token = await linkFor(db, person, INVITATION_DAYS * 24 * 60, now, random);
  return { ok: true, person, token };
}

/** Takes somebody out of the team: links and sessions end at once. False where nobody has that address. */
export async function removePerson(db: Database, email: string, now: Date): Promise<boolean> {
  const { rows } = await rowsOf(columns('studio_person', 'id'))`update studio_person set removed_at = ${now}
    where email = ${normalisedEmail(email)} and removed_at is null returning id`.execute(db);
  const [gone] = rows;
  if (!gone) return false;
  await forgetLinks(db, 'studio', gone.id);
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
  /** `mail` is null for an address of nobody in the team, and where enough were sent; the page answers the same for both. */
  | { readonly ok: true; readonly mail: { readonly person: Person; readonly token: string } | null }
  | Extract<WithinLimits, { ok: false }>;

/** Makes a link for whoever of the team has that address. */
export async function askForStudioLink(
  db: Database,
  given: { readonly email: string; readonly asker: Asker },
  now: Date,
  random?: Random,
): Promise<StudioAsked> {
  const email = normalisedEmail(given.email);
  const counted = await countAsking(db, given.asker, now);
  if (!counted.ok) return counted;
  const { rows } = await rowsOf(columns('studio_person', 'id', 'email', 'name', 'role'))`
    select id, email, name, role from studio_person
    where email = ${email} and removed_at is null`.execute(db);
  const [person] = rows;
  if (!person || !(await mayMailLink(db, 'studio', { subject: person.id, email }, now)))
    return { ok: true, mail: null };
  return {
    ok: true,
    mail: { person, token: await linkFor(db, person, LINK_MINUTES, now, random) },
  };
}

const linkFor = (
  db: Database,
  { id }: Person,
  minutes: number,
  now: Date,
  random: Random | undefined,
): Promise<string> => makeLink(db, { purpose: 'studio', subject: id, minutes }, now, random);
