import type { APIRoute } from 'astro';
import { textStream } from '#src/http/stream.ts';
import { ordersCsv } from '#src/orders/orders-csv.ts';
import type { OrderState } from '#src/orders/order.ts';
import { shop } from '#src/shop.ts';

const STATES: readonly OrderState[] = ['awaiting-payment', 'paid', 'sent', 'delivered', 'cancelled'];

/** The orders of a state, or all, as a file for a spreadsheet. */
export const GET: APIRoute = async ({ url }) => {
  const { db } = await shop();
  const state = STATES.find((one) => one === url.searchParams.get('state')) ?? null;
  return new Response(textStream(ordersCsv(db, { since: null, state })), {
    headers: {
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': `attachment; filename="orders${state ? `-${state}` : ''}.csv"`,
    },
  });
};
