import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { currentRequest, asRequest } from '#src/log/request-id.ts';
import { inOrder } from '#src/http/load/in-order.ts';

const MANY = 120;
const ROOM = { atOnce: () => 64, held: () => undefined }; // whatever the machine of the test has to do
let server: Server;
let url: string;
/** What has begun and not been answered yet, by its address. */
let open: Map<string, ServerResponse>;
let begun: string[];
let came: Set<string>;

beforeEach(async () => {
  open = new Map();
  begun = [];
  came = new Set();
  const pages = inOrder((request, response) => {
    begun.push(`${request.url} as ${currentRequest()?.request}`);
    open.set(request.url ?? '', response);
  }, ROOM);
  server = createServer((request, response) => {
    came.add(request.url ?? '');
    asRequest(request.url ?? '', () => pages(request, response));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((closed) => server.close(closed));
});

describe('a server where more is asked than it can do', () => {
  it('tells who cannot be served in time to come back, in the words of a page or of a program', async () => {
    const ask = (path: string) => fetch(url + path);
    const asked = Array.from({ length: MANY }, (_, at) => [ask(`/p/${at}`), ask(`/search?q=${at}`)]).flat();
    const answers = Promise.all(asked);
    const told = await Promise.race(asked);
    expect(told.status).toBe(503);
    expect(Number(told.headers.get('retry-after'))).toBeGreaterThanOrEqual(2);
    expect(await told.text()).toContain('Your cart is kept.');
    const program = await ask('/api/suggest?q=a');
    expect([program.status, program.headers.get('content-type')]).toEqual([503, 'application/problem+json']);
    const began = open.size;
    const leaves = new AbortController();
    const gone = fetch(`${url}/search?q=gone`, { signal: leaves.signal }).catch(() => null);
    await expect.poll(() => came.has('/search?q=gone')).toBe(true);
    leaves.abort();
    await gone;
    expect(open.size).toBe(began);
    const order = ask('/checkout/review');
    await expect.poll(() => open.has('/checkout/review')).toBe(true);
    const health = ask('/healthz');
    await expect.poll(() => open.has('/healthz')).toBe(true);
    const close = () => open.forEach((response) => response.end('ok'));
    close();
    const closing = setInterval(close, 20);
    expect([(await order).status, (await health).status]).toEqual([200, 200]);
    const statuses = (await answers).map(({ status }) => status);
    clearInterval(closing);
    expect(new Set(statuses)).toEqual(new Set([200, 503]));
    expect(begun.filter((one) => one.includes('gone'))).toEqual([]);
    for (const one of begun) expect(one.split(' as ')[0]).toBe(one.split(' as ')[1]);
  });

  it('lets a shopper’s checkout and cart begin at once, however many askings of agents are under way', async () => {
    const post = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    const flood = Array.from({ length: MANY }, (_, at) =>
      ['/mcp', '/ask', '/ucp/2026-08-25/catalog/search'].map((path) => fetch(`${url}${path}?n=${at}`, post)),
    ).flat();
    const answers = Promise.allSettled(flood);
    expect((await Promise.race(flood)).status).toBe(503);
    expect(open.size).toBeLessThanOrEqual(ROOM.atOnce() / 4);
    const shopper = ['/checkout/review', '/cart', '/search?q=a', '/'].map((path) => fetch(url + path));
    for (const path of ['/checkout/review', '/cart', '/search?q=a', '/'])
      await expect.poll(() => open.has(path)).toBe(true);
    const close = () => open.forEach((response) => response.end('ok'));
    const closing = setInterval(close, 20);
    expect((await Promise.all(shopper)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    await answers;
    clearInterval(closing);
  });
});
