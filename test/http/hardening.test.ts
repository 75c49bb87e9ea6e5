import { request } from 'node:http';
import { connect } from 'node:net';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

const base = inject('shopUrl');

interface Raw {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
}

/** A request as it is on the wire: fetch would unpack the body. */
function raw(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const sent = request(base + path, { headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          bytes: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function styleSheet(): Promise<string> {
  const found = /\/_astro\/[^"]+\.css/.exec((await raw('/')).bytes.toString());
  if (!found) throw new Error('the home page names no style sheet');
  return found[0];
}

describe('what is sent', () => {
  it('is packed by Brotli for who accepts it, and is then the same page', async () => {
    const plain = await raw('/faq');
    const packed = await raw('/faq', { 'accept-encoding': 'gzip, br' });
    expect(packed.headers['content-encoding']).toBe('br');
    expect(packed.headers['vary']).toMatch(/Accept-Encoding/);
    expect(brotliDecompressSync(packed.bytes).length).toBe(plain.bytes.length);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  it('is packed by gzip where Brotli is refused, and not at all where nothing is accepted', async () => {
    const path = await styleSheet();
    const packed = await raw(path, { 'accept-encoding': 'br;q=0, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    const plain = await raw(path);
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(gunzipSync(packed.bytes).equals(plain.bytes)).toBe(true);
  });

  it('is not sent again to who has it, packed or not', async () => {
    for (const path of ['/faq', await styleSheet()]) {
      const first = await raw(path, { 'accept-encoding': 'br' });
      const again = await raw(path, {
        'accept-encoding': 'br',
        'if-none-match': String(first.headers['etag']),
      });
      expect([path, again.status, again.bytes.length]).toEqual([path, 304, 0]);
    }
  });

  it.each(['/', '/favicon.svg', '/nowhere', '/_astro/nothing.css'])(
    'carries the guards: %s',
    async (path) => {
      const { headers } = await raw(path);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('SAMEORIGIN');
    },
  );

  it('carries the guards on style sheets too', async () => {
    expect((await raw(await styleSheet())).headers['x-content-type-options']).toBe('nosniff');
  });
});

describe('a Host header', () => {
  it.each(['a b', 'shop.example/studio', 'user@shop.example', 'shop.example:port'])(
    'that names no host is a bad request: %j',
    async (host) => {
      expect((await raw('/faq', { host })).status).toBe(400);
    },
  );

  it('that is given twice is a bad request', async () => {
    const { port, hostname } = new URL(base);
    const answer = await new Promise<string>((told, failed) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write('GET /faq HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\nConnection: close\r\n\r\n'),
      );
      socket.once('data', (chunk) => told(chunk.toString()));
      socket.once('error', failed);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  });

  it('of another name than the shop’s is served, and is in no address of the page', async () => {
    const { status, bytes } = await raw('/faq', { host: 'elsewhere.example' });
    expect([status, bytes.toString().includes('elsewhere.example')]).toEqual([200, false]);
  });
});

it('a mail program’s own button to end a subscription needs no origin (RFC 8058)', async () => {
  const body = new URLSearchParams({ 'List-Unsubscribe': 'One-Click' });
  // Not 403: the address decides, and this one was never given out.
  expect((await fetch(`${base}/unsubscribe/never-given-out`, { method: 'POST', body })).status).toBe(404);
  expect((await fetch(`${base}/cart`, { method: 'POST', body })).status).toBe(403);
});

describe('a zero byte', () => {
  it.each([
    '/p/a%2500b',
    '/p/a%00b',
    '/compare/a%00b',
    '/c/a%00',
    '/order/a%00',
    '/cart?added=%00',
    '/track?number=a%00',
  ])('in an address is a bad request: %s', async (path) => {
    expect((await raw(path)).status).toBe(400);
  });

  it('in a question or a filter is no fault of the shop', async () => {
    for (const path of ['/search?q=a%00b', '/search?q=shoe&brand=%00', '/api/suggest?q=%00a']) {
      expect([path, (await raw(path)).status < 500]).toEqual([path, true]);
    }
  });

  it.each([
    ['/api/cart', { sku: 'a\0b', quantity: 1 }],
    ['/api/chat', { conversationId: 'a\0b', message: { text: 'shoes' } }],
    ['/api/chat', { message: { text: 'shoes' }, page: { slug: 'a\0b' } }],
  ])('in an id that a program sends to %s is a bad request in words', async (path, body) => {
    const answer = await fetch(base + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(400);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it.each([
    ['/cart', 'sku=a%00b'],
    ['/add-together', 'sku=a%00b'],
    ['/studio/sign-in', 'email=a%00b'],
  ])('in a form is never a fault of the shop: %s', async (path, body) => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: base };
    const { status } = await fetch(base + path, { method: 'POST', headers, body, redirect: 'manual' });
    expect(status).toBe(400);
  });
});
