import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How a provider can fail a turn; `refused` is a port that nobody listens on. */
export const FAULTS = [
  'refused',
  'silent',
  'stalls',
  'cut',
  'over-limit',
  'error',
  'garbage',
  'endless',
] as const;
export type Fault = (typeof FAULTS)[number];

export interface FaultServer {
  /** The address under which every request meets the fault. */
  url(fault: Fault): string;
  close(): Promise<void>;
}

const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ id: `x-${crypto.randomUUID()}`, object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const call = (query: string): string =>
  chunk({
    role: 'assistant',
    content: null,
    tool_calls: [
      {
        index: 0,
        id: `call_${crypto.randomUUID()}`,
        type: 'function',
        function: { name: 'search_products', arguments: JSON.stringify({ query }) },
      },
    ],
  });

/** A server that speaks OpenAI's protocol badly; it remembers nothing of what it is sent. */
export async function faultServer(): Promise<FaultServer> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => fail(response, request.url?.split('/')[1] as Fault));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    url: (fault) => (fault === 'refused' ? 'http://127.0.0.1:9' : `http://127.0.0.1:${port}/${fault}`),
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

function fail(response: ServerResponse, fault: Fault): void {
  if (fault === 'silent') return;
  if (fault === 'over-limit' || fault === 'error') {
    const headers = fault === 'over-limit' ? { 'retry-after': '60' } : {};
    response.writeHead(fault === 'error' ? 500 : 429, { 'content-type': 'application/json', ...headers });
    response.end('{"error":{"message":"not now"}}');
    return;
  }
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  if (fault === 'garbage') response.end('data: {"not": "what was expected"\n\ndata: <html>\n\n');
  else if (fault === 'endless')
    response.end(`${call('trail shoes')}${chunk({}, 'tool_calls')}data: [DONE]\n\n`);
  else {
    response.write(chunk({ role: 'assistant', content: 'The best shoe is certainly the' }));
    if (fault === 'cut') setTimeout(() => response.destroy(), 5);
  }
}
