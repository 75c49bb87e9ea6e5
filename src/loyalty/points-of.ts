import { nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Content } from '#src/editorial/content.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { money, timesMoney, type Money } from '#src/money/money.ts';
import { amountOf } from './offer-amount.ts';
import { balanceOf, lotsOf, type Lot } from './points-lots.ts';
import { memberSince, standingOf, tierFor, type Tier } from './program.ts';

interface PointsEntry {
  readonly kind: 'earn' | 'adjust' | 'burn' | 'unburn' | 'reverse' | 'expire' | 'settle' | 'forgive';
  readonly points: number;
  /** The number that the customer knows the order by; null where it belongs to none. */
  readonly orderNumber: string | null;
  readonly at: Date;
  readonly expiresAt: Date | null;
  readonly note: string;
}

export interface Points {
  readonly memberSince: Date;
  readonly balance: number;
  /** What the balance takes off an order. */
  readonly worth: Money;
  readonly tier: Tier;
  readonly nextTier: Tier | null;
  /** What is missing for the next tier; null at the highest. */
  readonly away: { readonly spend: Money } | { readonly points: number } | null;
  /** What is lost on the next day on which anything is, unless it is used; null where nothing expires. */
  readonly expiring: { readonly points: number; readonly at: Date } | null;
  /** The newest first; without those that move points from one lot to another. */
  readonly entries: readonly PointsEntry[];
}

const MOST_ENTRIES = 100;

/** A member's points and tier; null for who is no member, or where the shop has no program. */
export async function pointsOf(
  db: Database,
  content: Pick<Content, 'program' | 'store'>,
  customerId: string,
  now: Date,
): Promise<Points | null> {
  const program = content.program?.words;
  const since = program ? await memberSince(db, customerId) : null;
  if (!program || !since) return null;
  const lots = await lotsOf(db, customerId, now);
  const { tier, next, missing } = tierFor(program, await standingOf(db, program, customerId, now));
  const worth = amountOf(program.points.worth);
  const balance = balanceOf(lots);
  return {
    memberSince: since,
    balance,
    worth: timesMoney(worth, Math.max(0, balance)),
    tier,
    nextTier: next,
    away: next ? (next.from?.spend ? { spend: money(missing, worth.currency) } : { points: missing }) : null,
    expiring: expiringOf(content, lots),
    entries: await entriesOf(db, customerId),
  };
}

/** Lots that run out on one day of the shop are told as one. */
function expiringOf({ store }: Pick<Content, 'store'>, lots: readonly Lot[]): Points['expiring'] {
  const open = lots.flatMap(({ left, expiresAt }) =>
    left > 0 && expiresAt ? [{ left, at: expiresAt }] : [],
  );
  const [first] = open;
  if (!first || balanceOf(lots) <= 0) return null;
  const sameDay = open.filter(({ at }) => shopDay(store, at) === shopDay(store, first.at));
  return { points: sameDay.reduce((total, { left }) => total + left, 0), at: first.at };
}

async function entriesOf(db: Database, customerId: string): Promise<readonly PointsEntry[]> {
  const { rows } = await rowsOf({
    ...columns('points_entry', 'kind', 'points', 'at', 'expires_at', 'note'),
    number: nullable(tables.customer_order.number),
  })`select e.kind, e.points, o.number, e.at, e.expires_at, e.note
    from points_entry e left join customer_order o on o.id = e.order_id
    where e.customer_id = ${customerId} and e.kind <> 'settle' order by e.at desc, e.id desc limit ${MOST_ENTRIES}`.execute(
    db,
  );
  return rows.map(({ number, expires_at, ...entry }) => ({
    ...entry,
    orderNumber: number,
    expiresAt: expires_at,
  }));
}
