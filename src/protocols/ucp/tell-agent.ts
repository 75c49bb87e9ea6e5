import { json } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { orderById } from '#src/orders/order-store.ts';
import type { AgentMessage } from '#src/webhooks/send-webhooks.ts';
import { sendWebhooks } from '#src/webhooks/send-webhooks.ts';
import { signRequest } from '../agents/shop-key.ts';
import { asOfJanuary } from './january.ts';
import { orderRecord } from './order-record.ts';
import type { Session } from './session.ts';

/** What the first release calls what happened. */
const JANUARY: Readonly<Record<string, string>> = {
  'order.paid': 'order_placed',
  'order.sent': 'order_shipped',
  'order.delivered': 'order_delivered',
  'order.cancelled': 'order_canceled',
  'order.returned': 'order_adjusted',
};

/** What an agent is told of its order: the order as it stands, signed by the shop's key (RFC 9421). */
export const agentMessage =
  (site: string): AgentMessage =>
  async (db, { id, kind, orderId, happenedAt }, url, now) => {
    const order = await orderById(db, orderId);
    const session = order && (await sessionBehind(db, order.id));
    if (!order || !session) return null; // it came to nothing, and the checkout goes on
    const record = await orderRecord({ db, site, now }, session, order);
    const { release } = session.asked;
    const whole = { ucp: { version: release, status: 'success' }, ...record };
    const body = JSON.stringify(
      release === '2026-01-11'
        ? {
            event_type: JANUARY[kind] ?? kind,
            event_id: id,
            created_time: happenedAt.toISOString(),
            checkout_id: session.id,
            order: asOfJanuary({ ...whole, ucp: { version: release, capabilities: [] } }, 'order', []),
          }
        : whole,
    );
    const headers = {
      'content-type': 'application/json',
      'ucp-agent': `profile="${site}/.well-known/ucp"`,
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(happenedAt.getTime() / 1000)),
    };
    return { headers: await signRequest(db, { method: 'POST', url, headers, body }, now), body };
  };

async function sessionBehind(db: Database, orderId: string): Promise<Pick<Session, 'id' | 'asked'> | null> {
  const { rows } = await rowsOf({ ...columns('agent_session', 'id'), asked: json<Session['asked']>() })`
    select id, asked from agent_session where order_id = ${orderId} and handed_to is null`.execute(db);
  return rows[0] ?? null;
}

/** Tells an agent now what waits to be told, instead of within some seconds; what fails goes again with the others. */
export async function tellNow(
  { db, site, anyHost }: { readonly db: Database; readonly site: string; readonly anyHost: boolean },
  { endpointId, orderId }: Pick<Session, 'endpointId' | 'orderId'>,
  now: Date,
): Promise<void> {
  if (endpointId === null || orderId === null) return;
  await sendWebhooks(db, { anyHost, agentMessage: agentMessage(site), only: { endpointId, orderId } }, now);
}
