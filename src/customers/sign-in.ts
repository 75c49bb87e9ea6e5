import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { Asker } from '#src/http/rate-limit.ts';
import {
  countAsking,
  LINK_MINUTES,
  makeLink,
  mayMailLink,
  spendLink,
  subjectOfLink,
  type Random,
  type WithinLimits,
} from '#src/sign-in-links/sign-in-link.ts';
import { customerForEmail } from './customer-store.ts';
import { emailSchema } from './customer.ts';

export type SignInAsked =
  /** No token where enough mails went to that address and one of them still opens the way in. */
  | { readonly ok: true; readonly email: string; readonly token: string | null }
  | { readonly ok: false; readonly refusal: 'no-address' }
  | Extract<WithinLimits, { ok: false }>;

/**
 * Makes a link's token for an address, whether or not a customer has it: the answer is the same for both, and nobody
 * is written down before the link is used.
 */
export async function askToSignIn(
  db: Database,
  given: { readonly email: string; readonly asker: Asker },
  now: Date,
  random?: Random,
): Promise<SignInAsked> {
  const parsed = emailSchema.safeParse(given.email);
  if (!parsed.success) return { ok: false, refusal: 'no-address' };
  const email = parsed.data;
  const counted = await countAsking(db, given.asker, now);
  if (!counted.ok) return counted;
  if (!(await mayMailLink(db, 'shop', { subject: email, email }, now)))
    return { ok: true, email, token: null };
  const token = await makeLink(db, { purpose: 'shop', subject: email, minutes: LINK_MINUTES }, now, random);
  return { ok: true, email, token };
}

/** Whom a link would sign in, so that nobody presses somebody else's: `a…@example.com`; null for a link that no longer works. */
export async function whomItSignsIn(db: Database, token: string, now: Date): Promise<string | null> {
  const email = await subjectOfLink(db, 'shop', token, now);
  return email?.replace(/^(.)[^@]*/u, '$1…') ?? null;
}

export type SignedIn =
  | { readonly ok: true; readonly customerId: string }
  | { readonly ok: false; readonly refusal: 'unknown-or-used' };

/** Uses a link up and makes that browser the customer's. */
export async function signIn(db: Database, token: string, visitorId: string, now: Date): Promise<SignedIn> {
  const email = await spendLink(db, 'shop', token, now);
  if (email === null) return { ok: false, refusal: 'unknown-or-used' };
  const customerId = await customerForEmail(db, email);
  await sql`insert into visitor_customer (visitor_id, customer_id, linked_at) values (${visitorId}, ${customerId}, ${now})
    on conflict (visitor_id) do update set customer_id = excluded.customer_id, linked_at = excluded.linked_at`.execute(
    db,
  );
  // The link proves the address: what was ordered under it before there was an account is the customer's.
  await sql`update customer_order set customer_id = ${customerId}
    where email = ${email} and customer_id is null and source = 'shop'`.execute(db);
  return { ok: true, customerId };
}

/** The browser is a guest's again. */
export async function signOut(db: Database, visitorId: string): Promise<void> {
  await db.deleteFrom('visitor_customer').where('visitor_id', '=', visitorId).execute();
}
