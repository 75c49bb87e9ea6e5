import type { Client } from '#src/http/client.ts';
import { answerMcp } from '#src/protocols/mcp/endpoint.ts';
import type { Shop } from '#src/shop.ts';

export const SITE = 'https://tea.example';

/** A client at an address of documentation, by the shop's own name. */
export const clientOf = (host = 'tea.example', address = '192.0.2.7'): Client => ({
  address,
  scheme: 'https',
  host,
  isSecure: true,
  isProxied: true,
});

const MODERN = '2026-07-28';

export interface RpcAnswer {
  readonly status: number;
  readonly result?: Readonly<Record<string, unknown>> | undefined;
  readonly error?: { readonly code: number; readonly message: string } | undefined;
}

/** One message to the shop's endpoint, in the words of that revision. */
export async function rpc(
  shop: Shop,
  method: string,
  params: object = {},
  era: '2026-07-28' | '2025-11-25' = MODERN,
  client = clientOf(),
  token: string | null = null,
): Promise<RpcAnswer> {
  const name = (params as { name?: string; uri?: string }).name ?? (params as { uri?: string }).uri;
  const modern = era === MODERN;
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientInfo': { name: 'a test', version: '1' },
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const body = { jsonrpc: '2.0', id: 7, method, params: modern ? { ...params, _meta } : params };
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    'mcp-protocol-version': era,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    ...(modern ? { 'mcp-method': method, ...(name ? { 'mcp-name': name } : {}) } : {}),
  };
  const request = new Request(`${SITE}/mcp`, { method: 'POST', headers, body: JSON.stringify(body) });
  return answerOf(await answerMcp(shop, request, client));
}

/** The one message of an answer, as JSON or as the last event of a stream. */
export async function answerOf(response: Response): Promise<RpcAnswer> {
  const text = await response.text();
  const data = /^data: (.*)$/m.exec(text)?.[1] ?? text;
  const message = data.startsWith('{') ? (JSON.parse(data) as object) : {};
  return { ...message, status: response.status };
}

export type ToolAnswer = {
  readonly isError?: boolean;
  readonly content: readonly { readonly text: string }[];
  readonly structuredContent: Readonly<Record<string, never>> & { readonly session: string };
};

/** Calls a tool and answers its result; throws where the protocol refused the call. */
export async function callTool(
  shop: Shop,
  name: string,
  args: object,
  era: '2026-07-28' | '2025-11-25' = MODERN,
  token: string | null = null,
): Promise<ToolAnswer> {
  const { result, error } = await rpc(shop, 'tools/call', { name, arguments: args }, era, clientOf(), token);
  if (!result) throw new Error(error?.message ?? 'no answer');
  return result as unknown as ToolAnswer;
}
