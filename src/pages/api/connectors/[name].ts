import type { APIRoute } from 'astro';
import { configuredConnectors } from '#src/connectors/configured.ts';
import { noteWanted } from '#src/connectors/sync.ts';
import { problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import { shop } from '#src/shop.ts';

const MOST_BYTES = 5_000_000;
const PING = /^webhook_id=\d{1,10}$/; // WooCommerce asks so, unsigned, whether anybody is there

/** Another shop says that something has changed there; it is believed only so far that one looks. */
export const POST: APIRoute = async ({ params, request }) => {
  const { db, environment } = await shop();
  const connector = configuredConnectors(environment).find(({ name }) => name === params['name']);
  if (!connector) return problem(404, 'No such address', 'This shop is not connected with such a shop.');
  const body = await readBody(request, MOST_BYTES);
  if (body !== null && PING.test(body)) return new Response(null, { status: 200 });
  if (body === null || !connector.isSigned(body, (name) => request.headers.get(name)))
    return problem(401, 'Not signed', 'The message does not carry a signature of that shop.');
  await noteWanted(db, connector.name, new Date());
  return new Response(null, { status: 200 });
};
