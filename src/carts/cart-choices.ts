import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { tryShare, type Asker } from '#src/http/rate-limit.ts';
import { deadCodes } from '#src/loyalty/codes-refused.ts';
import { LONGEST_CODE, normalisedCode } from '#src/loyalty/offer-codes.ts';
import type { Details } from './address.ts';
import { cartOf, changeCart, ownerOf } from './cart-store.ts';
import { MOST_CODES } from './cart.ts';

export type CodeKept =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'no-code' | 'too-many'; readonly most: number }
  /** In the shopper's words. */
  | { readonly ok: false; readonly refusal: 'dead'; readonly reason: string }
  | { readonly ok: false; readonly refusal: 'too-often'; readonly retryAfterSeconds: number };

/**
 * Keeps a typed code with the cart where an offer of the day takes it; whether the cart is one for it is for the quote
 * to say. Codes that died meanwhile give up their place. Tries are limited by who asks, so that codes cannot be guessed.
 */
export async function addCode(
  db: Database,
  content: Pick<Content, 'offers' | 'store'>,
  { visitorId, asker }: { readonly visitorId: string; readonly asker: Asker },
  typed: string,
  now: Date,
): Promise<CodeKept> {
  const code = normalisedCode(typed);
  if (!code) return { ok: false, refusal: 'no-code', most: LONGEST_CODE };
  const tried = await tryShare(db, 'code', asker, now);
  if (!tried.ok) return { ok: false, refusal: 'too-often', retryAfterSeconds: tried.retryAfterSeconds };
  const { codes: before } = await cartOf(db, visitorId);
  const dead = await deadCodes(db, content, [...new Set([...before, code])], now);
  const refused = dead.find((one) => one.code === code);
  if (refused) return { ok: false, refusal: 'dead', reason: refused.reason };
  const gone = [code, ...dead.flatMap((one) => one.code ?? [])];
  const still = sql`array(select one from unnest(c.codes) with ordinality as t (one, at)
    where one <> all(${gone}::text[]) order by at)`;
  const codes = await changeCart(
    db,
    visitorId,
    sql`codes = case when cardinality(${still}) < ${MOST_CODES} then array_append(${still}, ${code}) else c.codes end`,
  );
  return codes.includes(code) ? { ok: true } : { ok: false, refusal: 'too-many', most: MOST_CODES };
}

export async function removeCode(db: Database, visitorId: string, code: string): Promise<void> {
  await changeCart(db, visitorId, sql`codes = array_remove(c.codes, ${code})`);
}

/** How many points the shopper wants to pay with; the quote takes no more than are there and allowed. */
export async function setBurn(db: Database, visitorId: string, points: number): Promise<void> {
  const burn = Number.isInteger(points) && points > 0 ? Math.min(points, MOST_POINTS) : 0;
  await changeCart(db, visitorId, sql`burn = ${burn}`);
}

const MOST_POINTS = 10_000_000;

/** Where the cart goes, as checkout asked it. */
export async function setDetails(db: Database, visitorId: string, details: Details): Promise<void> {
  await changeCart(db, visitorId, sql`details = ${JSON.stringify(details)}::jsonb`);
}

/** The way of delivery that is wished for; nothing is written where it is the one already, or no address is known. */
export async function setService(db: Database, visitorId: string, service: string): Promise<void> {
  await sql`update cart c set details = jsonb_set(details, '{service}', to_jsonb(${service}::text)),
      version = c.version + 1, updated_at = now()
    where c.owner = ${ownerOf(visitorId)} and details is not null
      and details ->> 'service' is distinct from ${service}`.execute(db);
}
