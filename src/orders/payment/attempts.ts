import { sql, type RawBuilder } from 'kysely';
import { recordEvent } from '#src/analytics/record-event.ts';
import { nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { counter } from '#src/metrics/registry.ts';
import { keepForGoodSql } from '#src/inventory/reserve-stock.ts';
import { money, type Money } from '#src/money/money.ts';
import { writeEntry } from '../money-ledger.ts';
import { wantRefund } from '../refunds.ts';
import { providerOf } from './provider-of.ts';
import { askProvider, type PaymentAnswer, type PaymentProvider } from './payment-provider.ts';

export interface Attempt {
  readonly id: string;
  readonly provider: string;
  /** The provider's own name for it; null until it has said one. */
  readonly ref: string | null;
  readonly startedAt: Date;
}

/** An attempt that is written down, and what the provider is asked for it. */
export interface Started {
  readonly id: string;
  readonly provider: string;
  readonly method: string;
  readonly startedAt: Date;
  readonly amount: Money;
  /** The order's, and where it tells its customer. */
  readonly number: string;
  readonly email: string | null;
}

/** Writes an attempt down where `from` has a row and no other is open. */
export const attemptSql = (
  orderId: string,
  { id, provider, method, startedAt, amount }: Omit<Started, 'number' | 'email'>,
  from: RawBuilder<unknown>,
): RawBuilder<unknown> => sql`
  insert into payment_attempt (id, order_id, provider, state, amount_minor, method, started_at)
  select ${id}, ${orderId}, ${provider}, 'started', ${amount.minor}::bigint, ${method.slice(0, 40)},
    ${startedAt}::timestamptz ${from} on conflict do nothing`;

/** The attempt of an order that has not come to an end; there is at most one. */
export async function openAttempt(db: Database, orderId: string): Promise<Attempt | null> {
  const { rows } = await rowsOf(columns('payment_attempt', 'id', 'provider', 'provider_ref', 'started_at'))`
    select id, provider, provider_ref, started_at from payment_attempt
    where order_id = ${orderId} and state in ('started', 'unknown')`.execute(db);
  const [row] = rows;
  return row
    ? { id: row.id, provider: row.provider, ref: row.provider_ref, startedAt: row.started_at }
    : null;
}

/**
 * Asks the provider of an attempt what became of it, or to end it; null where it gives no answer, or is not set up
 * any more.
 */
export async function askAbout(
  db: Database,
  configured: PaymentProvider,
  verb: 'look' | 'abandon',
  attempt: Attempt,
  now: Date,
  withinMs?: number,
): Promise<PaymentAnswer | null> {
  let why: string | null = null;
  const provider = providerOf(db, configured, attempt.provider);
  const answer = provider
    ? await askProvider(
        () => provider[verb]({ attemptId: attempt.id, ref: attempt.ref }),
        withinMs,
        (reason) => (why = reason),
      )
    : null;
  if (!provider) why = `${attempt.provider} is not set up any more.`;
  await noteLook(db, attempt.id, why, now);
  return answer;
}

/** When an attempt was last asked about, and why there was no answer: for the order in which they are asked, and for the studio. */
export async function noteLook(
  db: Database,
  attemptId: string,
  why: string | null,
  now: Date,
): Promise<void> {
  await sql`update payment_attempt set looked_at = ${now}, error = ${why?.slice(0, 500) ?? null}
    where id = ${attemptId}`.execute(db);
}

const attemptShape = {
  ...columns('payment_attempt', 'order_id', 'provider', 'state', 'amount_minor'),
  order_state: tables.customer_order.state,
  currency: tables.customer_order.currency,
};
type Row = RowOf<typeof attemptShape>;

/**
 * Writes down what a provider said of an attempt, however often and however late it says it: money that comes is in
 * the ledger once; where the order no longer waits for it, it goes back. Answers what holds now; null for unknown.
 */
export async function settleAttempt(
  db: Database,
  attemptId: string,
  answer: PaymentAnswer | null,
  now: Date,
): Promise<PaymentAnswer | null> {
  if (answer?.state === 'paid' && (await takeDuePayment(db, attemptId, answer, now))) {
    settled.add(['paid']);
    return answer;
  }
  return inTransaction(db, async (trx) => {
    const attempt = await lockAttempt(trx, attemptId);
    if (!attempt) return { state: 'not-found' };
    const isOpen = attempt.state === 'started' || attempt.state === 'unknown';
    if (isOpen) settled.add([answer?.state ?? 'unknown']);
    if (answer?.state === 'paid') {
      const amount = money(attempt.amount_minor, attempt.currency);
      if (answer.amountMinor !== amount.minor || answer.currency !== amount.currency) {
        const why = `${attempt.provider} says ${answer.amountMinor} ${answer.currency}, asked were ${amount.minor} ${amount.currency}`;
        await recordEvent(trx, { kind: 'payment-unreadable', order: attempt.order_id, why }, now);
        return unknown(trx, attemptId, isOpen);
      }
      await takeLatePayment(trx, attempt, { attemptId, ref: answer.ref }, now);
      return answer;
    }
    if (attempt.state === 'paid')
      return {
        state: 'paid',
        ref: attemptId,
        amountMinor: attempt.amount_minor,
        currency: attempt.currency,
      };
    if (answer?.state === 'declined') {
      if (isOpen) {
        await sql`update payment_attempt set state = 'declined', answered_at = ${now},
          error = coalesce(${answer.why?.slice(0, 500) ?? null}, error) where id = ${attemptId}`.execute(trx);
        await recordEvent(
          trx,
          { kind: 'payment-declined', order: attempt.order_id, reason: answer.reason },
          now,
        );
      }
      return answer;
    }
    if (answer?.state === 'open') {
      await sql`update payment_attempt set provider_ref = ${answer.ref}, redirect_url = ${answer.url}
        where id = ${attemptId} and state in ('started', 'unknown')`.execute(trx);
      return answer;
    }
    return unknown(trx, attemptId, isOpen);
  });
}

const settled = counter('shelftalk_payments_total', 'What providers said of payments not settled yet.', [
  'outcome',
]);

/** The order first, as everybody does who changes it: so nobody waits for each other in a ring. */
async function lockAttempt(trx: Database, attemptId: string): Promise<Row | null> {
  const { rows: orders } = await rowsOf(columns('customer_order', 'id'))`select id from customer_order
    where id = (select order_id from payment_attempt where id = ${attemptId}) for update`.execute(trx);
  if (!orders.length) return null;
  const { rows } = await rowsOf(
    attemptShape,
  )`select a.order_id, a.provider, a.state, a.amount_minor, o.state as order_state, o.currency
    from payment_attempt a join customer_order o on o.id = a.order_id where a.id = ${attemptId}`.execute(trx);
  return rows[0] ?? null;
}

async function unknown(trx: Database, attemptId: string, isOpen: boolean): Promise<null> {
  if (isOpen) await sql`update payment_attempt set state = 'unknown' where id = ${attemptId}`.execute(trx);
  return null;
}

/**
 * The payment that an order waits for, in one statement: ledger, attempt, order, reservation, notice and event. False,
 * and nothing is written, where it waits for none or the amount is another. Order and attempt are locked, the order
 * first, and looked at as they are after waiting.
 */
async function takeDuePayment(
  db: Database,
  attemptId: string,
  { ref, amountMinor, currency }: Extract<PaymentAnswer, { state: 'paid' }>,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`
    with due as (
      select o.id as order_id, a.id, a.provider, a.amount_minor, o.currency
      from customer_order o join payment_attempt a on a.order_id = o.id
      where a.id = ${attemptId} and a.state <> 'paid' and o.state = 'awaiting-payment'
        and a.amount_minor = ${amountMinor} and o.currency = ${currency}
      for update of o, a
    ), entered as (
      insert into money_entry (order_id, kind, amount_minor, currency, reference, at)
      select order_id, 'payment', -amount_minor, currency, provider || ':' || id, ${now}::timestamptz from due
      on conflict (kind, reference) do nothing returning order_id
    ), answered as (
      update payment_attempt set state = 'paid', provider_ref = ${ref}, answered_at = ${now}
      where id = ${attemptId} and exists (select 1 from entered)
    ), paid as (
      update customer_order set state = 'paid', paid_at = ${now}, expires_at = null, updated_at = ${now}
      where id = (select order_id from entered)
    ), ${keepForGoodSql(sql`select order_id from entered`, now)}, noted as (
      insert into order_notice (order_id, kind, about, at)
      select order_id, 'confirmed', order_id, ${now}::timestamptz from entered on conflict do nothing
    ), told as (
      insert into event (at, kind, data)
      select ${now}::timestamptz, 'order-paid', jsonb_build_object('order', order_id) from entered
    )
    select 1 from entered`.execute(db);
  return rows.length > 0;
}

/** Money for an order that waits for none (it is paid, or given up): it goes back. */
async function takeLatePayment(
  trx: Database,
  attempt: Row,
  { attemptId, ref }: { readonly attemptId: string; readonly ref: string },
  now: Date,
): Promise<void> {
  const orderId = attempt.order_id;
  const amount = money(attempt.amount_minor, attempt.currency);
  const isNew = await writeEntry(
    trx,
    orderId,
    {
      kind: 'payment',
      amount: money(-amount.minor, amount.currency),
      reference: `${attempt.provider}:${attemptId}`,
    },
    now,
  );
  if (!isNew) return;
  await sql`update payment_attempt set state = 'paid', provider_ref = ${ref}, answered_at = ${now}
    where id = ${attemptId}`.execute(trx);
  const because = attempt.order_state === 'cancelled' ? 'paid-late' : 'paid-twice';
  await wantRefund(trx, { orderId, attemptId, minor: amount.minor, because }, now);
}

/** Why the newest attempt of an order was declined; null where it was not. */
export async function lastDecline(db: Database, orderId: string): Promise<string | null> {
  const { rows } = await rowsOf({ reason: nullable(text) })`
    select e.data ->> 'reason' as reason from event e
    where e.kind = 'payment-declined' and e.data ->> 'order' = ${orderId}
      and (select state from payment_attempt where order_id = ${orderId} order by started_at desc limit 1) = 'declined'
    order by e.at desc, e.id desc limit 1`.execute(db);
  return rows[0]?.reason ?? null;
}

/** The attempts of an order, the newest first, for whoever looks why it was not paid. */
export async function attemptsOf(
  db: Database,
  orderId: string,
): Promise<readonly { readonly provider: string; readonly state: string; readonly error: string | null }[]> {
  const { rows } = await rowsOf(columns('payment_attempt', 'provider', 'state', 'error'))`
    select provider, state, error from payment_attempt where order_id = ${orderId} order by started_at desc`.execute(
    db,
  );
  return rows;
}
