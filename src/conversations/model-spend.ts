import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import type { Asker } from '#src/http/rate-limit.ts';
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

interface Cap {
  readonly tokens: number;
  /** Null is no cap. */
  readonly micros: number | null;
}

/** The most of a day: for one visitor, for all at one address, and for all of them together. */
export interface DayCaps {
  readonly visitor: Cap;
  readonly address: Cap;
  readonly everyone: Cap;
}

/** On whose account a model is called. */
export interface Spender {
  readonly visitorId: string;
  /** Who asks, where it is known: a browser that brought no id may be the same one as before. */
  readonly asker?: Asker | undefined;
}

type CapName = 'visitor-cap' | 'address-cap' | 'day-cap';

export type Reserved = { readonly ok: true } | { readonly ok: false; readonly refusal: CapName };

const EVERYONE = '';
const KEPT_DAYS = 31; // of the sum of all visitors; a visitor's own row is kept for the day only

/**
 * Takes what a call may cost at most out of the day's caps before it is made, so that many processes together never
 * go over them. `settleSpend` gives back what was not used.
 */
export async function reserveSpend(
  db: Database,
  spender: Spender,
  most: Spend,
  caps: DayCaps,
  now: Date,
): Promise<Reserved> {
  return inTransaction<Reserved>(db, async (trx, rollBack) => {
    // The narrowest first, in every process: two transactions never wait for each other.
    for (const { who, cap, refusal } of accountsOf(spender, caps))
      if (!(await take(trx, who, most, cap, now))) rollBack({ ok: false, refusal });
    return { ok: true };
  });
}

/** Corrects a reservation to what was used. */
export async function settleSpend(
  db: Database,
  spender: Spender,
  reserved: Spend,
  used: Spend,
  caps: DayCaps,
  now: Date,
): Promise<void> {
  tokens.add([], used.tokens);
  spent.add([], used.micros / 1e6);
  const rest = { tokens: used.tokens - reserved.tokens, micros: used.micros - reserved.micros };
  await inTransaction(db, async (trx) => {
    for (const { who } of accountsOf(spender, caps)) await add(trx, who, rest, now);
  });
}

const tokens = counter('shelftalk_model_tokens_total', 'Tokens that hosted models read and wrote.');
const spent = counter(
  'shelftalk_model_spend_total',
  'What they cost, in the currency of LLM_PRICE_IN and LLM_PRICE_OUT.',
);

const NEWCOMERS_SHARE = 0.5; // of the day, for all browsers that nobody knows yet: the rest is left to those who are known

/**
 * The accounts that a call is charged to, the narrowest first. Browsers that brought no id have one account together at
 * each address, and one all together, so that dropping cookies gains nothing.
 */
function accountsOf(
  { visitorId, asker }: Spender,
  { visitor, address, everyone }: DayCaps,
): readonly { readonly who: string; readonly cap: Cap; readonly refusal: CapName }[] {
  const isNew = asker?.visitor === null;
  const newcomers: Cap = {
    tokens: Math.floor(everyone.tokens * NEWCOMERS_SHARE),
    micros: everyone.micros === null ? null : Math.floor(everyone.micros * NEWCOMERS_SHARE),
  };
  return [
    { who: hashOf(isNew ? `newcomers ${asker.address}` : visitorId), cap: visitor, refusal: 'visitor-cap' },
    ...(asker
      ? [{ who: hashOf(`address ${asker.address}`), cap: address, refusal: 'address-cap' } as const]
      : []),
    ...(isNew ? [{ who: hashOf('newcomers'), cap: newcomers, refusal: 'day-cap' } as const] : []),
    { who: EVERYONE, cap: everyone, refusal: 'day-cap' },
  ];
}

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
  cap: Cap,
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

async function add(db: Database, who: string, more: Spend, now: Date): Promise<void> {
  await sql`
    update model_spend set tokens = greatest(0, tokens + ${more.tokens}), micros = greatest(0, micros + ${more.micros})
    where day = ${dayOf(now)}::date and who = ${who}`.execute(db);
}

/** Budgets go by the day in UTC, wherever the shop is. */
const dayOf = (now: Date): string => shopDay({ timeZone: 'UTC' }, now);
const hashOf = (who: string): string => createHash('sha256').update(who).digest('base64url');
