import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { markDelivered, markSent } from '#src/orders/fulfil-order.ts';
import { giveBack } from '#src/orders/give-back.ts';
import { orderById } from '#src/orders/order-store.ts';
import { errorMessage, info, outcome, protocolRefusal, type Answer, type Door } from './door.ts';
import { getOrder } from './get-order.ts';
import { sessionOfOrder } from './session.ts';

const HOOK = /^\/testing\/([\w-]+)(?:\/([^/]+))?$/;

const changesSchema = z.looseObject({
  fulfillment: z
    .looseObject({
      events: z
        .array(
          z.looseObject({
            id: z.string(),
            type: z.string(),
            tracking_number: z.string().optional(),
            carrier: z.string().optional(),
          }),
        )
        .optional()
        .nullable(),
    })
    .optional(),
  adjustments: z
    .array(
      z.looseObject({
        id: z.string(),
        type: z.string(),
        status: z.enum(['pending', 'completed', 'failed']),
        amount: z.int().optional(),
        totals: z.array(z.looseObject({ type: z.string(), amount: z.int() })).optional(),
        description: z.string().max(200).optional(),
      }),
    )
    .optional()
    .nullable(),
});

const isSecret = (said: string | null, secret: string): boolean => {
  const [a, b] = [Buffer.from(said ?? ''), Buffer.from(secret)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/**
 * What a suite of tests asks the merchant's side to do: each by the verb that the merchant uses. Null for any other address.
 * Mounted only in a demonstration with a secret for it.
 */
export async function runHook(
  door: Door,
  secret: string,
  asked: {
    readonly method: string;
    readonly path: string;
    readonly body: unknown;
    readonly said: string | null;
  },
): Promise<Answer | null> {
  const [, hook, id = ''] = HOOK.exec(asked.path) ?? [];
  const [, orderId] = /^\/orders\/([^/]+)$/.exec(asked.path) ?? [];
  if (asked.method === 'PUT' && orderId) return changeOrder(door, orderId, asked.body);
  if (asked.method !== 'POST' || !hook) return null;
  if (!isSecret(asked.said, secret)) return protocolRefusal(403, 'forbidden', 'Send Simulation-Secret.');
  const { db, content, now } = door;
  switch (hook) {
    case 'simulate-shipping':
      await markSent(db, id, { carrier: null, tracking: `TEST-${id.slice(0, 8)}` }, now);
      return orderNow(door, id);
    case 'simulate-delivery':
      await markDelivered(db, content, id, now);
      return orderNow(door, id);
    case 'simulate-adjustment':
      return changeOrder(door, id, {
        adjustments: [
          {
            id: `test ${now.getTime()}`,
            type: 'refund',
            status: 'pending',
            ...(asked.body as object | null),
          },
        ],
      });
    case 'mint-token': {
      const { outcome: wanted = 'success' } = z
        .looseObject({ outcome: z.string().max(20).optional() })
        .parse(asked.body ?? {});
      return {
        ok: true,
        status: 200,
        body: { token: `${wanted}_token`, messages: [info('test', 'Of the test bank.')] },
      };
    }
    default:
      return null;
  }
}

const orderNow = (door: Door, id: string): Promise<Answer> => getOrder(door, { id, ifMatch: null });

/** What a suite writes into an order: a parcel that has left is marked as sent, money to give back is given back. */
async function changeOrder(door: Door, id: string, body: unknown): Promise<Answer> {
  const parsed = changesSchema.safeParse(body);
  if (!parsed.success) return protocolRefusal(422, 'invalid', z.prettifyError(parsed.error).slice(0, 500));
  const { db, payment, now } = door;
  const order = (await sessionOfOrder(db, id, door.agent)) && (await orderById(db, id));
  if (!order) return outcome(404, errorMessage('not_found', 'There is no such order.', 'unrecoverable'));
  const shipped = parsed.data.fulfillment?.events?.find(({ type }) => type === 'shipped');
  if (shipped && order.state === 'paid')
    await markSent(
      db,
      id,
      { carrier: shipped.carrier ?? null, tracking: shipped.tracking_number ?? null },
      now,
    );
  for (const { id: reference, amount, totals, description } of parsed.data.adjustments ?? []) {
    const minor = Math.abs(amount ?? totals?.find(({ type }) => type === 'total')?.amount ?? 0);
    if (!payment || minor === 0) continue;
    const given = await giveBack(db, payment, id, { minor, reason: description ?? '', reference }, now);
    if (!given.ok) return outcome(409, errorMessage('too_much', 'More than there is to give back.'));
  }
  return orderNow(door, id);
}
