import { createHash } from 'node:crypto';
import { sql, type RawBuilder } from 'kysely';
import { personOf } from '#src/customers/customer.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import type { Database } from '#src/database/database.ts';

const PURPOSE = 'offer-person';

/**
 * The name under which what is for a first time is counted: a salted hash of the person behind an address. It tells
 * nobody who it was, so it stays when everything else about them is forgotten, and a first time is once.
 */
export async function personKey(db: Database, customerKey: string): Promise<string> {
  const salt = await signingSecret(db, PURPOSE);
  return `person:${createHash('sha256')
    .update(`${salt}\n${personOf(customerKey)}`)
    .digest('hex')}`;
}

/** The same inside a statement; null where nobody has used anything that is for a first time. */
export const personKeySql = (customerKey: string): RawBuilder<unknown> =>
  sql`(select 'person:' || encode(sha256(convert_to(secret || chr(10) || ${personOf(customerKey)}::text, 'UTF8')), 'hex')
    from signing_secret where purpose = ${PURPOSE})`;
