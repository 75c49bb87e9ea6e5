import { float, integer, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';

export interface TalkFigures {
  readonly conversations: number;
  readonly turns: number;
  /** Turns to which nothing of the shop was an answer. */
  readonly unanswered: number;
  /** Matters that went to a person. */
  readonly handedOver: number;
  /** Of those, the minutes until a person answered; null while nobody has. */
  readonly minutesToAnswer: number | null;
  /** Orders of visitors who had talked in the week before they ordered, and their minor units. */
  readonly orders: number;
  readonly revenue: number;
  readonly returns: number;
  /** Minor units that went back. */
  readonly refunded: number;
}

/** What was said, handed over, ordered after talk, and sent back from one moment until another. */
export async function talkFigures(
  db: Database,
  currency: string,
  from: Date,
  to: Date,
): Promise<TalkFigures> {
  const { rows } = await rowsOf({
    conversations: integer,
    turns: integer,
    unanswered: integer,
    handedOver: integer,
    minutesToAnswer: nullable(float),
    orders: integer,
    revenue: integer,
    returns: integer,
    refunded: integer,
  })`
    select
      (select count(distinct conversation_id) from conversation_message
        where role = 'user' and created_at >= ${from} and created_at < ${to})::int as conversations,
      (select count(*) from conversation_message
        where role = 'user' and created_at >= ${from} and created_at < ${to})::int as turns,
      (select count(*) from open_question where source = 'conversation' and because in ('not-known', 'nothing-found')
        and at >= ${from} and at < ${to})::int as unanswered,
      (select count(*) from ticket where opened_at >= ${from} and opened_at < ${to})::int as "handedOver",
      (select percentile_cont(0.5) within group (order by extract(epoch from answered.at - t.opened_at) / 60)::float
        from ticket t cross join lateral (select min(e.at) as at from ticket_event e
          where e.ticket_id = t.id and e.kind = 'replied') answered
        where t.opened_at >= ${from} and t.opened_at < ${to} and answered.at is not null) as "minutesToAnswer",
      after_talk.orders, after_talk.revenue,
      (select count(*) from order_return where started_at >= ${from} and started_at < ${to})::int as returns,
      (select coalesce(sum(r.amount_minor), 0) from refund r join customer_order o on o.id = r.order_id
        where r.state = 'done' and o.currency = ${currency} and r.done_at >= ${from} and r.done_at < ${to})::bigint as refunded
    from (select count(*)::int as orders, coalesce(sum(o.total_minor), 0)::bigint as revenue from customer_order o
      where o.state in ('paid', 'sent', 'delivered') and o.currency = ${currency}
        and o.placed_at >= ${from} and o.placed_at < ${to}
        and exists (select 1 from conversation c join conversation_message m on m.conversation_id = c.id
          where c.visitor_id = o.visitor_id and m.role = 'user'
            and m.created_at < o.placed_at and m.created_at > o.placed_at - interval '7 days')) after_talk`.execute(
    db,
  );
  const [figures] = rows;
  if (!figures) throw new Error('A statement without a from answered no row');
  return figures;
}
