import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tryWithin, type Limit } from '#src/http/rate-limit.ts';
import { LONGEST_CODE, normalisedCode } from '#src/loyalty/offer-codes.ts';
import type { Details } from './address.ts';
import { lockCart } from './cart-store.ts';
import { MOST_CODES } from './cart.ts';

const CODES: Limit = { name: 'offer-code', most: 10, perSeconds: 600 };
const CODES_FROM_AN_ADDRESS: Limit = { name: 'offer-code-address', most: 60, perSeconds: 600 };

export type CodeKept =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'no-code' | 'too-many'; readonly most: number }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

/** Keeps a typed code with the cart; whether it is good is for the quote to say. `from` is the client's address: tries are limited by it too, so that codes cannot be guessed. */
export async function addCode(
  db: Database,
  visitorId: string,
  typed: string,
  from: string,
  now: Date,
): Promise<CodeKept> {
  const code = normalisedCode(typed);
  if (!code) return { ok: false, refusal: 'no-code', most: LONGEST_CODE };
  for (const [limit, who] of [
    [CODES, visitorId],
    [CODES_FROM_AN_ADDRESS, from],
  ] as const) {
    const tried = await tryWithin(db, limit, who, now);
    if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  }
  return db.transaction().execute(async (trx): Promise<CodeKept> => {
    const { id } = await lockCart(trx, visitorId);
    const { rows } = await sql`update cart set codes = array_append(array_remove(codes, ${code}), ${code})
      where id = ${id} and cardinality(array_remove(codes, ${code})) < ${MOST_CODES} returning 1`.execute(
      trx,
    );
    return rows.length ? { ok: true } : { ok: false, refusal: 'too-many', most: MOST_CODES };
  });
}

export async function removeCode(db: Database, visitorId: string, code: string): Promise<void> {
  await change(
    db,
    visitorId,
    (id) => sql`update cart set codes = array_remove(codes, ${code}) where id = ${id}`,
  );
}

/** How many points the shopper wants to pay with; the quote takes no more than are there and allowed. */
export async function setBurn(db: Database, visitorId: string, points: number): Promise<void> {
  const burn = Number.isInteger(points) && points > 0 ? Math.min(points, MOST_POINTS) : 0;
  await change(db, visitorId, (id) => sql`update cart set burn = ${burn} where id = ${id}`);
}

const MOST_POINTS = 10_000_000;

/** Where the cart goes, as checkout asked it. */
export async function setDetails(db: Database, visitorId: string, details: Details): Promise<void> {
  await change(
    db,
    visitorId,
    (id) => sql`update cart set details = ${JSON.stringify(details)}::jsonb where id = ${id}`,
  );
}

async function change(
  db: Database,
  visitorId: string,
  statement: (cartId: string) => ReturnType<typeof sql>,
): Promise<void> {
  await db.transaction().execute(async (trx) => {
    const { id } = await lockCart(trx, visitorId);
    await statement(id).execute(trx);
  });
}
