import { nanoid } from 'nanoid';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { money } from '#src/money/money.ts';
import {
  askAbout,
  noteLook,
  openAttempt,
  settleAttempt,
  type Attempt,
  type Started,
} from './payment/attempts.ts';
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
  /** The attempt that was written down with the order. */
  readonly started?: Started | null;
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
  { orderId, method, returnUrl, started: first = null, withinMs = ANSWER_WITHIN_MS }: Paying,
  now: Date,
): Promise<PayResult> {
  let started = first ?? (await startAttempt(db, provider.name, { orderId, method }, now));
  if (!started) {
    const before = await checkPayment(db, provider, orderId, now, withinMs);
    if (before.ok || before.refusal !== 'declined') return before;
    started = await startAttempt(db, provider.name, { orderId, method }, now);
    if (!started) return payStateOf(db, orderId);
  }
  const { id: attemptId, amount, number, email } = started;
  let why: string | null = null;
  const answer = await askProvider(
    (signal) => provider.pay({ attemptId, amount, orderNumber: number, email, method, returnUrl, signal }),
    withinMs,
    (reason) => (why = reason),
  );
  if (why) await noteLook(db, attemptId, why, now);
  return resultOf(await settleAttempt(db, attemptId, answer, now));
}

/** Looks what became of an order's open attempt, if it has one; for whoever comes back to the page, and for a job. */
export async function checkPayment(
  db: Database,
  provider: PaymentProvider,
  orderId: string,
  now: Date,
  withinMs = ANSWER_WITHIN_MS,
): Promise<PayResult> {
  const open = await openAttempt(db, orderId);
  return open ? lookAgain(db, provider, open, now, withinMs) : payStateOf(db, orderId);
}

async function lookAgain(
  db: Database,
  provider: PaymentProvider,
  attempt: Attempt,
  now: Date,
  withinMs: number,
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

/** Null where the order cannot be paid now, or an attempt is open. The order's row is locked first, as everybody does. */
async function startAttempt(
  db: Database,
  provider: string,
  { orderId, method }: Pick<Paying, 'orderId' | 'method'>,
  now: Date,
): Promise<Started | null> {
  const id = nanoid();
  const { rows } = await rowsOf(columns('customer_order', 'number', 'email', 'total_minor', 'currency'))`
    with due as (
      select id, number, email, total_minor, currency from customer_order
      where id = ${orderId} and state = 'awaiting-payment' and expires_at > ${now} for update
    ), made as (
      insert into payment_attempt (id, order_id, provider, state, amount_minor, method, started_at)
      select ${id}, id, ${provider}, 'started', total_minor, ${method.slice(0, 40)}, ${now}::timestamptz from due
      on conflict do nothing returning 1
    )
    select number, email, total_minor, currency from due where exists (select 1 from made)`.execute(db);
  const [order] = rows;
  if (!order) return null;
  const { number, email } = order;
  return {
    id,
    provider,
    method,
    startedAt: now,
    amount: money(order.total_minor, order.currency),
    number,
    email,
  };
}
