import { orderById } from '#src/orders/order-store.ts';
import { errorMessage, outcome, type Answer, type Door, type Given } from './door.ts';
import { orderRecord } from './order-record.ts';
import { sessionOfOrder } from './session.ts';

/** An order that this agent placed; of others it is not told whether there are any. */
export async function getOrder(door: Door, { id }: Given): Promise<Answer> {
  const session = await sessionOfOrder(door.db, id, door.agent);
  const order = session && (await orderById(door.db, id));
  if (!session || !order || order.state === 'awaiting-payment')
    return outcome(404, errorMessage('not_found', 'There is no such order.', 'unrecoverable'));
  return { ok: true, status: 200, body: await orderRecord(door, session, order) };
}
