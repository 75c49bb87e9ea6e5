import { setDetails } from '#src/carts/cart-choices.ts';
import { readDetails } from '#src/carts/read-details.ts';
import { tryShare } from '#src/http/rate-limit.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { placeOrder } from '#src/orders/place-order.ts';
import { seenOf } from '#src/orders/what-changed.ts';
import type { Money } from '#src/money/money.ts';
import { mayAgent, overBudget, releaseClaim } from '../agents/budget.ts';
import { shownInstrument } from './change-session.ts';
import { filledForTests, PATHS } from './destinations.ts';
import {
  errorMessage,
  outcome,
  protocolRefusal,
  type Answer,
  type Door,
  type Given,
  type Json,
  type Message,
  type Refused,
} from './door.ts';
import { orderedRecord } from './ordered-record.ts';
import { handlersOf, testCardPays } from './payment-handlers.ts';
import { takeOpen } from './session-operations.ts';
import { continueUrl, stand, type Standing } from './session-record.ts';
import type { CompleteBody, Instrument } from './session-schema.ts';
import { etagOf, keepAsked, noteOrder, type Session } from './session.ts';
import { undoOrder } from './settle-payment.ts';
import { tellNow } from './tell-agent.ts';

/**
 * Orders what a checkout holds and pays for it, by the verbs of the shop's own checkout: where prices, stock or offers are
 * not those that the agent was last told, nothing is ordered and it is told what changed.
 */
export async function completeCheckout(
  door: Door,
  body: CompleteBody,
  given: Given,
  { buyer = null, most = null }: Agreed = {},
): Promise<Answer> {
  const open = await takeOpen(door, 'checkout', given);
  if (!open.ok) return open;
  const taken = { session: withBuyer(open.session, buyer) };
  const { db, content, agent, address, payment, site, now } = door;
  const { store } = content;
  const { told } = taken.session.asked;
  const standing = await stand(door, taken.session);
  const { session, cart, quote } = standing;
  const fault = faultOf(door, standing);
  if (fault) return fault;
  if (most && (most.currency !== quote.total.currency || most.minor < quote.total.minor))
    return withMessages(door, session, 402, [
      errorMessage('payment_failed', 'It costs more than that payment is for.', 'recoverable', '$.payment'),
    ]);
  const { details } = cart;
  const read = details && readDetails(content, door.isTest ? filledForTests(details) : details);
  if (!read?.ok) return incomplete(read?.errors ?? {});
  const paying =
    body.payment_data ??
    body.payment?.instruments?.find((one) => one.selected) ??
    body.payment?.instruments?.[0];
  const method = methodOf(door, paying);
  if (method === 'unknown-handler')
    return outcome(
      400,
      errorMessage(
        'invalid_payment_handler',
        'That way to pay is none of this checkout.',
        'recoverable',
        '$.payment',
      ),
    );
  if (!mayAgent(store.agents, agent, 'buy'))
    return escalated(door, session, 'The merchant lets this agent fill a cart; a person orders it.');
  if (method === 'escalate')
    return escalated(door, session, 'The bank wants the buyer to confirm the payment.');
  const tried = await tryShare(db, 'order', { address, visitor: null }, now);
  if (!tried.ok)
    return protocolRefusal(
      429,
      'rate_limited',
      `There were many orders from there. Ask again in ${tried.retryAfterSeconds} s.`,
      {
        'retry-after': String(tried.retryAfterSeconds),
      },
    );
  const provider = payment;
  if (!provider)
    return outcome(409, errorMessage('payment_closed', 'The shop cannot be paid now.', 'unrecoverable'));
  const spending = { checkoutId: session.id, total: quote.total, locale: store.locale };
  const refusal = await overBudget(db, store.agents, agent, spending, now);
  if (refusal !== null) return escalated(door, session, refusal);
  await setDetails(db, session.visitorId, read.details);
  const seen = seenOf(quote, read.details);
  const placed = await placeOrder(
    db,
    content,
    {
      visitorId: session.visitorId,
      key: `${session.id}.${session.revision}`,
      seen: told ? { ...seen, total: told.total, lines: { ...told.lines } as typeof seen.lines } : seen,
      pays: { provider: provider.name, method },
    },
    now,
  );
  if (!placed.ok) {
    await releaseClaim(db, session.id);
    return notPlaced(door, session, placed);
  }
  const instruments = paying ? [shownInstrument(paying)] : [];
  const ordered = await noteOrder(
    db,
    await keepAsked(db, session, { ...session.asked, instruments, codes: cart.codes }),
    placed.orderId,
  );
  const paid = await payOrder(
    db,
    provider,
    { orderId: placed.orderId, method, returnUrl: site, started: placed.started },
    now,
  );
  if (paid.ok || placed.total.minor === 0) {
    void tellNow(door, ordered, now).catch(() => {}); // goes again with the others
    return {
      ok: true,
      status: 200,
      body: await orderedRecord(door, ordered),
      headers: { etag: etagOf(ordered) },
    };
  }
  const again = await undoOrder(door, ordered);
  const reason = paid.refusal === 'declined' ? paid.reason : 'The payment could not be made.';
  return withMessages(door, again, 402, [errorMessage('payment_failed', reason, 'recoverable', '$.payment')]);
}

