import { sql } from 'kysely';
import { integer, json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Ticket, TicketLine, TicketState, Why } from './ticket.ts';

const line = sql`t.id, t.rule, t.why, t.urgency, t.summary, t.state, t.opened_at as "openedAt", t.waiting_since as "waitingSince",
  t.answer_by as "answerBy", (select name from studio_person where id = t.claimed_by) as "claimedBy"`;

const lineShape = {
  ...columns('ticket', 'id', 'rule', 'urgency', 'summary', 'state'),
  why: json<Why>(),
  openedAt: tables.ticket.opened_at,
  waitingSince: tables.ticket.waiting_since,
  answerBy: tables.ticket.answer_by,
  claimedBy: nullable(tables.studio_person.name),
};

const MOST_LISTED = 200;

export interface InboxFilter {
  /** `waiting` is every ticket where the shopper waits for a person. */
  readonly state?: TicketState | 'waiting' | null;
  readonly rule?: string | null;
}

/** Tickets by urgency, then by who waits longest; those where nobody waits come last, the latest first. */
export async function inbox(db: Database, { state, rule }: InboxFilter): Promise<readonly TicketLine[]> {
  const which =
    state === 'waiting' ? sql`t.waiting_since is not null` : state ? sql`t.state = ${state}` : sql`true`;
  const { rows } = await rowsOf(lineShape)`select ${line} from ticket t
    where ${which} and ${rule ? sql`t.rule = ${rule}` : sql`true`}
    order by t.waiting_since is null, t.urgency desc, t.waiting_since, t.opened_at desc, t.id limit ${MOST_LISTED}`.execute(
    db,
  );
  return rows;
}

/** Tickets of a customer, a conversation or a browser, the newest first. */
export async function ticketsOf(
  db: Database,
  whose:
    { readonly customerId: string } | { readonly conversationId: string } | { readonly visitorId: string },
): Promise<readonly TicketLine[]> {
  const which =
    'customerId' in whose
      ? sql`t.customer_id = ${whose.customerId}`
      : 'conversationId' in whose
        ? sql`t.conversation_id = ${whose.conversationId}`
        : sql`t.visitor_id = ${whose.visitorId}`;
  const { rows } = await rowsOf(lineShape)`select ${line} from ticket t where ${which}
    order by t.opened_at desc, t.id limit ${MOST_LISTED}`.execute(db);
  return rows;
}

/** The whole ticket with what was done; null where there is none of that id. */
export async function ticketById(db: Database, id: string): Promise<Ticket | null> {
  const { rows } = await rowsOf({
    ...lineShape,
    ...columns('ticket', 'email', 'words', 'need', 'draft'),
    conversationId: tables.ticket.conversation_id,
    customerId: tables.ticket.customer_id,
    cart: json<Ticket['cart']>(),
    orders: json<Ticket['orders']>(),
    draftSources: json<Ticket['draftSources']>(),
  })`select ${line}, t.conversation_id as "conversationId",
    t.customer_id as "customerId", t.email, t.words, t.need, t.cart, t.orders, t.draft, t.draft_sources as "draftSources"
    from ticket t where t.id = ${id}`.execute(db);
  const [row] = rows;
  if (!row) return null;
  const events = await rowsOf({
    ...columns('ticket_event', 'kind', 'at', 'text'),
    person: nullable(tables.studio_person.name),
  })`select e.kind, e.at, p.name as person, e.text
    from ticket_event e left join studio_person p on p.id = e.person_id where e.ticket_id = ${id} order by e.position`.execute(
    db,
  );
  return { ...row, events: events.rows };
}

/** How many tickets wait for a person, and how many of them are past their promise. */
export async function inboxCounts(
  db: Database,
  now: Date,
): Promise<{
  readonly waiting: number;
  readonly late: number;
  readonly byRule: ReadonlyMap<string, number>;
}> {
  const { rows } = await rowsOf({ rule: tables.ticket.rule, waiting: integer, late: integer })`
    select rule, count(*)::int as waiting, count(*) filter (where answer_by < ${now})::int as late
    from ticket where waiting_since is not null group by rule order by rule`.execute(db);
  return {
    waiting: rows.reduce((sum, row) => sum + row.waiting, 0),
    late: rows.reduce((sum, row) => sum + row.late, 0),
    byRule: new Map(rows.map((row) => [row.rule, row.waiting])),
  };
}

const COMPLAINT_DAYS = 90;

/** Complaints of that browser, and of the customer signed in there, within COMPLAINT_DAYS. */
export async function complaintsOf(
  db: Database,
  visitorId: string,
  complaintRules: readonly string[],
  now: Date,
): Promise<number> {
  const { rows } = await rowsOf({ count: integer })`select count(*)::int as count from ticket
    where rule = any(${[...complaintRules]}::text[])
      and opened_at > ${now}::timestamptz - ${COMPLAINT_DAYS} * interval '1 day'
      and (visitor_id = ${visitorId}
        or customer_id = (select customer_id from visitor_customer where visitor_id = ${visitorId}))`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
