import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content } from '#src/editorial/content.ts';
import {
  anytimeDifference,
  isSplitOff,
  seen,
  withoutForetold,
  type Interval,
} from '#src/experiments/intervals.ts';
import { armOf, holdoutOf, type Arm } from './holdout.ts';

/** What customers of one side did in the days after they first qualified. */
export interface Side {
  readonly customers: number;
  /** Customers who ordered at all. */
  readonly ordered: number;
  readonly orders: number;
  /** Minor units paid for goods, after offers and returns. */
  readonly revenue: number;
}

export interface Lift {
  readonly offerId: string;
  readonly title: string;
  /** Days that count after a customer first qualified. */
  readonly days: number;
  readonly offered: Side;
  readonly heldOut: Side;
  /** Customers whose days are not over yet; they are in neither side. */
  readonly waiting: number;
  /** Customers whom a new season or percentage has put on the other side since; they are in neither. */
  readonly moved: number;
  /** More or fewer customers were held out than were meant to be: something sorts them, and nothing is measured. */
  readonly isSplitOff: boolean;
  /** Offered less held out, however often one looks; null where there is too little to say anything. */
  readonly measured: {
    /** The part of customers who ordered. */
    readonly ordered: Interval;
    readonly ordersEach: Interval;
    /** Minor units a customer. */
    readonly revenueEach: Interval;
  } | null;
}

export const LEAST_CUSTOMERS = 30; // a side; below this one large order decides
export const LEAST_ORDERS = 20; // of both sides together
const PLANNED_CUSTOMERS = 1_000; // of both sides together, by which intervals are narrowest

/** A customer of a comparison and what they did in the days that count. */
export interface Compared {
  readonly arm: Arm;
  readonly orders: number;
  /** Minor units. */
  readonly revenue: number;
  /** Minor units in as many days before: what they would be expected to spend anyway. */
  readonly before: number;
}

interface Customer extends Compared {
  readonly key: string;
}

/**
 * What each offer with a holdout has brought, by comparing who was offered it with who was held out. Every customer
 * counts for the same number of days after qualifying, whether they used the offer or not. Who would be on the other
 * side today is left out: sides are drawn by a hash, so that leaves both as alike as they were.
 */
export async function liftOf(
  db: Database,
  content: Pick<Content, 'offers' | 'program' | 'store'>,
  days: number,
  now: Date,
): Promise<readonly Lift[]> {
  const known = new Map(content.offers.map(({ slug, words }) => [slug, words]));
  const { rows } = await rowsOf(columns('offer_exposure', 'offer_id'))`
    select distinct offer_id from offer_exposure where arm = 'held-out'`.execute(db);
  const ids = content.offers
    .filter(({ words }) => holdoutOf(words, content.program?.words) > 0)
    .map(({ slug }) => slug);
  const offerIds = [...new Set([...ids, ...rows.map((row) => row.offer_id)])].toSorted();
  const lifts: Lift[] = [];
  for (const offerId of offerIds) {
    const words = known.get(offerId);
    const percent = words ? holdoutOf(words, content.program?.words) : 0;
    const season = content.program?.words.holdoutSeason ?? '';
    const stays = ({ key, arm }: Customer) => percent === 0 || armOf(offerId, key, percent, season) === arm;
    const all = await customersOf(db, offerId, content.store.currency, days, now);
    const customers = all.over.filter(stays);
    const moved = all.over.length - customers.length;
    // Where percentages or seasons have changed, the counts are of several splits.
    const isOff = moved === 0 && isSplitOff(sidesOf(customers), 1 - percent / 100);
    lifts.push({
      offerId,
      title: words?.title ?? offerId,
      days,
      offered: sideOf(customers, 'offered'),
      heldOut: sideOf(customers, 'held-out'),
      waiting: all.waiting,
      moved,
      isSplitOff: isOff,
      measured: isOff ? null : measure(customers),
    });
  }
  return lifts;
}

async function customersOf(
  db: Database,
  offerId: string,
  currency: string,
  days: number,
  now: Date,
): Promise<{ readonly over: readonly Customer[]; readonly waiting: number }> {
  const until = new Date(now.getTime() - days * 86_400_000);
  const { rows } = await rowsOf({
    key: tables.offer_exposure.customer_key,
    arm: tables.offer_exposure.arm,
    orders: integer,
    revenue: integer,
    before: integer,
    over: boolean,
  })`
    with placed as (
      select coalesce(o.customer_key, o.customer_id, o.email) as key, o.id, o.placed_at,
        (select coalesce(sum(l.total_minor * (l.quantity - l.returned) / l.quantity), 0)
          from order_line l where l.order_id = o.id) as minor
      from customer_order o where o.state in ('paid', 'sent', 'delivered') and o.currency = ${currency}
    )
    select e.customer_key as key, e.arm, count(p.id) filter (where p.placed_at >= e.at)::int as orders,
      coalesce(sum(p.minor) filter (where p.placed_at >= e.at), 0)::bigint as revenue,
      coalesce(sum(p.minor) filter (where p.placed_at < e.at), 0)::bigint as before, e.at <= ${until} as over
    from offer_exposure e left join placed p on p.key = e.customer_key
      and p.placed_at >= e.at - make_interval(days => ${days}::int)
      and p.placed_at < e.at + make_interval(days => ${days}::int)
    where e.offer_id = ${offerId} and e.at <= ${now} group by e.customer_key, e.arm, e.at`.execute(db);
  const over = rows.filter((row) => row.over);
  return {
    over: over.map(({ key, arm, orders, revenue, before }) => ({ key, arm, orders, revenue, before })),
    waiting: rows.length - over.length,
  };
}

/** What customers of one side did together. */
export function sideOf(customers: readonly Compared[], arm: Arm): Side {
  const those = customers.filter((one) => one.arm === arm);
  return {
    customers: those.length,
    ordered: those.filter((one) => one.orders > 0).length,
    orders: those.reduce((sum, one) => sum + one.orders, 0),
    revenue: those.reduce((sum, one) => sum + one.revenue, 0),
  };
}

const sidesOf = (customers: readonly Compared[]): readonly [number, number] => {
  const offered = customers.filter(({ arm }) => arm === 'offered').length;
  return [offered, customers.length - offered];
};

/**
 * Offered less held out; null where there is too little to say anything. What customers had bought before is taken out of
 * orders and amounts, which makes the intervals narrower and moves no side.
 */
export function measure(customers: readonly Compared[]): Lift['measured'] {
  const orders = customers.reduce((sum, one) => sum + one.orders, 0);
  if (Math.min(...sidesOf(customers)) < LEAST_CUSTOMERS || orders < LEAST_ORDERS) return null;
  const before = customers.map((one) => one.before);
  const difference = (of: (one: Compared) => number) => {
    const values = withoutForetold(customers.map(of), before);
    const sideValues = (arm: Arm) => seen(values.filter((_, at) => customers[at]?.arm === arm));
    return anytimeDifference(sideValues('offered'), sideValues('held-out'), PLANNED_CUSTOMERS);
  };
  return {
    ordered: difference((one) => Number(one.orders > 0)),
    ordersEach: difference((one) => one.orders),
    revenueEach: difference((one) => one.revenue),
  };
}
