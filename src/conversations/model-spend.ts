import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { counter } from '#src/metrics/registry.ts';
import { createHash } from 'node:crypto';
import { sql } from 'kysely';

/** What a call of a hosted model takes: tokens, and millionths of the currency its prices are given in. */
export interface Spend {
  readonly tokens: number;
  readonly micros: number;
}

/** The most of a day, for one visitor and for all of them together; null is no cap. */
export interface DayCaps {
  readonly visitor: { readonly tokens: number; readonly micros: number | null };
  readonly everyone: { readonly tokens: number; readonly micros: number | null };
}

export type Reserved =
  { readonly ok: true } | { readonly ok: false; readonly refusal: 'visitor-cap' | 'day-cap' };

const EVERYONE = '';
const KEPT_DAYS = 31; // of the sum of all visitors; a visitor's own row is kept for the day only

/**
 * Takes what a call may cost at most out of the day's caps before it is made, so that many processes together never
 * go over them. `settleSpend` gives back what was not used.
 */
export async function reserveSpend(
  db: Database,
  visitorId: string,
  most: Spend,
  caps: DayCaps,
  now: Date,
): Promise<Reserved> {
  const visitor = hashOf(visitorId);
  return db.transaction().execute(async (trx) => {
    // The visitor's row first, in every process: two transactions never wait for each other.
    if (!(await take(trx, visitor, most, caps.visitor, now))) return { ok: false, refusal: 'visitor-cap' };
    if (await take(trx, EVERYONE, most, caps.everyone, now)) return { ok: true };
    await add(trx, visitor, { tokens: -most.tokens, micros: -most.micros }, -1, now);
    return { ok: false, refusal: 'day-cap' };
  });
}

/** Corrects a reservation to what was used. */
export async function settleSpend(
  db: Database,
  visitorId: string,
  reserved: Spend,
  used: Spend,
  now: Date,
): Promise<void> {
  tokens.add([], used.tokens);
  spent.add([], used.micros / 1e6);
  const rest = { tokens: used.tokens - reserved.tokens, micros: used.micros - reserved.micros };
  await db.transaction().execute(async (trx) => {
    await add(trx, hashOf(visitorId), rest, 0, now);
    await add(trx, EVERYONE, rest, 0, now);
  });
}

const tokens = counter('shelftalk_model_tokens_total', 'Tokens that hosted models read and wrote.');
const spent = counter(
  'shelftalk_model_spend_total',
  'What they cost, in the currency of LLM_PRICE_IN and LLM_PRICE_OUT.',
);

/** What all visitors together have used on the day of `now`. */
export async function spendOfDay(db: Database, now: Date): Promise<Spend & { readonly calls: number }> {
  const { rows } = await rowsOf(columns('model_spend', 'tokens', 'micros', 'calls'))`
    select tokens, micros, calls from model_spend where day = ${dayOf(now)}::date and who = ${EVERYONE}`.execute(
    db,
  );
  return rows[0] ?? { tokens: 0, micros: 0, calls: 0 };
}

/** Forgets what visitors used on earlier days, and sums that are older than a month. */
export async function sweepSpend(db: Database, now: Date): Promise<void> {
  await sql`
    delete from model_spend where (who <> ${EVERYONE} and day < ${dayOf(now)}::date)
      or day < ${dayOf(now)}::date - ${KEPT_DAYS}::integer`.execute(db);
}

async function take(
  db: Database,
  who: string,
  { tokens, micros }: Spend,
  cap: DayCaps['visitor'],
  now: Date,
): Promise<boolean> {
  if (tokens > cap.tokens || (cap.micros !== null && micros > cap.micros)) return false;
  const { rows } = await sql`
    insert into model_spend as m (day, who, tokens, micros, calls)
    values (${dayOf(now)}::date, ${who}, ${tokens}, ${micros}, 1)
    on conflict (day, who) do update set
      tokens = m.tokens + ${tokens}, micros = m.micros + ${micros}, calls = m.calls + 1
    where m.tokens + ${tokens} <= ${cap.tokens}
      and (${cap.micros}::bigint is null or m.micros + ${micros} <= ${cap.micros}::bigint)
    returning who`.execute(db);
  return rows.length > 0;
}

async function add(db: Database, who: string, more: Spend, calls: number, now: Date): Promise<void> {
  await sql`
    update model_spend set tokens = greatest(0, tokens + ${more.tokens}),
      micros = greatest(0, micros + ${more.micros}), calls = greatest(0, calls + ${calls})
    where day = ${dayOf(now)}::date and who = ${who}`.execute(db);
}

/** Budgets go by the day in UTC, wherever the shop is. */
const dayOf = (now: Date): string => shopDay({ timeZone: 'UTC' }, now);
const hashOf = (visitorId: string): string => createHash('sha256').update(visitorId).digest('base64url');
