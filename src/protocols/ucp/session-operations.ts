import { cartOf } from '#src/carts/cart-store.ts';
import type { Database } from '#src/database/database.ts';
import { mayOpenCart } from '../agents/budget.ts';
import { agentEndpoint } from './agent-endpoint.ts';
import { changeSession } from './change-session.ts';
import {
  errorMessage,
  outcome,
  protocolRefusal,
  type Answer,
  type Door,
  type Given,
  type Refused,
} from './door.ts';
import { orderedRecord } from './ordered-record.ts';
import { continueUrl, stand } from './session-record.ts';
import type { SessionBody } from './session-schema.ts';
import {
  cancelSession,
  checkoutOfCart,
  etagOf,
  handedOrder,
  keepAsked,
  openSession,
  sessionFor,
  takeSession,
  type Session,
  type SessionKind,
} from './session.ts';
import { settlePayment } from './settle-payment.ts';

/** Opens a cart or checkout with what the agent sent. Nothing is left behind where nothing of it can be had. */
export async function createSession(door: Door, kind: SessionKind, body: SessionBody): Promise<Answer> {
  const { db, content, agent, now } = door;
  if (!(await mayOpenCart(db, content.store.agents, agent, now)))
    return protocolRefusal(429, 'too_many_open', 'Finish or cancel some of the carts that are open first.', {
      'retry-after': '600',
    });
  const from = body.cart_id === undefined ? null : await sessionFor(db, 'cart', body.cart_id, agent);
  if (body.cart_id !== undefined && !from)
    return outcome(404, errorMessage('not_found', 'There is no such cart.', 'unrecoverable'));
  const begun = from && (await checkoutOfCart(db, from.id, now));
  const open = begun ? await sessionFor(db, 'checkout', begun, agent) : null;
  if (open) return answerOf(door, open, 200);
  if (!from && !body.line_items?.length)
    return protocolRefusal(
      door.release === '2026-01-11' ? 422 : 400,
      'invalid',
      'line_items: name what is wanted.',
    );
  const endpointId = kind === 'checkout' ? await agentEndpoint(door) : null;
  const session = await openSession(
    db,
    kind,
    agent,
    { release: door.release, cartId: from?.id ?? null, endpointId },
    now,
  );
  const given = from ? { ...body, ...(await contentsOf(db, from)) } : body;
  const changed = await changeSession(door, session, given);
  if (!changed.ok) {
    await cancelSession(db, session, now);
    return changed;
  }
  const kept = await keepAsked(db, session, changed.asked);
  return answerOf(door, kept, 201, changed.notes);
}

/** What a checkout takes from the cart that it is made of. */
async function contentsOf(db: Database, from: Session): Promise<Partial<SessionBody>> {
  const { lines, codes } = await cartOf(db, from.visitorId);
  const { buyer, context, attribution } = from.asked;
  return {
    line_items: lines.map(({ variant, quantity }) => ({ item: { id: variant.sku }, quantity })),
    discounts: { codes: [...codes] },
    ...(buyer ? { buyer } : {}),
    ...(context ? { context } : {}),
    ...(attribution ? { attribution: attribution as Record<string, string> } : {}),
  };
}

const answerOf = async (
  door: Door,
  session: Session,
  status: number,
  notes: Parameters<typeof stand>[2] = [],
): Promise<Answer> => ({
  ok: true,
  status,
  body: (await stand(door, session, notes)).record,
  headers: { etag: etagOf(session) },
});

const GONE: Readonly<Record<SessionKind, string>> = {
  cart: 'There is no such cart.',
  checkout: 'There is no such checkout.',
};

/** The session as it stands: open, finished by an order, or over. */
export async function getSession(door: Door, kind: SessionKind, { id }: Given): Promise<Answer> {
  const found = await sessionFor(door.db, kind, id, door.agent);
  if (!found) return notFound(kind);
  const session = await settlePayment(door, await handedOrder(door.db, found));
  if (session.orderId !== null) return { ok: true, status: 200, body: await orderedRecord(door, session) };
  if (isOver(session, door.now)) return { ok: true, status: 200, body: await canceledRecord(door, session) };
  return answerOf(door, session, 200);
}

const notFound = (kind: SessionKind): Refused =>
  outcome(404, errorMessage('not_found', GONE[kind], 'unrecoverable'));

const isOver = ({ canceledAt, expiresAt }: Session, now: Date): boolean =>
  canceledAt !== null || expiresAt <= now;

async function canceledRecord(door: Door, session: Session) {
  const { record } = await stand(door, session);
  const { continue_url: _continue, ...rest } = record;
  return { ...rest, ...(session.kind === 'checkout' ? { status: 'canceled' } : {}), messages: [] };
}

/** The session where it may be changed now, taken for that change; else why not. */
export async function takeOpen(
  door: Door,
  kind: SessionKind,
  { id, ifMatch }: Given,
): Promise<{ readonly ok: true; readonly session: Session } | Refused> {
  const found = await sessionFor(door.db, kind, id, door.agent);
  if (!found) return notFound(kind);
  const session = await settlePayment(door, await handedOrder(door.db, found));
  if (session.orderId !== null)
    return outcome(409, errorMessage('already_completed', 'It has been ordered already.', 'unrecoverable'));
  if (session.canceledAt !== null)
    return outcome(409, errorMessage('already_canceled', 'It was cancelled already.', 'unrecoverable'));
  if (session.expiresAt <= door.now)
    return outcome(409, errorMessage('expired', 'It has expired; begin a new one.', 'unrecoverable'));
  if (session.handedTo !== null)
    return {
      ...outcome(
        409,
        errorMessage('handed_over', 'The buyer goes on with it at the shop.', 'requires_buyer_input'),
      ),
      continueUrl: await continueUrl(door, session),
    };
  if (
    ifMatch !== null &&
    ifMatch !== '*' &&
    !ifMatch.split(',').some((one) => one.trim() === etagOf(session))
  )
    return protocolRefusal(412, 'changed_meanwhile', 'It was changed since you looked. Get it again.', {
      etag: etagOf(session),
    });
  const taken = await takeSession(door.db, session);
  return taken
    ? { ok: true, session: taken }
    : protocolRefusal(409, 'changed_meanwhile', 'It is being changed by another asking. Get it again.');
}

export async function updateSession(
  door: Door,
  kind: SessionKind,
  body: SessionBody,
  given: Given,
): Promise<Answer> {
  const taken = await takeOpen(door, kind, given);
  if (!taken.ok) return taken;
  const changed = await changeSession(door, taken.session, body);
  if (!changed.ok) return changed;
  return answerOf(door, await keepAsked(door.db, taken.session, changed.asked), 200, changed.notes);
}

/** Ends a session. */
export async function endSession(door: Door, kind: SessionKind, given: Given): Promise<Answer> {
  const taken = await takeOpen(door, kind, given);
  if (!taken.ok) return taken;
  const canceled = await cancelSession(door.db, taken.session, door.now);
  return { ok: true, status: 200, body: await canceledRecord(door, canceled) };
}
