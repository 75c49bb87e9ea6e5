import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { LIMITS, membersOf, offerId } from './workload.ts';

/** What was given beyond the limits, counted from the redemptions themselves and never from the counters. */
export interface Excess {
  /** Uses above the limit. */
  readonly uses: number;
  /** Minor units above the budget. */
  readonly budget: number;
  /** Uses by one customer above theirs. */
  readonly customer: number;
  /** Orders with a code that another order has. */
  readonly code: number;
  /** Points below zero. */
  readonly points: number;
  /** Counters, codes and points that say something else than the redemptions: half an order given back, for one. */
  readonly drift: number;
}

/** One statement, so one snapshot: it sees what a shopper would see at that moment. */
export async function auditEpochs(db: Database, epochs: readonly number[]): Promise<Excess> {
  const of = (kind: 'uses' | 'budget' | 'each' | 'code') => epochs.map((epoch) => offerId(kind, epoch));
  const all = [...of('uses'), ...of('budget'), ...of('each'), ...of('code')];
  const members = epochs.flatMap(membersOf);
  const { rows } = await rowsOf({
    uses: integer,
    budget: integer,
    customer: integer,
    code: integer,
    points: integer,
    drift: integer,
  })`
    with live as (select * from offer_redemption where reversed_at is null and offer_id = any(${all}::text[]))
    select
      (select coalesce(sum(n - ${LIMITS.uses}::int), 0)::bigint from (select count(*) as n from live
        where offer_id = any(${of('uses')}::text[]) group by offer_id) t where n > ${LIMITS.uses}::int) as uses,
      (select coalesce(sum(s - ${LIMITS.budget}::int), 0)::bigint from (select sum(amount_minor) as s from live
        where offer_id = any(${of('budget')}::text[]) group by offer_id) t where s > ${LIMITS.budget}::int) as budget,
      (select coalesce(sum(n - ${LIMITS.perCustomer}::int), 0)::bigint from (select count(*) as n from live
        where offer_id = any(${of('each')}::text[]) group by offer_id, customer_key) t
        where n > ${LIMITS.perCustomer}::int) as customer,
      (select coalesce(sum(n - 1), 0)::bigint from (select count(*) as n from live where code_hash is not null
        group by code_hash) t where n > 1) as code,
      (select coalesce(-sum(s), 0)::bigint from (select sum(points) as s from points_entry
        where customer_id = any(${members}::text[]) group by customer_id) t where s < 0) as points,
      (select count(*) from offer_use u, lateral (select count(*) as n, coalesce(sum(amount_minor), 0) as s from live
        where live.offer_id = u.offer_id) counted where u.offer_id = any(${all}::text[])
        and (u.used <> counted.n or u.spent_minor <> counted.s))
      + (select count(*) from offer_code c where c.offer_id = any(${of('code')}::text[]) and c.order_id is distinct from
          (select min(order_id) from live where live.code_hash = c.code_hash))
      + (select count(*) from order_points p where p.returned_share >= 1 and p.customer_id = any(${members}::text[])
          and exists (select 1 from live where live.order_id = p.order_id)) as drift`.execute(db);
  const [row] = rows;
  if (!row) throw new Error('The audit gave no row');
  return row;
}

export const anyOver = ({ uses, budget, customer, code, points }: Excess): boolean =>
  uses + budget + customer + code + points > 0;
