import { integer, json, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { learnedLine, START, type DueModel } from './due-model.ts';
import type { RangeLevels } from './due-window.ts';
import { FIRST_GUESS, type IntervalPriors } from './interval-law.ts';
import { dayOf, gatherPurchases, type Purchase, type PurchaseDays } from './purchase-days.ts';

const ITEM_DAYS_BACK = 430; // what dueFeatures looks back on for an item's trend and season

/** What one customer bought before `now`, and on which days everybody bought those items. */
export async function purchasesOf(db: Database, customerId: string, now: Date): Promise<PurchaseDays> {
  const { rows } = await rowsOf({
    sku: tables.order_line.sku,
    placed_at: tables.customer_order.placed_at,
    left: integer,
  })`
    select l.sku, o.placed_at, l.quantity - l.returned as left
    from customer_order o join order_line l on l.order_id = o.id
    where o.customer_id = ${customerId} and o.state in ('paid', 'sent', 'delivered') and o.placed_at < ${now}
      and l.quantity > l.returned`.execute(db);
  const own = gatherPurchases(
    rows.map((row): Purchase => ({
      customer: customerId,
      item: row.sku,
      day: dayOf(row.placed_at),
      quantity: row.left,
    })),
  );
  const again = own.pairs.filter((pair) => pair.days.length > 1).map((pair) => pair.item);
  if (!again.length) return own;
  const others = await rowsOf({ sku: tables.order_line.sku, customer_id: text, day: integer })`
    select distinct l.sku, o.customer_id, floor(extract(epoch from o.placed_at) / 86400)::int as day
    from order_line l join customer_order o on o.id = l.order_id
    where l.sku = any(${again}::text[]) and o.customer_id is not null and o.state in ('paid', 'sent', 'delivered')
      and o.placed_at < ${now} and o.placed_at > ${now}::timestamptz - ${ITEM_DAYS_BACK} * interval '1 day'
    order by day`.execute(db);
  const itemDays = new Map<string, number[]>();
  for (const { sku, day } of others.rows) {
    const days = itemDays.get(sku);
    if (days) days.push(day);
    else itemDays.set(sku, [day]);
  }
  return { ...own, itemDays };
}

/** The line and the laws as last learned; before the first learning, those a shop without history starts with. */
export async function learnedDue(
  db: Database,
  skus: readonly string[],
): Promise<{
  readonly model: DueModel;
  readonly priors: IntervalPriors;
  readonly levels: RangeLevels | null;
  readonly namesDays: boolean;
  /** Items whose own law was learned. */
  readonly learned: ReadonlySet<string>;
}> {
  const kept = await rowsOf({
    ...columns('replenishment_model', 'middle', 'spread', 'fitted_on', 'lower', 'upper', 'steady'),
    weights: json<number[]>(),
    features: nullable(json<string[]>()),
  })`select weights, features, middle, spread, fitted_on, lower, upper, steady from replenishment_model`.execute(
    db,
  );
  const items = await rowsOf(columns('replenishment_item', 'sku', 'middle', 'spread'))`
    select sku, middle, spread from replenishment_item where sku = any(${[...skus]}::text[])`.execute(db);
  const [row] = kept.rows;
  const overall = row ? { middle: row.middle, spread: row.spread } : FIRST_GUESS;
  const laws = new Map(items.rows.map(({ sku, middle, spread }) => [sku, { middle, spread }]));
  const line = row && learnedLine(row.weights, row.features);
  return {
    model: line ? { ...line, fittedOn: row.fitted_on, windows: 0 } : START,
    priors: { overall, of: (item) => laws.get(item) ?? overall },
    levels: row && row.lower !== null && row.upper !== null ? { lower: row.lower, upper: row.upper } : null,
    namesDays: row?.steady ?? true,
    learned: new Set(laws.keys()),
  };
}
