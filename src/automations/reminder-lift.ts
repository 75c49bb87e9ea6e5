import { boolean, integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { measure, sideOf, type Lift } from '#src/loyalty/lift.ts';

type ReminderLift = Omit<Lift, 'offerId' | 'title' | 'isSplitOff'>;

const DAYS = 14;
const WINDOW_DAYS = 180;
const DAY_MS = 86_400_000;

/**
 * What reminders have brought: what customers who were reminded ordered in the DAYS after their first reminder of the
 * last WINDOW_DAYS, beside those who would have been and were held out. Says nothing while nobody is held out.
 */
export async function reminderLift(db: Database, currency: string, now: Date): Promise<ReminderLift> {
  const until = new Date(now.getTime() - DAYS * DAY_MS);
  const from = new Date(now.getTime() - WINDOW_DAYS * DAY_MS);
  const { rows } = await rowsOf({
    sent: boolean,
    both: boolean,
    over: boolean,
    orders: integer,
    revenue: integer,
    before: integer,
  })`
    with spoken as (
      select customer_id, min(decided_at) as at, bool_or(outcome = 'sent') as sent,
        bool_or(outcome = 'sent') and coalesce(bool_or(reason = 'held-out'), false) as both
      from reminder where (outcome = 'sent' or reason = 'held-out') and decided_at between ${from} and ${now}
      group by customer_id
    )
    select s.sent, s.both, s.at <= ${until} as over, count(o.id) filter (where o.placed_at >= s.at)::int as orders,
      coalesce(sum(o.minor) filter (where o.placed_at >= s.at), 0)::bigint as revenue,
      coalesce(sum(o.minor) filter (where o.placed_at < s.at), 0)::bigint as before
    from spoken s left join lateral (
      select c.id, c.placed_at, (select coalesce(sum(l.total_minor * (l.quantity - l.returned) / l.quantity), 0)
        from order_line l where l.order_id = c.id) as minor
      from customer_order c where c.customer_id = s.customer_id and c.state in ('paid', 'sent', 'delivered')
        and c.currency = ${currency} and c.placed_at >= s.at - make_interval(days => ${DAYS}::int)
        and c.placed_at < s.at + make_interval(days => ${DAYS}::int)) o on true
    group by s.customer_id, s.sent, s.both, s.at`.execute(db);
  const compared = rows
    .filter((row) => row.over && !row.both)
    .map(({ sent, orders, revenue, before }) => ({
      arm: sent ? ('offered' as const) : ('held-out' as const),
      orders,
      revenue,
      before,
    }));
  return {
    days: DAYS,
    offered: sideOf(compared, 'offered'),
    heldOut: sideOf(compared, 'held-out'),
    waiting: rows.filter((row) => !row.over).length,
    moved: rows.filter((row) => row.both).length,
    measured: measure(compared),
  };
}

/** What that means, in a sentence that claims no more than was measured. */
export function reminderLiftInWords(
  { offered, heldOut, measured, waiting, days }: ReminderLift,
  money: (minor: number) => string,
): string {
  if (!measured)
    return `Not enough to say what they bring: ${offered.customers} customers were reminded and ${heldOut.customers} held out whose ${days} days are over${waiting ? `, ${waiting} more are within them` : ''}. It takes 30 on each side and 20 orders; a share below 100 holds customers out.`;
  const { difference, low, high } = measured.revenueEach;
  const told = (minor: number) => money(Math.round(minor));
  if (low <= 0 && high >= 0)
    return `Not enough to say what they bring: in ${days} days a customer who was reminded spent between ${told(-low)} less and ${told(high)} more than one who was held out.`;
  const [word, near, far] = difference > 0 ? ['more', low, high] : ['less', -high, -low];
  return `In ${days} days a customer who was reminded spent ${told(Math.abs(difference))} ${word} than one who was held out (between ${told(near)} and ${told(far)}): about ${told(Math.abs(difference) * offered.customers)} ${word} from ${offered.customers} customers.`;
}
