import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { tables, type Tables } from '#src/database/schema.ts';

/** Occurs in everything that is planted, and in nothing else. */
export const MARK = 'mark-7f3a';
export const MARKED = {
  email: `${MARK}@example.com`,
  customer: `${MARK}-customer`,
  visitor: `${MARK}-visitor`,
};

/**
 * Writes a row in which every text and document that is not given holds the mark, also in columns that a migration
 * adds some day; `undefined` leaves a column to the database. Answers the row's id where it has one.
 */
export async function plant<Table extends keyof Tables>(
  db: Database,
  table: Table,
  given: Readonly<Record<string, unknown>> = {},
): Promise<unknown> {
  const row = Object.entries(tables[table])
    .map(([column, kind]) => [column, column in given ? given[column] : valueOf(column, kind.name)] as const)
    .filter(([, value]) => value !== undefined);
  const { rows } = await sql<{ id?: unknown }>`
    insert into ${sql.table(table)} (${sql.join(row.map(([column]) => sql.ref(column)))})
    values (${sql.join(row.map(([, value]) => value))}) returning *`.execute(db);
  return rows[0]?.id;
}

function valueOf(column: string, kind: string): unknown {
  const plain = kind.replace(/^(?:generated|nullable)\((.*)\)$/, '$1').replace(/^nullable\((.*)\)$/, '$1');
  if (plain === 'text') return `${MARK} ${column}`;
  if (plain === 'json()') return JSON.stringify({ said: MARK });
  if (plain !== kind) return undefined;
  const [, word] = /^oneOf\('([^']+)'/.exec(kind) ?? [];
  return (
    { integer: 1, float: 1, boolean: false, timestamp: '2026-11-01T10:00:00Z', date: '2026-11-01' }[kind] ??
    word
  );
}

/** Everything that a shop can hold of one person who has an account: an order, sent and returned, and all around it. */
export async function plantPerson(db: Database, productId: number): Promise<void> {
  const { email, customer: customer_id, visitor: visitor_id } = MARKED;
  const order_id = 'order-1';
  await plant(db, 'customer', { id: customer_id, email, birthday_month: 1 });
  await plant(db, 'visitor_customer', { visitor_id, customer_id });
  for (const table of [
    'customer_consent',
    'loyalty_member',
    'customer_hold',
    'customer_subscription',
  ] as const)
    await plant(db, table, { customer_id });
  const link_id = await plant(db, 'account_link', { customer_id });
  await plant(db, 'account_link_token', { link_id });
  await plant(db, 'agent_session', {
    visitor_id,
    order_id: null,
    endpoint_id: null,
    asked: JSON.stringify({ buyer: { email } }),
  });
  await plant(db, 'agent_destination', { email });
  await plant(db, 'back_office_request', { body: JSON.stringify({ buyer: { email } }) });
  await plant(db, 'replenishment_choice', { customer_id, every_days: null });
  await plant(db, 'dismissed_suggestion', { customer_id, visitor_id: null, product_id: productId });
  await plant(db, 'reminder', { customer_id, mail_id: null });
  await plant(db, 'customer_order', {
    id: order_id,
    number: 'ABCD-2345',
    source: 'shop',
    source_key: null,
    state: 'delivered',
    cancelled_because: null,
    currency: 'USD',
    quote: '{"applied": []}',
    customer_id,
    visitor_id,
    customer_key: email,
    email,
  });
  await plant(db, 'order_line', { order_id, sku: 'GEL', title: 'A gel' });
  await plant(db, 'money_entry', { order_id, currency: 'USD', reference: order_id });
  const attempt = { id: 'attempt-1', order_id, provider: 'test', provider_ref: 'bank-1', method: 'good' };
  await plant(db, 'payment_attempt', { ...attempt, state: 'paid' });
  await plant(db, 'refund', {
    id: 'refund-1',
    order_id,
    attempt_id: attempt.id,
    state: 'done',
    because: 'returned',
  });
  await plant(db, 'order_return', {
    id: 'return-1',
    order_id,
    state: 'refunded',
    lines: '[]',
    withheld: '[]',
  });
  await plant(db, 'order_note', { order_id });
  await plant(db, 'order_notice', { order_id, about: order_id });
  await plant(db, 'order_points', { order_id, customer_id });
  await plant(db, 'points_entry', { customer_id, order_id, points: 5 });
  await plant(db, 'offer_customer_use', { offer_id: 'ten', customer_key: email });
  await plant(db, 'offer_redemption', {
    order_id,
    offer_id: 'ten',
    customer_key: email,
    currency: 'USD',
    code_hash: null,
  });
  await plant(db, 'offer_exposure', { offer_id: 'ten', customer_key: email });
  const invitation_id = await plant(db, 'review_invitation', { customer: order_id });
  const review_id = await plant(db, 'review', {
    product_id: productId,
    invitation_id,
    source: 'shop',
    state: 'published',
    rejected_because: null,
  });
  await plant(db, 'review_reply', { review_id });
  await plant(db, 'review_decision', { review_id });
  const conversation_id = await plant(db, 'conversation', { visitor_id });
  await plant(db, 'conversation_message', { conversation_id });
  await plant(db, 'conversation_chunk', { run_id: await plant(db, 'conversation_run', { conversation_id }) });
  await plant(db, 'turn_feedback', { conversation_id });
  const ticket = { conversation_id, visitor_id, customer_id, email, claimed_by: null };
  const ticket_id = await plant(db, 'ticket', ticket);
  await plant(db, 'ticket_event', { ticket_id, person_id: null });
  await plant(db, 'open_question', { visitor_id, source: 'search', because: 'not-known', terms: ['oak'] });
  await plant(db, 'correction', { ticket_id, person_id: null });
  const cart_id = await plant(db, 'cart', { customer_id, visitor_id: null, owner: undefined });
  await plant(db, 'cart_line', { cart_id, sku: 'GEL' });
  await plant(db, 'mail_outbox', { recipient: email });
  await plant(db, 'sign_in_link', { subject: email });
  await plant(db, 'model_spend', { who: visitor_id });
  await plant(db, 'connector_order', { connector: 'erp', order_id, ref: 'there-1' });
  const endpoint = {
    id: randomUUID(),
    url: 'https://erp.example/',
    secret: 'whsec_',
    events: '{}',
    stopped_because: null,
  };
  await plant(db, 'webhook_endpoint', endpoint);
  const about = JSON.stringify({ order: order_id, why: MARK });
  await plant(db, 'webhook_message', { id: randomUUID(), endpoint_id: endpoint.id, about });
  await plant(db, 'event', {
    visitor_id,
    kind: 'payment-declined',
    data: JSON.stringify({ order: order_id, reason: MARK }),
  });
}
