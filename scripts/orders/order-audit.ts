import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface OrderAudit {
  readonly orders: number;
  /** Orders whose lines, ledger, reservation and event are not all there, or do not agree. */
  readonly halfWritten: number;
  /** SKUs of which more is reserved than there is, or another number than their orders hold. */
  readonly oversold: number;
  /** Orders for which more than once, or another amount than theirs, was charged. */
  readonly wronglyCharged: number;
}

/** Reads back everything that orders wrote and counts what does not agree. */
export async function auditOrders(db: Database): Promise<OrderAudit> {
  const { rows } = await rowsOf({
    orders: integer,
    halfWritten: integer,
    oversold: integer,
    wronglyCharged: integer,
  })`select
    (select count(*)::int from customer_order where source = 'shop') as orders,
    (select count(*)::int from customer_order o where source = 'shop' and not (
      o.subtotal_minor = coalesce((select sum(unit_minor * quantity) from order_line l where l.order_id = o.id), -1)
      and o.total_minor = coalesce((select sum(amount_minor) from money_entry m where m.order_id = o.id and m.kind = 'order'), -1)
      and (select coalesce(sum(quantity), 0) from order_line l where l.order_id = o.id)
        = (select coalesce(sum(quantity), 0) from stock_reservation r where r.holder = o.id)
      and exists (select 1 from event e where e.kind = 'order-placed' and e.data ->> 'order' = o.id)
      and (o.state = 'awaiting-payment') = ((select coalesce(sum(amount_minor), 0) from money_entry m
        where m.order_id = o.id) = o.total_minor)
    )) as "halfWritten",
    (select count(*)::int from stock s join variant v on v.id = s.variant_id where s.tracked and (s.reserved > s.on_hand
      or s.reserved <> coalesce((select sum(quantity) from stock_reservation r where r.sku = v.sku and r.state = 'held'), 0))
    ) as oversold,
    (select count(*)::int from customer_order o where (select coalesce(sum(t.amount_minor), 0) from test_payment t
        join payment_attempt a on a.id = t.attempt_id where a.order_id = o.id and t.charged) not in (0, o.total_minor)
    ) as "wronglyCharged"`.execute(db);
  const [audit] = rows;
  if (!audit) throw new Error('The audit gave no row');
  return audit;
}
