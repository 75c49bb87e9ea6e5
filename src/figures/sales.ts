import { isReducedSql } from '#src/catalog/reduced.ts';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { canBeBoughtSql, freePiecesSql } from '#src/inventory/stock-sql.ts';

/** A span of whole days in the shop's time zone; `to` is the first day after it. `2026-11-24`. */
export interface Days {
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

export interface DayOfSales {
  readonly day: string;
  readonly orders: number;
  /** Minor units that customers paid, taxes and delivery included. */
  readonly revenue: number;
}

/** Orders that count as sold: paid for, whatever became of the parcel. */
const SOLD = ['paid', 'sent', 'delivered'];

/** What was sold on each day of a span, days without an order too. */
export async function salesByDay(db: Database, currency: string, days: Days): Promise<readonly DayOfSales[]> {
  const { rows } = await rowsOf({ day: text, orders: integer, revenue: integer })`
    select to_char(d, 'YYYY-MM-DD') as day, count(o.id)::int as orders, coalesce(sum(o.total_minor), 0)::bigint as revenue
    from generate_series(${days.from}::date, ${days.to}::date - 1, interval '1 day') d
    left join customer_order o on o.currency = ${currency} and o.state = any(${SOLD}::text[])
      and (o.placed_at at time zone ${days.timeZone})::date = d::date
    group by d order by d`.execute(db);
  return rows;
}

export interface Mover {
  readonly slug: string;
  readonly title: string;
  /** Minor units in the span and in the one before. */
  readonly now: number;
  readonly before: number;
  /** What else has changed about it, in words; empty where nothing is known. */
  readonly because: readonly string[];
}

/** The products whose sales differ most from the span before, with what the rows say that may be why. */
export async function movers(
  db: Database,
  currency: string,
  { from, to, timeZone }: Days,
  most: number,
): Promise<readonly Mover[]> {
  const { rows } = await rowsOf({
    slug: text,
    title: text,
    now: integer,
    before: integer,
    left: integer,
    repriced: integer,
    reduced: integer,
  })`
    with span as (select ${from}::date as from_day, ${to}::date as to_day), sold as (
      select v.product_id, (o.placed_at at time zone ${timeZone})::date >= span.from_day as is_now, l.total_minor
      from customer_order o join order_line l on l.order_id = o.id join variant v on v.sku = l.sku, span
      where o.currency = ${currency} and o.state = any(${SOLD}::text[])
        and (o.placed_at at time zone ${timeZone})::date >= span.from_day - (span.to_day - span.from_day)
        and (o.placed_at at time zone ${timeZone})::date < span.to_day
    ), sums as (
      select product_id, coalesce(sum(total_minor) filter (where is_now), 0)::bigint as now,
        coalesce(sum(total_minor) filter (where not is_now), 0)::bigint as before
      from sold group by product_id
    )
    select p.slug, p.title, sums.now, sums.before,
      (select count(*) from variant v left join stock s on s.variant_id = v.id
        where v.product_id = p.id and ${canBeBoughtSql})::int as left,
      (select count(*) from variant v, span where v.product_id = p.id
        and (v.priced_at at time zone ${timeZone})::date >= span.from_day
        and v.priced_at > p.created_at + interval '1 day')::int as repriced,
      (select count(*) from variant v where v.product_id = p.id and ${isReducedSql})::int as reduced
    from sums join product p on p.id = sums.product_id where sums.now <> sums.before
    order by abs(sums.now - sums.before) desc, p.slug limit ${most}`.execute(db);
  return rows.map(({ slug, title, now, before, left, repriced, reduced }) => ({
    slug,
    title,
    now,
    before,
    because: [
      left === 0 && 'sold out now',
      repriced > 0 && 'its price changed',
      reduced > 0 && 'reduced',
      before === 0 && 'not sold the span before',
    ].filter((one) => one !== false),
  }));
}

export interface StockRisk {
  readonly sku: string;
  readonly title: string;
  readonly left: number;
  /** Pieces a day, over the last four weeks. */
  readonly aDay: number;
  /** Days until nothing is left at that pace. */
  readonly days: number;
}

const PACE_DAYS = 28;

/** What will be gone within so many days at the pace of the last four weeks, the soonest first. */
export async function stockRisks(
  db: Database,
  within: number,
  now: Date,
  most: number,
): Promise<readonly StockRisk[]> {
  const from = new Date(now.getTime() - PACE_DAYS * 86_400_000);
  const { rows } = await rowsOf({ sku: text, title: text, left: integer, sold: integer })`
    select v.sku, p.title, ${freePiecesSql}::int as left, sold.pieces as sold
    from (select l.sku, sum(l.quantity - l.returned)::int as pieces from customer_order o
        join order_line l on l.order_id = o.id
        where o.state = any(${SOLD}::text[]) and o.placed_at >= ${from} group by l.sku) sold
      join variant v on v.sku = sold.sku join product p on p.id = v.product_id join stock s on s.variant_id = v.id
    where s.tracked and not s.backorder and p.status = 'active' and sold.pieces > 0
      and ${freePiecesSql} * ${PACE_DAYS} < sold.pieces * ${within}
    order by ${freePiecesSql}::float / sold.pieces, v.sku limit ${most}`.execute(db);
  return rows.map(({ sku, title, left, sold }) => ({
    sku,
    title,
    left,
    aDay: sold / PACE_DAYS,
    days: Math.floor((left * PACE_DAYS) / sold),
  }));
}
