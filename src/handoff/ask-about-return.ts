import { messagesOf } from '#src/messages/messages.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { returnsPolicy } from '#src/fulfilment/policies.ts';
import { tryWithin, type Limit } from '#src/http/rate-limit.ts';
import type { Order } from '#src/orders/order.ts';
import { neverReturned } from '#src/orders/never-returned.ts';
import { personDecides, returnable } from '#src/orders/return-rules.ts';
import { promiseText } from './answer-promise.ts';
import { openTicket } from './open-ticket.ts';

const ASKS: Limit = { name: 'order-ask', most: 3, perSeconds: 3600 };

export type ReturnAsked =
  { readonly ok: true; readonly promise: string } | { readonly ok: false; readonly reason: string };

/** Brings in a person about a return that the policy does not cover, and says when the answer comes. */
export async function askAboutReturn(
  db: Database,
  content: Pick<Content, 'handoff' | 'policies' | 'store'>,
  order: Order,
  visitorId: string | null,
  now: Date,
): Promise<ReturnAsked> {
  const { store } = content;
  const say = messagesOf(store.locale).order.returnAsked;
  const policy = returnsPolicy(content);
  const may = returnable(policy, order, now, store, await neverReturned(db, policy, order));
  if (may.ok) return { ok: false, reason: say.canBeSent };
  if (!personDecides(may)) return { ok: false, reason: may.reason };
  const tried = await tryWithin(db, ASKS, order.id, now);
  if (!tried.ok) return { ok: false, reason: say.already };
  const ticket = await openTicket(
    db,
    content,
    {
      rule: 'return-outside-policy',
      words: `I would like to send something of order ${order.number} back.`,
      reason: `A return that the policy does not cover. ${may.reason}`,
      visitorId,
      customerId: order.customerId,
      email: order.email,
    },
    now,
  );
  const when = promiseText(ticket, store, now);
  return { ok: true, promise: say.promise(ticket.email, when) };
}
