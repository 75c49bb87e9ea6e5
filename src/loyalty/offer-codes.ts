import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

const ALPHABET = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'; // no 0, 1, I, L and O, which are read wrongly
const LENGTH = 12; // 31 to the 12th: nobody guesses one of a million codes within the tries a visitor has

export const LONGEST_CODE = 40;

/** A typed code as it is compared: no spaces, capital letters. */
export const normalisedCode = (typed: string): string =>
  typed.replace(/\s/g, '').toUpperCase().slice(0, LONGEST_CODE);

/** By which a single-use code is known; its groups may be typed with or without hyphens. */
export const codeHashOf = (code: string): string =>
  createHash('sha256').update(normalisedCode(code).replaceAll('-', '')).digest('hex');

/** Makes single-use codes for an offer and answers them; afterwards only their hashes are known. `random` gives whole numbers below its argument. */
export async function makeCodes(
  db: Database,
  {
    offerId,
    count,
    batch,
    expiresAt,
  }: { offerId: string; count: number; batch: string; expiresAt: Date | null },
  random: (below: number) => number,
): Promise<readonly string[]> {
  const codes = Array.from({ length: count }, () => {
    const letters = Array.from({ length: LENGTH }, () => ALPHABET[random(ALPHABET.length)]).join('');
    return letters.replace(/(.{4})(?=.)/g, '$1-');
  });
  const hashes = codes.map(codeHashOf);
  await sql`insert into offer_code (code_hash, offer_id, batch, expires_at)
    select hash, ${offerId}::text, ${batch}::text, ${expiresAt}::timestamptz from unnest(${hashes}::text[]) as hash`.execute(
    db,
  );
  return codes;
}

export interface KnownCode {
  readonly offerId: string;
  readonly state: 'good' | 'used' | 'expired';
  /** Until when it is good; null for ever. */
  readonly expiresAt: Date | null;
}

/** What the shop knows of single-use codes, by hash. */
export async function knownCodes(
  db: Database,
  hashes: readonly string[],
  now: Date,
): Promise<ReadonlyMap<string, KnownCode>> {
  if (!hashes.length) return new Map();
  const { rows } = await rowsOf({
    ...columns('offer_code', 'code_hash', 'offer_id', 'expires_at'),
    used: boolean,
    expired: boolean,
  })`
    select code_hash, offer_id, expires_at, order_id is not null as used, coalesce(expires_at <= ${now}, false) as expired
    from offer_code where code_hash = any(${[...hashes]}::text[])`.execute(db);
  return new Map(
    rows.map((row) => [
      row.code_hash,
      {
        offerId: row.offer_id,
        state: row.used ? 'used' : row.expired ? 'expired' : 'good',
        expiresAt: row.expires_at,
      },
    ]),
  );
}