/** What an agent says as it completes, beside how it pays. */
interface Agreed {
  /** Who buys, where that is said only now. */
  readonly buyer?: Json | null;
  /** What the payment is for at most. */
  readonly most?: Money | null;
}

const withBuyer = (session: Session, buyer: Json | null): Session =>
  buyer ? { ...session, asked: { ...session.asked, buyer: { ...session.asked.buyer, ...buyer } } } : session;

/** What has to be mended first, and is told without an order being tried. */
function faultOf(door: Door, { session, quote, record, status }: Standing): Refused | Answer | null {
  if (!quote.lines.length) return outcome(400, errorMessage('missing', 'There is nothing in it.'));
  const { asked } = session;
  if (asked.selectedDestination === null || !asked.selectedOption)
    return outcome(
      400,
      errorMessage(
        'missing',
        'Fulfillment address and option must be selected.',
        'recoverable',
        '$.fulfillment',
      ),
    );
  if (status === 'requires_escalation')
    return { ok: true, status: 200, body: record, headers: { etag: etagOf(session) } };
  const problems = (record['messages'] as readonly Message[]).filter(({ type }) => type === 'error');
  const [first, ...rest] = problems;
  if (status === 'ready_for_complete' || !first) return null;
  return door.release === '2026-01-11'
    ? outcome(first.code === 'item_unavailable' ? 409 : 400, first, ...rest)
    : { ok: true, status: 200, body: record, headers: { etag: etagOf(session) } };
}

function incomplete(errors: Readonly<Record<string, string>>): Refused {
  const [first, ...rest] = Object.entries(errors).map(([field, why]) =>
    errorMessage('missing', why, 'recoverable', PATHS[field] ?? '$.fulfillment'),
  );
  return outcome(400, first ?? errorMessage('missing', 'Say where it goes.'), ...rest);
}

/** What the test bank calls the way in which an instrument pays; a token that it does not know is declined. */
function methodOf({ payment, site }: Door, instrument: Instrument | undefined): string {
  const handlers = handlersOf(payment, site);
  if (!instrument || !handlers.some(({ id }) => id === instrument.handler_id)) return 'unknown-handler';
  const { token, number } = instrument.credential ?? {};
  if (number) return testCardPays(number) ? 'good' : 'declined';
  const named = (token ?? '').replace(/_token$/, '');
  return (
    { success: 'good', escalate: 'escalate', late: 'late', lost: 'lost', garbage: 'garbage' }[named] ??
    'declined'
  );
}

async function escalated(door: Door, session: Session, why: string): Promise<Answer> {
  const kept = await keepAsked(door.db, session, { ...session.asked, escalated: why });
  const { record } = await stand(door, kept);
  return { ok: true, status: 200, body: record, headers: { etag: etagOf(kept) } };
}

type NotPlaced = Extract<Awaited<ReturnType<typeof placeOrder>>, { ok: false }>;

async function notPlaced(door: Door, session: Session, placed: NotPlaced): Promise<Answer> {
  const messages =
    placed.refusal === 'changed'
      ? placed.changes.map((change) => errorMessage('changed', change, 'recoverable', '$.line_items'))
      : [
          placed.refusal === 'no-delivery'
            ? errorMessage('address_undeliverable', 'Nothing is sent there.', 'recoverable', '$.fulfillment')
            : errorMessage('missing', 'There is nothing that can be ordered.', 'recoverable', '$.line_items'),
        ];
  const [first = errorMessage('changed', 'It has changed.'), ...rest] = messages;
  return withMessages(door, session, 409, [first, ...rest]);
}

/** The first release tells by the status that nothing was ordered; later ones answer the checkout as it stands, with why. */
async function withMessages(
  door: Door,
  session: Session,
  status: number,
  messages: readonly [Message, ...Message[]],
): Promise<Answer> {
  if (door.release === '2026-01-11')
    return { ...outcome(status, ...messages), continueUrl: await continueUrl(door, session) };
  const { record } = await stand(door, session, messages);
  return {
    ok: true,
    status: 200,
    body: { ...record, status: 'incomplete' },
    headers: { etag: etagOf(session) },
  };
}
