import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, inject, it } from 'vitest';
import { keepPages, type KeepSettings } from '#src/http/kept-pages.ts';
import { asRequest } from '#src/log/request-id.ts';

const shop = inject('shopUrl');

describe('a page that is kept', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  /** A server that keeps what it renders, what it was asked while rendering, and how to ask it. */
  async function keeping(
    given: Partial<KeepSettings> & {
      readonly headers?: Readonly<Record<string, string>>;
      readonly ready?: Promise<void>;
      readonly status?: number;
      readonly size?: number;
    } = {},
  ) {
    const asked: IncomingMessage[] = [];
    const version = given.version ?? (async () => 'one');
    const listener = keepPages(
      (request, response) => {
        asked.push(request);
        void (given.ready ?? Promise.resolve()).then(() => {
          const headers = {
            'cache-control': 'public, max-age=0',
            etag: `"${asked.length}"`,
            ...given.headers,
          };
          response.writeHead(given.status ?? 200, headers);
          response.write(`page ${asked.length}`);
          response.end('.'.repeat(given.size ?? 0));
        });
      },
      {
        bytes: 2 ** 20,
        host: 'shop.example',
        mayRender: () => true,
        refuse: (response) => response.writeHead(429).end(),
        version,
        settledVersion: async () => ({ version: await version(), isSettled: true }),
        holdsUntil: () => Infinity,
        ...given,
      },
    );
    let number = 0;
    server = createServer((request, response) =>
      asRequest(`request-${(number += 1)}`, () => listener(request, response)),
    );
    const { promise, resolve } = Promise.withResolvers<void>();
    server.listen(0, '127.0.0.1', resolve);
    await promise;
    const { port } = server.address() as AddressInfo;
    const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
      fetch(`http://127.0.0.1:${port}${path}`, { headers, method });
    const text = async (path: string, headers?: Record<string, string>) => (await get(path, headers)).text();
    return { asked, get, text };
  }

  it('is rendered once for fifty who ask at once', async () => {
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    const { asked, text } = await keeping({ ready });
    const all = Promise.all(Array.from({ length: 50 }, () => text('/p/tarn')));
    await expect.poll(() => asked.length).toBe(1);
    resolve();
    expect(new Set(await all)).toEqual(new Set(['page 1']));
    expect(asked).toHaveLength(1);
  });

  it('is rendered from its address alone: no cookie, host or address of who asked first can enter it', async () => {
    const { asked, text } = await keeping();
    await text('/p/tarn?variant=T1&utm_source=x', {
      cookie: 'other=1',
      'x-forwarded-for': '10.0.0.1',
      'user-agent': 'Me',
      'accept-language': 'de',
    });
    const [request] = asked;
    expect(request?.url).toBe('/p/tarn?variant=T1');
    expect(Object.keys(request?.headers ?? {}).toSorted()).toEqual([
      'accept',
      'accept-encoding',
      'host',
      'user-agent',
      'x-request-id',
    ]);
    expect(request?.headers.host).toBe('shop.example');
    expect(request?.socket.remoteAddress).toBe('0.0.0.0');
  });

  it.each([
    ['a browser that the shop knows', { cookie: 'a=1; visitor=abc' }],
    ['the same over HTTPS', { cookie: '__Host-visitor=abc' }],
    ['a browser with a theme', { cookie: 'theme=dark' }],
    ['a program with a key', { authorization: 'Bearer x' }],
  ])('is not for %s', async (_, headers) => {
    const { asked, text } = await keeping();
    await text('/p/tarn');
    expect(await text('/p/tarn', headers)).toBe('page 2');
    expect(asked[1]?.headers).toMatchObject(headers);
    expect(await text('/p/tarn')).toBe('page 1');
  });

  it.each([
    ['says it is private', { headers: { 'cache-control': 'private, no-cache' } }],
    ['sets a cookie', { headers: { 'set-cookie': 'visitor=x' } }],
    ['is not found', { status: 404 }],
    ['was answered from something older', { holdsUntil: () => null }],
    [
      'was read while a writer was about to commit',
      { settledVersion: async () => ({ version: 'one', isSettled: false }) },
    ],
    ['would take more than its part of the memory', { size: 2 ** 19 }],
  ])('is not one that %s', async (_, given) => {
    const { asked, text } = await keeping(given);
    await text('/p/tarn');
    await text('/p/tarn');
    expect(asked).toHaveLength(2);
  });

  it('is no longer served once its version or its moment has passed', async () => {
    let version = 'one';
    let until = Infinity;
    const { text } = await keeping({ version: async () => version, holdsUntil: () => until });
    expect([await text('/'), await text('/')]).toEqual(['page 1', 'page 1']);
    version = 'two';
    until = Date.now() - 1;
    expect([await text('/'), await text('/')]).toEqual(['page 2', 'page 3']);
  });

  it('that is not yet committed when it is rendered is not given to who asks after the commit', async () => {
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    let isSettled = false;
    const { asked, text } = await keeping({
      ready,
      settledVersion: async () => ({ version: 'one', isSettled }),
    });
    const early = text('/');
    await expect.poll(() => asked.length).toBe(1);
    isSettled = true;
    const late = text('/');
    await expect.poll(() => asked.length).toBe(2);
    resolve();
    await early;
    expect([await late, await text('/')]).toEqual(['page 2', 'page 2']);
  });

  it('whose version has passed while it is rendered is rendered once more for all who ask by then', async () => {
    const { promise: ready, resolve } = Promise.withResolvers<void>();
    let version = 'one';
    const { asked, text } = await keeping({ ready, version: async () => version });
    const early = text('/');
    await expect.poll(() => asked.length).toBe(1);
    version = 'two';
    const late = Array.from({ length: 20 }, () => text('/'));
    await expect.poll(() => asked.length).toBe(2);
    resolve();
    await Promise.all([early, ...late]);
    await text('/');
    expect(asked).toHaveLength(2);
  });

  it('answers 304 to who has it under any coding, and its head alone to HEAD', async () => {
    const { get } = await keeping();
    await get('/');
    const again = await get('/', { 'if-none-match': '"1~br"' });
    expect([again.status, again.headers.get('etag'), await again.text()]).toEqual([304, '"1~br"', '']);
    const head = await get('/', {}, 'HEAD');
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['6', '']);
  });

  it('is kept apart by address, kind and coding, and never beyond the memory it may take', async () => {
    const { asked, text } = await keeping({ bytes: 400_000, size: 10_000 });
    const ways: Record<string, string>[] = [
      {},
      { accept: 'text/markdown' },
      { 'accept-encoding': 'br' },
      { 'accept-encoding': 'gzip' },
    ];
    for (const headers of ways) await text('/', { 'accept-encoding': 'identity', ...headers });
    expect(asked).toHaveLength(4);
    for (let page = 0; page < 40; page += 1) await text(`/c/shoes?page=${page}`);
    await text('/c/shoes?page=39');
    expect(asked).toHaveLength(44);
    await text('/c/shoes?page=0');
    expect(asked).toHaveLength(45);
  });
});

