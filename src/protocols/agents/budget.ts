import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { AgentRules } from '#src/editorial/agents-schema.ts';
import { shareOf } from '#src/http/limits.ts';
import { tryShare, tryWithin, type Tried } from '#src/http/rate-limit.ts';
import { statedAmount } from '#src/fulfilment/delivery-promise.ts';
import { formatMoney, type Money } from '#src/money/money.ts';
import type { Agent } from './agent.ts';

const OPEN_CARTS = 200;

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

/** Why an order of that total is more than the agent may place now; null where it may. In the buyer's words. */
export async function overBudget(
  db: Database,
  rules: AgentRules,
  agent: Agent,
  total: Money,
  locale: string,
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
  if (!aDay) return null;
  const { rows } = await rowsOf({ spent: integer })`
    select coalesce(sum(o.total_minor), 0)::bigint as spent
    from agent_session s join customer_order o on o.id = s.order_id
    where s.agent = ${agent.id} and o.currency = ${total.currency} and o.state <> 'cancelled'
      and o.placed_at > ${now}::timestamptz - interval '1 day'`.execute(db);
  return (rows[0]?.spent ?? 0) + total.minor > aDay.minor
    ? `This agent may order for at most ${formatMoney(aDay, locale)} in a day. Finish it yourself at the address given.`
    : null;
}
