import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { inTransaction } from '#src/database/in-transaction.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { AgentRules } from '#src/editorial/agents-schema.ts';
import { shareOf } from '#src/http/limits.ts';
import { tryShare, tryWithin, type Tried } from '#src/http/rate-limit.ts';
import { statedAmount } from '#src/fulfilment/delivery-promise.ts';
import { formatMoney, type Money } from '#src/money/money.ts';
import type { Agent } from './agent.ts';

export const OPEN_CARTS = 200;

/** Counts an asking: an agent that signs has a share of its own, others share that of their address. */
export const admitAgent = (
  db: Database,
  agent: Pick<Agent, 'id' | 'isProven'> | null,
  address: string,
  now: Date,
): Promise<Tried> =>
  agent?.isProven
    ? tryWithin(db, { name: 'agents-signed', most: shareOf('agents').visitor, perSeconds: 60 }, agent.id, now)
    : tryShare(db, 'agents', { address, visitor: null }, now);

/** Whether the merchant lets that agent do it. */
export function mayAgent(
  rules: AgentRules,
  agent: Pick<Agent, 'isProven' | 'profileUrl'>,
  act: 'search' | 'buy',
): boolean {
  const listed = listedAs(rules, agent);
  const own = listed?.[act];
  if (own !== undefined) return own;
  const who = rules?.[act] ?? 'everyone';
  return (
    who === 'everyone' || (who === 'signed' && agent.isProven) || (who === 'listed' && listed !== undefined)
  );
}

const listedAs = (rules: AgentRules, { isProven, profileUrl }: Pick<Agent, 'isProven' | 'profileUrl'>) =>
  isProven ? rules?.listed?.find(({ profile }) => URL.parse(profile)?.href === profileUrl) : undefined;

/** Whether it may have one more cart or checkout open. */
export async function mayOpenCart(
  db: Database,
  rules: AgentRules,
  agent: Agent,
  now: Date,
): Promise<boolean> {
  const { rows } = await rowsOf({ open: integer })`
    select count(*)::int as open from agent_session
    where agent = ${agent.id} and order_id is null and canceled_at is null and expires_at > ${now}`.execute(
    db,
  );
  return (rows[0]?.open ?? 0) < (rules?.openCarts ?? OPEN_CARTS);
}

/**
 * Why an order of that total is more than the agent may place now; null where it may, and then the checkout of that id
 * has claimed it of the day's amount until its order is noted, so that what is ordered at once counts together. Why is
 * in the buyer's words.
 */
export async function overBudget(
  db: Database,
  rules: AgentRules,
  agent: Agent,
  { checkoutId, total, locale }: Spending,
  now: Date,
): Promise<string | null> {
  const listed = listedAs(rules, agent);
  const bound = (text: string | undefined) => {
    const amount = text ? statedAmount(text) : null;
    return amount?.currency === total.currency ? amount : null;
  };
  const anOrder = bound(listed?.mostAnOrder ?? rules?.mostAnOrder);
  if (anOrder && total.minor > anOrder.minor)
    return `An agent may order for at most ${formatMoney(anOrder, locale)} at once. Finish it yourself at the address given.`;
  const aDay = bound(listed?.mostADay ?? rules?.mostADay);
  if (!aDay || (await claim(db, agent.id, checkoutId, total, aDay, now))) return null;
  return `This agent may order for at most ${formatMoney(aDay, locale)} in a day. Finish it yourself at the address given.`;
}

interface Spending {
  readonly checkoutId: string;
  readonly total: Money;
  readonly locale: string;
}

const CLAIM_LASTS_S = 600; // of a process that died while it ordered

/** Claims that amount where it fits with what was ordered in a day and what others have claimed; one of an agent at a time. */
const claim = (
  db: Database,
  agent: string,
  id: string,
  { minor, currency }: Money,
  aDay: Money,
  now: Date,
): Promise<boolean> =>
  inTransaction(db, async (trx) => {
    await sql`select pg_advisory_xact_lock(${BUDGET_LOCK}, hashtext(${agent}))`.execute(trx);
    const { rows } = await sql`
      update agent_session set claimed_minor = ${minor}, claimed_at = ${now}
      where id = ${id} and ${aDay.minor}::bigint >= ${minor}::bigint + (
          select coalesce(sum(o.total_minor), 0) from agent_session s join customer_order o on o.id = s.order_id
          where s.agent = ${agent} and o.currency = ${currency} and o.state <> 'cancelled'
            and o.placed_at > ${now}::timestamptz - interval '1 day'
        ) + (
          select coalesce(sum(claimed_minor), 0) from agent_session
          where agent = ${agent} and id <> ${id} and order_id is null
            and claimed_at > ${now}::timestamptz - ${CLAIM_LASTS_S} * interval '1 second'
        )
      returning 1`.execute(trx);
    return rows.length > 0;
  });

const BUDGET_LOCK = 7_346_521; // with the hash of the agent it names the lock of its budget

/** Gives a checkout's claim back: nothing was ordered. */
export const releaseClaim = async (db: Database, checkoutId: string): Promise<void> => {
  await sql`update agent_session set claimed_minor = null, claimed_at = null
    where id = ${checkoutId} and claimed_at is not null`.execute(db);
};
