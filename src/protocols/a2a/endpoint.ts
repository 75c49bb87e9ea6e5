import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Client } from '#src/http/client.ts';
import { problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import type { Shop } from '#src/shop.ts';
import { absolute } from '#src/structured-data/json-ld.ts';
import { admit, isCartTooMany } from '../agents/admit.ts';
import type { Agent } from '../agents/agent.ts';
import { mayAgent } from '../agents/budget.ts';
import { continuePath, newSession, readSession } from '../agent-session.ts';
import { askAssistant } from '../asked.ts';
import { foreignHost } from '../known-host.ts';

const MOST_BYTES = 32 * 1024;
const callSchema = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.union([z.string(), z.number(), z.null()]).optional(),
  method: z.string().max(100),
  params: z.unknown().optional(),
});
const sendSchema = z.looseObject({
  message: z.looseObject({
    messageId: z.string().min(1).max(200),
    role: z.literal('ROLE_USER'),
    contextId: z.string().max(800).optional(),
    parts: z
      .array(z.looseObject({ text: z.string().max(2_000).optional() }))
      .min(1)
      .max(20),
  }),
});

// Of the protocol, https://a2a-protocol.org/v1.0.0/specification: what stands below -32000 is its own.
const CODES = {
  unreadable: -32_700,
  noCall: -32_600,
  noMethod: -32_601,
  badParams: -32_602,
  refused: -32_000,
};
const NO_TASK = -32_001;
const UNSUPPORTED = -32_004;
const NO_TEXT = -32_005;
const OTHER_VERSION = -32_009;
const TASKS = new Set(['GetTask', 'CancelTask', 'SubscribeToTask']);
const NOT_HERE = /^(?:SendStreamingMessage|ListTasks|GetExtendedAgentCard|\w+TaskPushNotificationConfigs?)$/;

/**
 * Answers Agent2Agent 1.0 over JSON-RPC: a message is a turn of the shop's conversation, and the answer is a message. Its
 * context hands on whose cart it is and which conversation. Every answer is whole at once, so there are no tasks.
 */
export async function answerA2a(shop: Shop, request: Request, client: Client): Promise<Response> {
  const foreign = foreignHost(shop.environment.SITE_URL, client);
  if (foreign) return foreign;
  if (request.method !== 'POST')
    return problem(405, 'By POST', 'Send one call of JSON-RPC by POST.', { allow: 'POST' });
  const body = await readBody(request, MOST_BYTES);
  if (body === null) return problem(413, 'Too long', `A message has at most ${MOST_BYTES} bytes.`);
  const admitted = await admit(shop, { request, client, body }, new Date());
  if (!admitted.ok) {
    const { status, why, code, retryAfterSeconds } = admitted;
    const wait: Record<string, string> =
      retryAfterSeconds === null ? {} : { 'retry-after': String(retryAfterSeconds) };
    return failed(null, CODES.refused, `${code}: ${why}`, status, wait);
  }
  const json = jsonOf(body);
  if (json === undefined) return failed(null, CODES.unreadable, 'This is no JSON.', 400);
  const call = callSchema.safeParse(json);
  if (!call.success) return failed(null, CODES.noCall, 'Not one call of JSON-RPC 2.0.', 400);
  const { id = null, method, params } = call.data;
  const version = request.headers.get('a2a-version') ?? '';
  if (version && !/^1\.0(?:\.|$)/.test(version)) return failed(id, OTHER_VERSION, '1.0 is spoken here.');
  if (TASKS.has(method)) return failed(id, NO_TASK, 'There are no tasks: every answer is whole at once.');
  if (NOT_HERE.test(method)) return failed(id, UNSUPPORTED, `${method} is not offered, as the card says.`);
  if (method !== 'SendMessage') return failed(id, CODES.noMethod, 'There is no such method.');
  const sent = sendSchema.safeParse(params);
  if (!sent.success) return failed(id, CODES.badParams, z.prettifyError(sent.error).slice(0, 500));
  const text = sent.data.message.parts.flatMap((part) => part.text ?? []).join('\n');
  if (!text.trim()) return failed(id, NO_TEXT, 'Say it in a part with text.');
  if (!mayAgent(shop.content.current().store.agents, admitted.agent, 'search'))
    return failed(id, CODES.refused, 'agent_not_allowed: the merchant lets other agents ask here.', 403);
  const said = await answer(shop, admitted.agent, client, {
    text: text.slice(0, 2_000),
    contextId: sent.data.message.contextId ?? '',
    signal: request.signal,
  });
  return said ? reply(id, { result: { message: said } }) : failed(id, CODES.badParams, 'No such context.');
}

async function answer(
  shop: Shop,
  agent: Agent,
  { address }: Client,
  { text, contextId, signal }: { text: string; contextId: string; signal: AbortSignal },
) {
  const [conversation = '', session = ''] = contextId.split('~');
  const given = contextId ? await readSession(shop.db, session) : undefined;
  if (given === null || !/^[\w-]{0,64}$/.test(conversation)) return null;
  const own = given ?? (await newSession(shop.db));
  const asker = { address, visitor: null };
  const { visitorId } = own;
  const asked = await askAssistant(shop, {
    visitorId,
    asker,
    conversation: conversation || null,
    text,
    signal,
  });
  const { db, content, environment } = shop;
  const now = new Date();
  const isTooMany =
    !given && (await isCartTooMany(db, content.current().store.agents, agent, visitorId, now));
  const checkout = absolute(environment.SITE_URL, await continuePath(db, visitorId, now));
  const { answer: words, products, sources } = asked;
  return {
    messageId: randomUUID(),
    role: 'ROLE_AGENT',
    ...(isTooMany ? {} : { contextId: `${asked.conversation}~${own.session}` }),
    parts: [
      { text: isTooMany ? 'As many carts as the merchant allows have been begun today.' : words },
      ...(isTooMany ? [] : [{ data: { products, sources, checkout }, mediaType: 'application/json' }]),
    ],
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

type Id = string | number | null;
const reply = (
  id: Id,
  outcome: object,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  Response.json(
    { jsonrpc: '2.0', id, ...outcome },
    { status, headers: { 'cache-control': 'no-store', ...headers } },
  );
const failed = (
  id: Id,
  code: number,
  message: string,
  status = 200,
  headers: Readonly<Record<string, string>> = {},
): Response => reply(id, { error: { code, message } }, status, headers);
