import { z } from 'zod';
import { enter, perform, type Asking, type Counter } from './ask.ts';
import type { Refused } from './door.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { CURRENT } from './releases.ts';

const callSchema = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().max(100),
  params: z.looseObject({}).optional(),
});
const metaSchema = z.looseObject({
  'ucp-agent': z.looseObject({ profile: z.string().max(2_000).optional() }).optional(),
  'idempotency-key': z.string().max(255).optional(),
  'if-match': z.string().max(100).optional(),
});

/**
 * The protocol's own binding to MCP: one call of JSON-RPC and one plain JSON answer, without a session. A tool may be
 * called by tools/call, or be the method itself. Batches are not taken: each call counts by itself.
 */
export async function answerJsonRpc(
  counter: Counter,
  asking: Asking,
  body: unknown,
  now: Date,
): Promise<Response> {
  if (asking.message.method !== 'POST')
    return reply(
      405,
      null,
      { error: { code: -32600, message: 'Send one call of JSON-RPC by POST.' } },
      { allow: 'POST' },
    );
  const call = callSchema.safeParse(body);
  if (!call.success)
    return reply(400, null, { error: { code: -32600, message: 'Not one call of JSON-RPC 2.0.' } });
  const { id = null, method, params = {} } = call.data;
  if (method === 'initialize')
    return reply(200, id, {
      result: {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: counter.content.store.name, version: CURRENT },
      },
    });
  if (method.startsWith('notifications/')) return new Response(null, { status: 202 });
  if (method === 'ping') return reply(200, id, { result: {} });
  const name = method === 'tools/call' ? String(params['name']) : method;
  const given = (method === 'tools/call' ? params['arguments'] : (params['arguments'] ?? params)) ?? {};
  const read = z
    .looseObject({ meta: metaSchema.optional(), id: z.string().max(300).optional() })
    .safeParse(given);
  if (!read.success)
    return reply(400, id, { error: { code: -32602, message: z.prettifyError(read.error).slice(0, 500) } });
  const { meta = {}, id: thing = '' } = read.data;
  const asked: Asking = {
    ...asking,
    named: meta['ucp-agent']?.profile ?? null,
    idempotencyKey: meta['idempotency-key'] ?? asking.idempotencyKey,
    ifMatch: meta['if-match'] ?? asking.ifMatch,
  };
  const door = await enter(counter, asked, now);
  if ('ok' in door) return reply(door.status, id, { error: faultOf(door) }, door.headers);
  const tools = OPERATIONS.filter(({ since }) => since <= asking.release);
  if (method === 'tools/list') return reply(200, id, { result: { tools: tools.map(toolOf) } });
  const operation = tools.find((one) => one.name === name);
  if (!operation)
    return reply(200, id, { error: { code: -32601, message: `There is no ${name.slice(0, 100)} here.` } });
  const given_ = operation.bodyAs ? read.data[operation.bodyAs] : null;
  const { status, text, headers } = await perform(door, operation, { id: thing, body: given_ }, asked);
  const answer = JSON.parse(text) as { readonly code?: string; readonly content?: string };
  if (status >= 400)
    return reply(
      status,
      id,
      {
        error: {
          code: status === 400 || status === 422 ? -32602 : -32000,
          message: answer.content ?? 'Not done',
          data: answer,
        },
      },
      headers,
    );
  return reply(
    200,
    id,
    { result: { structuredContent: answer, content: [{ type: 'text', text }] } },
    headers,
  );
}

/** Which of JSON-RPC's codes a refusal is. */
function faultOf({ status, messages: [{ code, content }] }: Refused) {
  const discovery = /^(?:profile_|version_|invalid_profile)/.test(code);
  return {
    code: discovery ? -32001 : status === 400 ? -32600 : -32000,
    message: content,
    data: { code, content },
  };
}

/** A tool as it is listed; its input by the same schema that reads it. */
export const toolOf = ({ name, description, bodyAs, takesId, schema, changes }: Operation) => ({
  name,
  description,
  inputSchema: {
    type: 'object',
    required: ['meta', ...(takesId ? ['id'] : []), ...(bodyAs ? [bodyAs] : [])],
    properties: {
      meta: {
        type: 'object',
        properties: {
          'ucp-agent': { type: 'object', properties: { profile: { type: 'string' } }, required: ['profile'] },
          'idempotency-key': { type: 'string' },
        },
      },
      ...(takesId ? { id: { type: 'string' } } : {}),
      ...(bodyAs ? { [bodyAs]: z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) } : {}),
    },
  },
  annotations: { readOnlyHint: !changes, openWorldHint: false },
});

const reply = (
  status: number,
  id: string | number | null,
  outcome: Readonly<Record<string, unknown>>,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify({ jsonrpc: '2.0', id, ...outcome }), {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
