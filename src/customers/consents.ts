import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { Purpose } from './customer.ts';
import { readSigned, signed } from '#src/http/signed-text.ts';
import { signingSecret } from './signing-secret.ts';

export const PURPOSES = [
  'memory',
  'personalisation',
  'reminders',
  'marketing',
] as const satisfies readonly Purpose[];
export const isPurpose = (text: string): text is Purpose => (PURPOSES as readonly string[]).includes(text);

/** Writes down that a customer agrees to a purpose from now on, or no longer does; both dates stay on record. */
export async function setConsent(
  db: Database,
  customerId: string,
  purpose: Purpose,
  agrees: boolean,
  now: Date,
): Promise<void> {
  await (
    agrees
      ? sql`insert into customer_consent (customer_id, purpose, given_at) values (${customerId}, ${purpose}, ${now})
        on conflict (customer_id, purpose) do update set given_at = excluded.given_at, withdrawn_at = null
        where customer_consent.withdrawn_at is not null`
      : sql`update customer_consent set withdrawn_at = ${now}
        where customer_id = ${customerId} and purpose = ${purpose} and withdrawn_at is null`
  ).execute(db);
}

const SECRET = 'unsubscribe';

/** The part of an address by which its holder, without signing in, ends the messages of one purpose. It never expires. */
export async function unsubscribeToken(db: Database, customerId: string, purpose: Purpose): Promise<string> {
  return signed(await signingSecret(db, SECRET), `${purpose} ${customerId}`);
}

export type Unsubscribed =
  { readonly ok: true; readonly purpose: Purpose } | { readonly ok: false; readonly refusal: 'forged' };

/** Ends the messages the token is for; done twice it is still done. */
export async function unsubscribe(db: Database, token: string, now: Date): Promise<Unsubscribed> {
  const read = await readUnsubscribe(db, token);
  if (!read) return { ok: false, refusal: 'forged' };
  await setConsent(db, read.customerId, read.purpose, false, now);
  return { ok: true, purpose: read.purpose };
}

/** What a token would end; null where the shop did not sign it. */
export async function readUnsubscribe(
  db: Database,
  token: string,
): Promise<{ readonly customerId: string; readonly purpose: Purpose } | null> {
  const said = readSigned(await signingSecret(db, SECRET), token);
  const [purpose = '', customerId = ''] = said?.split(' ') ?? [];
  return isPurpose(purpose) && customerId ? { customerId, purpose } : null;
}
