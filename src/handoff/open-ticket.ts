import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { ShopClock } from '#src/editorial/date-text.ts';
import { shopDay } from '#src/editorial/time-zone.ts';
import { sql } from 'kysely';
import { nanoid } from 'nanoid';
import { cartOf } from '#src/carts/cart-store.ts';
import { quote } from '#src/carts/quote.ts';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { normalisedEmail } from '#src/customers/customer.ts';
import { openHold } from '#src/customers/holds.ts';
import type { Content } from '#src/editorial/content.ts';
import { formatMoney, money } from '#src/money/money.ts';
import { answerPromise, type AnswerPromise } from './answer-promise.ts';
import { draftReply, type Draft } from './draft-reply.ts';
import type { Score } from './triggers.ts';

/** What is known of a matter for a person; all but the rule and the words may be missing. */
export interface TicketOpening {
  /** The id of a rule in content/handoff.yaml, or a name of the caller's own such as `return-outside-policy`. */
  readonly rule: string;
  /** What the shopper said, or what happened in words. */
  readonly words: string;
  /** The reason in words; of a rule in content its own where it is left out. */
  readonly reason?: string;
  readonly summary?: string;
  readonly scores?: readonly Score[];
  readonly tried?: readonly string[];
  readonly need?: string | null;
  readonly conversationId?: string | null;
  readonly visitorId?: string | null;
  readonly customerId?: string | null;
  /** Where the answer goes beside the conversation. */
  readonly email?: string | null;
  /** A reply somebody or something else drafted; else one is made of what the shop has written. */
  readonly draft?: Draft;
  /** How soon it is answered; of a rule in content its own where it is left out. */
  readonly urgency?: keyof typeof URGENCY;
  /** Whether marketing keeps quiet meanwhile; of a rule in content its own where it is left out. */
  readonly complaint?: boolean;
}

export interface OpenedTicket extends AnswerPromise {
  readonly id: string;
  /** False where this conversation has an open ticket for the same reason already: that one is answered. */
  readonly isNew: boolean;
  /** The address the answer goes to, where one is known. */
  readonly email: string | null;
}

const URGENCY = { low: 1, normal: 2, high: 3 } as const;
const MOST_WORDS = 2_000;
const MOST_ORDERS = 10;

/** Keeps a matter for a person, with cart, orders and a drafted reply, once a conversation and rule. */
export async function openTicket(
  db: Database,
  content: Pick<Content, 'handoff' | 'store'>,
  opening: TicketOpening,
  now: Date,
): Promise<OpenedTicket> {
  const { visitorId = null, conversationId = null } = opening;
  const rule = content.handoff?.words.rules.find(({ id }) => id === opening.rule);
  const promise = answerPromise(content.handoff?.words ?? ALWAYS, content.store.timeZone, now);
  const known = conversationId ? await openOf(db, conversationId, opening.rule) : null;
  if (known) return { ...promise, ...known, isNew: false };
  const customer = visitorId && !opening.customerId ? await customerOfVisitor(db, visitorId) : null;
  const customerId = opening.customerId ?? customer?.id ?? null;
  const email = opening.email
    ? normalisedEmail(opening.email)
    : (customer?.email ?? (await emailOf(db, customerId)));
  const words = opening.words.trim().slice(0, MOST_WORDS);
  const reason = opening.reason ?? rule?.reason ?? 'A person was asked for.';
  const draft = opening.draft ?? (await draftReply(db, words, opening.complaint ?? rule?.complaint));
  const id = nanoid();
  const { locale } = content.store;
  const cart = visitorId ? quote(await cartOf(db, visitorId), content.store.currency) : null;
  const lines = (cart?.lines ?? []).map((line) => ({
    title: line.product.title,
    quantity: line.quantity,
    total: formatMoney(line.total, locale),
  }));
  const orders = await ordersOf(db, customerId, content.store);
  const made = await db.transaction().execute(async (trx) => {
    const { rows } = await rowsOf({ id: text })`
      insert into ticket (id, conversation_id, visitor_id, customer_id, email, rule, why, urgency, words, summary, need,
        cart, orders, draft, draft_sources, state, opened_at, waiting_since, answer_by)
      values (${id}, ${conversationId}, ${visitorId}, ${customerId}, ${email}, ${opening.rule},
        ${JSON.stringify({ reason, scores: opening.scores ?? [], tried: opening.tried ?? [] })}::jsonb,
        ${URGENCY[rule?.urgency ?? opening.urgency ?? 'normal']}, ${words}, ${opening.summary ?? summaryOf(reason, words)},
        ${opening.need ?? null}, ${JSON.stringify(lines)}::jsonb, ${JSON.stringify(orders)}::jsonb, ${draft.text},
        ${JSON.stringify(draft.sources)}::jsonb, 'open', ${now}, ${now}, ${promise.answerBy})
      on conflict do nothing returning id`.execute(trx);
    if (!rows.length) return false;
    await sql`insert into ticket_event (ticket_id, position, at, kind) values (${id}, 1, ${now}, 'opened')`.execute(
      trx,
    );
    if (customerId && (opening.complaint ?? rule?.complaint))
      await openHold(trx, customerId, 'complaint', id, now);
    return true;
  });
  if (made) return { ...promise, id, email, isNew: true };
  // Two turns at once: the other one opened it.
  const other = conversationId ? await openOf(db, conversationId, opening.rule) : null;
  if (!other) throw new Error(`A ticket for ${opening.rule} was neither opened nor found`);
  return { ...promise, ...other, isNew: false };
}

/** Of a shop that states no hours. */
const ALWAYS = {
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' }].map((one) => ({
    ...one,
    days: [...one.days],
  })),
  closed: [],
  withinMinutes: 480,
};

const MOST_SUMMARY = 240;
const summaryOf = (reason: string, words: string): string => {
  const short = words.length > MOST_SUMMARY ? `${words.slice(0, MOST_SUMMARY)}…` : words;
  return short ? `${reason} In their words: “${short}”` : reason;
};

async function openOf(
  db: Database,
  conversationId: string,
  rule: string,
): Promise<{ id: string; email: string | null; answerBy: Date } | null> {
  const { rows } = await rowsOf({ ...columns('ticket', 'id', 'email'), answerBy: tables.ticket.answer_by })`
    select id, email, answer_by as "answerBy" from ticket
    where conversation_id = ${conversationId} and rule = ${rule} and state <> 'returned'`.execute(db);
  return rows[0] ?? null;
}

async function emailOf(db: Database, customerId: string | null): Promise<string | null> {
  if (!customerId) return null;
  const { rows } = await rowsOf(columns('customer', 'email'))`
    select email from customer where id = ${customerId}`.execute(db);
  return rows[0]?.email ?? null;
}

/** The customer's orders; never those of an address somebody only typed. */
async function ordersOf(db: Database, customerId: string | null, store: ShopClock) {
  if (!customerId) return [];
  const { rows } = await rowsOf(
    columns('customer_order', 'number', 'state', 'placed_at', 'total_minor', 'currency'),
  )`
    select number, state, placed_at, total_minor, currency from customer_order
    where customer_id = ${customerId}
    order by placed_at desc limit ${MOST_ORDERS}`.execute(db);
  return rows.map((row) => ({
    number: row.number,
    state: row.state,
    placed: shopDay(store, row.placed_at),
    total: formatMoney(money(row.total_minor, row.currency), store.locale),
  }));
}
