import type { APIRoute } from 'astro';
import { problem } from '#src/http/problem.ts';
import { orderByNumber } from '#src/orders/order-store.ts';
import { dataFile, dataFormat } from '#src/page-data/data-file.ts';
import { exportOf } from '#src/personal-data/export.ts';
import { shop } from '#src/shop.ts';

/** Everything the shop holds of the person behind an order, for an owner who was asked for it. */
export const GET: APIRoute = async ({ params, locals, rewrite }) => {
  if (locals.person?.role !== 'owner')
    return problem(403, 'For owners', 'Only owners hand out or erase what is kept of a customer.');
  const { db, content, environment } = await shop();
  const format = dataFormat(params['format']);
  const order = await orderByNumber(db, (params['number'] ?? '').slice(0, 20));
  if (!format || !order?.email) return rewrite('/404');
  return dataFile(
    content.current().store.name,
    await exportOf(db, environment, { email: order.email }, new Date()),
    format,
  );
};