describe('the shop', () => {
  it('counts the cart of one visitor and not of the next', async () => {
    const counted = (page: string) => /data-cart-count[^>]*>\s*(\d+)/.exec(page)?.[1];
    const page = await (await fetch(`${shop}/p/flatlands`)).text();
    const sku = /name="sku" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const added = await fetch(`${shop}/cart`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded', origin: shop },
      body: new URLSearchParams({ sku, quantity: '2' }).toString(),
    });
    const cookie = added.headers.getSetCookie().map((one) => one.split(';', 1)[0]).join('; '); // prettier-ignore
    const own = await fetch(`${shop}/p/flatlands`, { headers: { cookie } });
    expect(own.headers.get('cache-control')).toBe('private, no-cache');
    expect(counted(await own.text())).toBe('2');
    expect(counted(await (await fetch(`${shop}/p/flatlands`)).text())).toBe('0');
  });

  it.each(['/p/flatlands', '/c/shoes', '/', '/guides/how-to-choose-running-shoes', '/p/flatlands.md'])(
    'answers %s alike from memory and from the rows',
    async (path) => {
      const get = (headers: Record<string, string>) => fetch(shop + path, { headers });
      await get({});
      const [kept, made] = [await get({}), await get({ authorization: 'none' })];
      const told = ({ headers }: Response) =>
        ['content-type', 'etag', 'vary', 'link', 'cache-control', 'content-security-policy', 'content-encoding'].map(
          (name) => headers.get(name),
        ); // prettier-ignore
      expect(told(kept)).toEqual(told(made));
      expect(await kept.text()).toBe(await made.text());
    },
  );
});
