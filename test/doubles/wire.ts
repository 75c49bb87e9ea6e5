import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface WireAsked {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export interface WireAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Does what was asked, and loses the answer. */
  readonly cut?: boolean;
}

/** A server of somebody else on the loopback that answers as told and remembers what it was asked. */
export async function openWire(answer: (asked: WireAsked) => WireAnswer): Promise<{
  readonly base: string;
  readonly asked: WireAsked[];
  close(): Promise<void>;
}> {
  const asked: WireAsked[] = [];
  const server: Server = createServer((request, response) => {
    let body = '';
    request.on('data', (piece) => (body += piece));
    request.on('end', () => {
      const one = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body };
      asked.push(one);
      const { status = 200, headers = {}, body: said = {}, cut = false } = answer(one);
      if (cut) request.socket.destroy();
      else
        response
          .writeHead(status, { 'content-type': 'application/json', ...headers })
          .end(JSON.stringify(said));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    base: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
