import { IncomingMessage, ServerResponse, type OutgoingHttpHeaders, type RequestListener } from 'node:http';
import { socketOfNobody } from './client.ts';
import type { PageKey } from './page-key.ts';

export interface Rendered {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: OutgoingHttpHeaders;
  readonly body: Buffer;
}

/**
 * What `pages` answers to a request that holds nothing but the key and those headers: no cookie, no address and no other
 * word of whoever asked can enter it. Rejects where the answer breaks off.
 */
export function renderApart(
  pages: RequestListener,
  { url, accept, coding }: PageKey,
  headers: Readonly<Record<string, string>>,
): Promise<Rendered> {
  const request = new IncomingMessage(socketOfNobody());
  request.method = 'GET';
  request.url = url;
  Object.assign(request.headers, headers, { accept }, coding ? { 'accept-encoding': coding } : {});
  request.push(null);
  return new Promise((resolve, reject) => {
    pages(request, new HeldResponse(request, resolve, reject));
  });
}

/** An answer that is held whole instead of sent. */
class HeldResponse extends ServerResponse {
  readonly #chunks: Uint8Array[] = [];
  readonly #resolve: (rendered: Rendered) => void;
  readonly #reject: (error: Error) => void;

  constructor(
    request: IncomingMessage,
    resolve: (rendered: Rendered) => void,
    reject: (error: Error) => void,
  ) {
    super(request);
    this.#resolve = resolve;
    this.#reject = reject;
  }

  override writeHead(status: number, ...given: unknown[]): this {
    this.statusCode = status;
    const headers = given.at(-1);
    if (typeof headers === 'object' && headers)
      for (const [name, value] of Object.entries(headers as OutgoingHttpHeaders))
        if (value !== undefined) this.setHeader(name, value);
    return this;
  }

  override write(chunk: unknown): boolean {
    this.#take(chunk);
    return true;
  }

  override end(chunk?: unknown): this {
    if (typeof chunk !== 'function') this.#take(chunk);
    this.#resolve({
      status: this.statusCode,
      headers: this.getHeaders(),
      body: apart(this.#chunks),
    });
    this.emit('finish');
    this.emit('close');
    return this;
  }

  override destroy(error?: Error): this {
    this.#reject(error ?? new Error('The page broke off while it was written.'));
    this.emit('close');
    return this;
  }

  #take(chunk: unknown): void {
    if (typeof chunk === 'string') this.#chunks.push(Buffer.from(chunk));
    else if (chunk instanceof Uint8Array) this.#chunks.push(chunk);
  }
}

/** One after the other in memory of their own: Node's shared pool would stay with each kept page, 64 KB at a time. */
function apart(chunks: readonly Uint8Array[]): Buffer {
  const whole = Buffer.allocUnsafeSlow(chunks.reduce((sum, { byteLength }) => sum + byteLength, 0));
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}
