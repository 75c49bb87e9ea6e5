import { sql } from 'kysely';
import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content } from '#src/editorial/content.ts';
import type { OfferWords } from '#src/editorial/offer-schema.ts';
import { minorOf } from './offer-amount.ts';
import { NO_CURRENCY } from '#src/money/money.ts';
import type { OfferOutcome } from './offer-outcome.ts';
import { personKey } from './person-key.ts';
import { burnPoints, reversePoints } from './points-ledger.ts';

export interface Redemption {
  readonly orderId: string;
  /** Null for a guest, who can neither use nor earn points. */
  readonly customerId: string | null;
  readonly customerKey: string;
  readonly outcome: OfferOutcome;
}

/** Whether there is anything to use, or any points to promise. */
export const usesAnything = ({ customerId, outcome }: Redemption): boolean =>
  outcome.applied.length > 0 || outcome.earning.length > 0 || (customerId !== null && outcome.earns > 0);

export type Redeemed =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly refusal: 'used-up' | 'customer-limit' | 'code-used' | 'points-short' | 'order-cancelled';
      readonly offerId: string;
      readonly label: string;
    };

const NO_LIMIT = 2_000_000_000;

type Limited = Pick<OfferWords, 'limits' | 'when'>;

/** What is only for a first time is counted by person, however the address is written. */
const isForFirst = ({ when }: Limited): boolean => Boolean(when?.firstOrder ?? when?.firstPurchaseOf);

/** How often one customer may use an offer: what is only for a first time is for once, whatever else is written. */
export const perCustomerOf = (words: Limited): number | null =>
  words.limits?.perCustomer ?? (isForFirst(words) ? 1 : null);

/**
 * Uses the offers, codes and points of an order, all or none, inside the caller's transaction: after a refusal the
 * caller rolls back. The same order id again is not counted twice.
 */
export async function redeem(
  trx: Database,
  content: Pick<Content, 'offers'>,
  { orderId, customerId, customerKey, outcome }: Redemption,
  now: Date,
): Promise<Redeemed> {
  await onlyThisOrder(trx, orderId);
  const words = new Map(content.offers.map((offer) => [offer.slug, offer.words]));
  const uses = [
    ...outcome.applied.map((one) => ({ ...one, minor: one.amount.minor, currency: one.amount.currency })),
    ...outcome.earning.map((one) => ({
      ...one,
      minor: 0,
      currency: NO_CURRENCY,
      kind: 'earning',
    })),
  ].toSorted((a, b) => (a.offerId < b.offerId ? -1 : 1)); // one order for all, so that two orders never wait for each other
  const isFirst = (offerId: string) => isForFirst(words.get(offerId) ?? {});
  const person = uses.some(({ offerId }) => isFirst(offerId))
    ? await personKey(trx, customerKey)
    : customerKey;
  for (const use of uses) {
    const key = isFirst(use.offerId) ? person : customerKey;
    const refused = (refusal: Exclude<Redeemed, { ok: true }>['refusal']): Redeemed => ({
      ok: false,
      refusal,
      offerId: use.offerId,
      label: use.label,
    });
    if (use.kind === 'points') continue;
    const written = await sql`insert into offer_redemption
      (order_id, offer_id, customer_key, amount_minor, currency, code_hash, redeemed_at)
      values (${orderId}, ${use.offerId}, ${key}, ${use.minor}, ${use.currency}, ${use.codeHash}, ${now})
      on conflict do nothing returning 1`.execute(trx);
    if (!written.rows.length) {
      const { rows } = await sql`select 1 from offer_redemption where order_id = ${orderId}
        and offer_id = ${use.offerId} and reversed_at is null`.execute(trx);
      if (rows.length) continue;
      return refused('order-cancelled');
    }
    if (use.codeHash && !(await takeCode(trx, use.codeHash, use.offerId, orderId, now)))
      return refused('code-used');
    const counted = await countUse(trx, use.offerId, key, use.minor, words.get(use.offerId));
    if (counted !== null) return refused(counted);
  }
  const burnt = outcome.applied.find((one) => one.kind === 'points');
  if (burnt) {
    const burning =
      customerId === null
        ? 'points-short'
        : await burnPoints(trx, { customerId, orderId, points: burnt.points }, now);
    if (burning !== 'burnt')
      return { ok: false, refusal: burning, offerId: burnt.offerId, label: burnt.label };
  }
  if (customerId !== null && (outcome.earns > 0 || burnt))
    await sql`insert into order_points (order_id, customer_id, earns, arithmetic)
      values (${orderId}, ${customerId}, ${outcome.earns}, ${outcome.earnsArithmetic ?? ''}) on conflict do nothing`.execute(
      trx,
    );
  return { ok: true };
}

