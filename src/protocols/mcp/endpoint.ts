import { createMcpHandler } from '@modelcontextprotocol/server';
import { problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import type { Client } from '#src/http/client.ts';
import { log } from '#src/log/log.ts';
import type { Shop } from '#src/shop.ts';
import { accountOfRequest, challengeFor } from '../oauth/token-endpoint.ts';
import { admit } from '../agents/admit.ts';
import { foreignHost } from '../known-host.ts';
import { serverFor } from './server.ts';

const MOST_BYTES = 128 * 1024;

/**
 * Answers the Model Context Protocol over Streamable HTTP, revisions 2026-07-28 and 2025-11-25 from one handler. Host,
 * size, frequency, signature and shape are looked at before anything is made for the request.
 */
export async function answerMcp(shop: Shop, request: Request, client: Client): Promise<Response> {
  const foreign = foreignHost(shop.environment.SITE_URL, client);
  if (foreign) return foreign;
  const body = request.method === 'POST' ? await readBody(request, MOST_BYTES) : '';
  if (body === null) return problem(413, 'Too long', `A message has at most ${MOST_BYTES} bytes.`);
  const admitted = await admit(shop, { request, client, body }, new Date());
  if (!admitted.ok) {
    const { status, code, why, retryAfterSeconds } = admitted;
    return status === 429
      ? problem(429, 'A moment, please', why, { 'retry-after': String(retryAfterSeconds) })
      : problem(status, code, why);
  }
  const { agent } = admitted;
  const asker = { address: client.address, visitor: null };
  const account = await accountOfRequest(shop.db, request.headers.get('authorization'), new Date());
  if (account === 'refused')
    return problem(401, 'That token opens nothing', 'Link the account again, or send no token.', {
      ...challengeFor(shop.environment.SITE_URL, '/mcp'),
    });
  const fixtures = shop.environment.AGENT_TEST_SECRET ? await import('./fixtures/sessions.ts') : null;
  const make = serverFor({ shop, asker, agent, signal: request.signal, account }, fixtures);
  const handler = createMcpHandler(make, {
    ...(fixtures ? { bus: fixtures.testBus } : {}),
    onerror: (error) => log().debug({ err: error }, 'the protocol handler refused something'),
  });
  if (request.method !== 'POST')
    return (await fixtures?.withSession(request, undefined, make)) ?? handler.fetch(request);
  const parsed = jsonOf(body);
  if (Array.isArray(parsed))
    return rpcError(-32_600, 'One message a request: batches left the protocol with revision 2025-06-18.');
  if (parsed === undefined) return rpcError(-32_700, 'This is no JSON.');
  const { url, headers, signal } = request;
  const read = new Request(url, { method: 'POST', headers, body, signal });
  return (await fixtures?.withSession(read, parsed, make)) ?? handler.fetch(read, { parsedBody: parsed });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const rpcError = (code: number, message: string): Response =>
  Response.json({ jsonrpc: '2.0', id: null, error: { code, message } }, { status: 400 });
