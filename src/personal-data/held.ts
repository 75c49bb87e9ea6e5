import { sql, type RawBuilder } from 'kysely';
import type { Tables } from '#src/database/schema.ts';
import type { Person } from './person.ts';

/**
 * What becomes of a person's rows: `goes` and is deleted; goes `along` with what it belongs to, or with the uses and
 * reviews that are put right; `stays` as it is, since it names nobody; or columns are set and the rest stays, as the
 * law of bookkeeping asks.
 */
type Becomes = 'goes' | 'along' | 'stays' | RawBuilder<unknown>;

export interface Held {
  readonly table: keyof Tables;
  /** As the person reads it. */
  readonly title: string;
  /** Which rows are theirs, over the table's own name. */
  readonly whose: RawBuilder<unknown>;
  readonly becomes: Becomes;
  /** Columns that are no word about the person but a key of the shop. */
  readonly hidden?: readonly string[];
}

/**
 * Every table that holds anything of a person, in the order in which it can be erased. The one list behind the export
 * and the erasure; a test holds it against the schema.
 */
export function held({ email, customerId, visitors, orders }: Person): readonly Held[] {
  const browser = sql`visitor_id = any(${[...visitors]}::text[])`;
  const customer = sql`customer_id = ${customerId}::text`;
  const order = sql`order_id = any(${[...orders]}::text[])`;
  const key = sql`customer_key in (${email}::text, ${customerId}::text)`;
  const talk = sql`conversation_id in (select id from conversation where ${browser})`;
  const ticket = sql`(${customer} or ${browser} or lower(email) = ${email}::text)`;
  const agents = sql`(${browser} or lower(asked -> 'buyer' ->> 'email') = ${email}::text)`;
  const cart = sql`(${customer} or ${browser} or details ->> 'email' = ${email}::text)`;
  const invitation = sql`select id from review_invitation where customer = any(${[...orders]}::text[])`;
  const review = sql`review_id in (select id from review where invitation_id in (${invitation}))`;
  return [
    { table: 'customer', title: 'Account', whose: sql`id = ${customerId}::text`, becomes: 'along' },
    { table: 'customer_consent', title: 'What you agreed to', whose: customer, becomes: 'along' },
    {
      table: 'account_link_token',
      title: 'Keys of programs that see your account',
      whose: sql`link_id in (select id from account_link where ${customer})`,
      becomes: 'along',
      hidden: ['hash', 'challenge'],
    },
    { table: 'account_link', title: 'Programs that see your account', whose: customer, becomes: 'along' },
    { table: 'visitor_customer', title: 'Browsers you signed in with', whose: customer, becomes: 'along' },
    {
      table: 'customer_order',
      title: 'Orders',
      whose: sql`id = any(${[...orders]}::text[])`,
      becomes: sql`email = null, address = null, customer_id = null, customer_key = null, visitor_id = null,
        idempotency_key = null, carrier = null, tracking = null`,
      hidden: ['idempotency_key'],
    },
    { table: 'order_line', title: 'What you ordered', whose: order, becomes: 'stays' },
    {
      table: 'money_entry',
      title: 'What was owed and paid',
      whose: order,
      becomes: sql`note = ''`,
    },
    {
      table: 'payment_attempt',
      title: 'Payments',
      whose: order,
      becomes: sql`redirect_url = null, error = null`,
    },
    { table: 'refund', title: 'Money given back', whose: order, becomes: sql`error = null` },
    { table: 'order_return', title: 'Returns', whose: order, becomes: sql`reason = ''` },
    {
      table: 'connector_order',
      title: 'Orders that were brought to another shop',
      whose: order,
      becomes: 'stays',
    },
    { table: 'order_note', title: 'What the team wrote down about orders', whose: order, becomes: 'goes' },
    { table: 'order_notice', title: 'What you were told of orders', whose: order, becomes: 'stays' },
    { table: 'order_points', title: 'Points of orders', whose: customer, becomes: 'along' },
    { table: 'points_entry', title: 'Points', whose: customer, becomes: 'along' },
    { table: 'loyalty_member', title: 'Rewards', whose: customer, becomes: 'along' },
    { table: 'offer_customer_use', title: 'Offers you used', whose: key, becomes: 'along' },
    {
      table: 'offer_redemption',
      title: 'Offers of orders',
      whose: sql`(${key} or ${order})`, // what is for a first time stands under a hash, and is theirs by its order
      becomes: 'along',
      hidden: ['code_hash'],
    },
    { table: 'offer_exposure', title: 'Offers meant for you', whose: key, becomes: 'along' },
    { table: 'review', title: 'Reviews', whose: sql`invitation_id in (${invitation})`, becomes: 'along' },
    { table: 'review_reply', title: 'Answers to reviews', whose: review, becomes: 'along' },
    { table: 'review_decision', title: 'Decisions about reviews', whose: review, becomes: 'along' },
    {
      table: 'review_invitation',
      title: 'Invitations to review',
      whose: sql`id in (${invitation})`,
      becomes: 'along',
    },
    { table: 'conversation', title: 'Conversations', whose: browser, becomes: 'along' },
    { table: 'conversation_message', title: 'What was said in them', whose: talk, becomes: 'along' },
    { table: 'conversation_run', title: 'Answers that were given', whose: talk, becomes: 'along' },
    {
      table: 'conversation_chunk',
      title: 'Answers as they were sent',
      whose: sql`run_id in (select id from conversation_run where ${talk})`,
      becomes: 'along',
    },
    { table: 'turn_feedback', title: 'What you thought of answers', whose: talk, becomes: 'along' },
    {
      table: 'correction',
      title: 'Answers put right',
      whose: sql`(ticket_id in (select id from ticket where ${ticket}) or exists (select 1 from conversation c
        where c.${browser} and starts_with(correction.id, 'thumb-' || c.id || '-')))`,
      becomes: 'goes',
    },
    {
      table: 'ticket_event',
      title: 'What was done with questions to a person',
      whose: sql`ticket_id in (select id from ticket where ${ticket})`,
      becomes: 'goes',
    },
    {
      table: 'open_question',
      title: 'Questions the shop had no answer to',
      whose: browser,
      becomes: 'goes',
      hidden: ['terms'],
    },
    { table: 'ticket', title: 'Questions to a person', whose: ticket, becomes: 'goes' },
    { table: 'customer_hold', title: 'Open matters', whose: customer, becomes: 'along' },
    { table: 'reminder', title: 'Reminders', whose: customer, becomes: 'along' },
    {
      table: 'dismissed_suggestion',
      title: 'What is not to be suggested to you',
      whose: sql`(${customer} or ${browser})`,
      becomes: 'goes',
    },
    { table: 'replenishment_choice', title: 'Choices about reminders', whose: customer, becomes: 'along' },
    { table: 'customer_subscription', title: 'What comes by itself', whose: customer, becomes: 'along' },
    {
      table: 'back_office_request',
      title: 'What programs were answered about you',
      // An answer names them by their address, by an order or by what an agent keeps for them; ids stand in it as whole strings.
      whose: sql`(strpos(lower(body), '"' || ${email}::text || '"') > 0
        or exists (select from unnest(${[...orders]}::text[]) as o (id) where strpos(body, '"' || o.id || '"') > 0)
        or exists (select from agent_session s where ${agents} and strpos(body, '"' || s.id || '"') > 0))`,
      becomes: 'goes',
      hidden: ['key_id', 'idempotency_key', 'request_hash'],
    },
    {
      table: 'agent_session',
      title: 'Carts and checkouts that an agent kept for you',
      whose: agents,
      becomes: 'goes',
    },
    {
      table: 'agent_destination',
      title: 'Addresses that an agent gave for you',
      whose: sql`email = ${email}::text`,
      becomes: 'goes',
    },
    {
      table: 'cart_line',
      title: 'What lies in the cart',
      whose: sql`cart_id in (select id from cart where ${cart})`,
      becomes: 'goes',
    },
    { table: 'cart', title: 'Cart', whose: cart, becomes: 'goes' },
    { table: 'mail_outbox', title: 'E-mails', whose: sql`recipient = ${email}::text`, becomes: 'goes' },
    {
      table: 'sign_in_link',
      title: 'Links to sign in',
      whose: sql`(purpose <> 'studio' and subject = ${email}::text)`,
      becomes: 'goes',
      hidden: ['token_hash'],
    },
    {
      table: 'model_spend',
      title: 'Words a language model has read for you',
      whose: sql`who = any(${[...visitors]}::text[])`,
      becomes: 'goes',
    },
    {
      table: 'webhook_message',
      title: 'What other programs are told of orders',
      whose: sql`about ->> 'order' = any(${[...orders]}::text[])`,
      becomes: 'goes',
    },
    {
      table: 'event',
      title: 'What happened',
      whose: sql`(${browser} or data ->> 'order' = any(${[...orders]}::text[]))`,
      becomes: sql`visitor_id = null, data = data - 'reason' - 'why'`,
    },
  ];
}