/**
 * Until the transaction ends nobody else uses or gives back what this order uses: cancelling an order that is just
 * being placed would else find its code but not yet its redemption, and free the code of an order that stands.
 */
async function onlyThisOrder(trx: Database, orderId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`redemption ${orderId}`}, 0))`.execute(trx);
}

/** One conditional statement: of two orders with one code the second finds no row to change. */
async function takeCode(
  trx: Database,
  codeHash: string,
  offerId: string,
  orderId: string,
  now: Date,
): Promise<boolean> {
  const { rows } = await sql`update offer_code set order_id = ${orderId}, redeemed_at = ${now}
    where code_hash = ${codeHash} and offer_id = ${offerId} and order_id is null
      and (expires_at is null or expires_at > ${now}) returning 1`.execute(trx);
  return rows.length > 0;
}

/** Both counters in one statement, the second only where the first had room. */
async function countUse(
  trx: Database,
  offerId: string,
  customerKey: string,
  minor: number,
  words: OfferWords | undefined,
): Promise<'used-up' | 'customer-limit' | null> {
  const perCustomer = (words && perCustomerOf(words)) ?? NO_LIMIT;
  const most = words?.limits?.uses ?? NO_LIMIT;
  const budget = minorOf(words?.limits?.value) ?? Number.MAX_SAFE_INTEGER;
  const { rows } = await rowsOf({ customer: boolean, total: boolean })`
    with customer as (
      insert into offer_customer_use as u (offer_id, customer_key, used) values (${offerId}, ${customerKey}, 1)
      on conflict (offer_id, customer_key) do update set used = u.used + 1 where u.used < ${perCustomer}::int
      returning 1
    ), total as (
      insert into offer_use as o (offer_id, used, spent_minor)
      select ${offerId}::text, 1, ${minor}::bigint from customer where ${minor}::bigint <= ${budget}::bigint
      on conflict (offer_id) do update set used = o.used + 1, spent_minor = o.spent_minor + ${minor}::bigint
        where o.used < ${most}::int and o.spent_minor + ${minor}::bigint <= ${budget}::bigint
      returning 1
    )
    select exists (select 1 from customer) as customer, exists (select 1 from total) as total`.execute(trx);
  const [row] = rows;
  if (!row?.customer) return 'customer-limit';
  return row.total ? null : 'used-up';
}

/** Gives back what a cancelled order used: uses, budgets, codes and points. Done twice it is still done once. */
export async function reverseRedemption(trx: Database, orderId: string, now: Date): Promise<void> {
  await onlyThisOrder(trx, orderId);
  const { rows: gone } = await rowsOf({
    ...columns('offer_redemption', 'offer_id', 'customer_key'),
    minor: tables.offer_redemption.amount_minor,
  })`
    update offer_redemption set reversed_at = ${now} where order_id = ${orderId} and reversed_at is null
    returning offer_id, customer_key, amount_minor as minor`.execute(trx);
  // The counters are had in the order in which redeeming has them, so that neither waits for the other in a circle.
  for (const use of gone.toSorted((a, b) => (a.offer_id < b.offer_id ? -1 : 1))) {
    await sql`update offer_customer_use set used = used - 1
      where offer_id = ${use.offer_id} and customer_key = ${use.customer_key}`.execute(trx);
    await sql`update offer_use set used = used - 1, spent_minor = spent_minor - ${use.minor}::bigint
      where offer_id = ${use.offer_id}`.execute(trx);
  }
  await sql`update offer_code set order_id = null, redeemed_at = null where order_id = ${orderId}`.execute(
    trx,
  );
  await reversePoints(trx, orderId, 1, now);
}
