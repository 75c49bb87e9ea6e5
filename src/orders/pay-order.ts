import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { money, type Money } from '#src/money/money.ts';
import { askAbout, noteLook, openAttempt, settleAttempt, type Attempt } from './payment/attempts.ts';
import {
  ANSWER_WITHIN_MS,
  askProvider,
  type PaymentAnswer,
  type PaymentProvider,
} from './payment/payment-provider.ts';

export type PayResult =
  | { readonly ok: true; readonly state: 'paid' }
  /** The shopper goes to the provider's page. */
  | { readonly ok: true; readonly state: 'open'; readonly url: string }
  /** The provider gave no answer that can be read: nobody is asked to pay again before it is known. */
  | { readonly ok: true; readonly state: 'unknown' }
  | { readonly ok: false; readonly refusal: 'declined'; readonly reason: string }
  | { readonly ok: false; readonly refusal: 'not-payable' };

export interface Paying {
  readonly orderId: string;
  readonly method: string;
  readonly returnUrl: string;
  /** How long the provider may take to answer; for tests. */
  readonly withinMs?: number;
}

/**
 * Asks to be paid for an order. At most one attempt of an order is open; while one is, it is looked at instead of a
 * second being made, so nothing is charged twice. The attempt is written down before the provider is asked.
 */
export async function payOrder(
  db: Database,
  provider: PaymentProvider,
  { orderId, method, returnUrl, withinMs = ANSWER_WITHIN_MS }: Paying,
  now: Date,
): Promise<PayResult> {
  const open = await openAttempt(db, orderId);
  if (open) {
    const state = await lookAgain(db, provider, open, now, withinMs);
    if (!(state.ok === false && state.refusal === 'declined')) return state;
  }
  const started = await startAttempt(db, provider.name, { orderId, method }, now);
  if (!started) return payStateOf(db, orderId);
  const { attempt, amount, number, email } = started;
  let why: string | null = null;
  const answer = await askProvider(
    (signal) =>
      provider.pay({ attemptId: attempt.id, amount, orderNumber: number, email, method, returnUrl, signal }),
    withinMs,
    (reason) => (why = reason),
  );
  if (why) await noteLook(db, attempt.id, why, now);
  return resultOf(await settleAttempt(db, attempt.id, answer, now));
}

/** Looks what became of an order's open attempt, if it has one; for whoever comes back to the page, and for a job. */
export async function checkPayment(
  db: Database,
  provider: PaymentProvider,
  orderId: string,
  now: Date,
): Promise<PayResult> {
  const open = await openAttempt(db, orderId);
  return open ? lookAgain(db, provider, open, now) : payStateOf(db, orderId);
}

async function lookAgain(
  db: Database,
  provider: PaymentProvider,
  attempt: Attempt,
  now: Date,
  withinMs = ANSWER_WITHIN_MS,
): Promise<PayResult> {
  let answer = await askAbout(db, provider, 'look', attempt, now, withinMs);
  // A request may still be on its way to the provider: only when it cannot be any more is "never heard of it" a no.
  const young = now.getTime() - attempt.startedAt.getTime() < 2 * withinMs;
  if (answer?.state === 'not-found')
    answer = young ? null : { state: 'declined', reason: 'The payment did not reach the bank.' };
  return resultOf(await settleAttempt(db, attempt.id, answer, now));
}

function resultOf(answer: PaymentAnswer | null): PayResult {
  switch (answer?.state) {
    case 'paid':
      return { ok: true, state: 'paid' };
    case 'open':
      return { ok: true, state: 'open', url: answer.url };
    case 'declined':
      return { ok: false, refusal: 'declined', reason: answer.reason };
    default:
      return { ok: true, state: 'unknown' };
  }
}

async function payStateOf(db: Database, orderId: string): Promise<PayResult> {
  const { rows } = await rowsOf({ paid: boolean, open: boolean })`
    select o.state in ('paid', 'sent', 'delivered') as paid,
      exists (select 1 from payment_attempt a where a.order_id = o.id and a.state in ('started', 'unknown')) as open
    from customer_order o where o.id = ${orderId}`.execute(db);
  const [row] = rows;
  if (row?.paid) return { ok: true, state: 'paid' };
  return row?.open ? { ok: true, state: 'unknown' } : { ok: false, refusal: 'not-payable' };
}

async function startAttempt(
  db: Database,
  provider: string,
  { orderId, method }: Pick<Paying, 'orderId' | 'method'>,
  now: Date,
): Promise<{ attempt: Attempt; amount: Money; number: string; email: string | null } | null> {
  return inTransaction(db, async (trx) => {
    const { rows } = await rowsOf(columns('customer_order', 'number', 'email', 'total_minor', 'currency'))`
      select number, email, total_minor, currency from customer_order
      where id = ${orderId} and state = 'awaiting-payment' and expires_at > ${now} for update`.execute(trx);
    const [order] = rows;
    if (!order) return null;
    const id = nanoid();
    const made =
      await sql`insert into payment_attempt (id, order_id, provider, state, amount_minor, method, started_at)
      values (${id}, ${orderId}, ${provider}, 'started', ${order.total_minor}, ${method.slice(0, 40)}, ${now})
      on conflict do nothing returning 1`.execute(trx);
    if (!made.rows.length) return null; // another request was faster: its attempt is the open one
    return {
      attempt: { id, provider, ref: null, startedAt: now },
      amount: money(order.total_minor, order.currency),
      number: order.number,
      email: order.email,
    };
  });
}
