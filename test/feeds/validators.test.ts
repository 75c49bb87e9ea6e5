import { describe, expect, it } from 'vitest';
import { entityTag, namesTag } from '#src/http/etag.ts';
import { gzipStream, textStream } from '#src/http/stream.ts';
import { tokenBucket } from '#src/http/token-bucket.ts';
import { markdownPath, twinOf } from '#src/feeds/markdown-path.ts';
import { answerChanged, answeredFrom } from '#src/http/last-modified.ts';
import { asRequest } from '#src/log/request-id.ts';
import { varyBy, withValidators } from '#src/http/validators.ts';
import { gunzipSync } from 'node:zlib';

const ask = (headers: Record<string, string> = {}, method = 'GET') =>
  new Request('http://shop.example/p/x', { headers, method });
const page = (body = 'hello', headers: Record<string, string> = {}) =>
  new Response(body, { headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

describe('a page with validators', () => {
  it('has a strong tag of its bytes, and 304 for who has them', async () => {
    const first = await withValidators(ask(), page());
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[\w-]{20,}"$/);
    expect(await first.text()).toBe('hello');
    const again = await withValidators(ask({ 'if-none-match': tag }), page('hello', { vary: 'Accept' }));
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    expect(again.headers.get('etag')).toBe(tag);
    expect(again.headers.get('vary')).toBe('Accept');
    const changed = await withValidators(ask({ 'if-none-match': tag }), page('hello you'));
    expect(changed.status).toBe(200);
    expect(await changed.text()).toBe('hello you');
  });

  it('is kept by everyone who asks again, or by one browser where it shows that browser its own', async () => {
    const shared = await withValidators(ask(), page());
    expect(shared.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    for (const cookie of ['visitor=abc', 'a=b; theme=dark'])
      expect((await withValidators(ask({ cookie }), page())).headers.get('cache-control')).toBe(
        'private, no-cache',
      );
    const given = await withValidators(ask(), page('x', { 'set-cookie': 'visitor=1' }));
    expect(given.headers.get('cache-control')).toBe('private, no-cache');
    expect((await withValidators(ask({ cookie: 'other=1' }), page())).headers.get('cache-control')).toMatch(
      /^public/,
    );
  });

  it('leaves alone what must not be kept, what failed, what was posted and what it does not know', async () => {
    for (const [request, response] of [
      [ask(), page('x', { 'cache-control': 'no-store' })],
      [ask(), new Response('x', { status: 404, headers: { 'content-type': 'text/html' } })],
      [ask({}, 'POST'), page()],
      [ask(), new Response('x', { headers: { 'content-type': 'text/event-stream' } })],
    ] as const)
      expect((await withValidators(request, response)).headers.get('etag')).toBeNull();
  });

  it('never reads a body whose tag is given, and drops it where the client has it', async () => {
    let made = 0;
    const pieces = async function* () {
      made += 1;
      yield 'long';
    };
    const feed = () => new Response(textStream(pieces()), { headers: { etag: '"v1"' } });
    expect((await withValidators(ask({ 'if-none-match': '"v0", W/"v1"' }), feed())).status).toBe(304);
    expect(made).toBe(0);
    expect(await (await withValidators(ask({ 'if-none-match': '"v0"' }), feed())).text()).toBe('long');
  });
});

describe('a tag', () => {
  it('is named alone, in a list, weakly or by a star', () => {
    const tag = entityTag('x');
    for (const header of [tag, `"a", ${tag}`, `W/${tag}`, '*']) expect(namesTag(header, tag)).toBe(true);
    for (const header of [null, '', '"a"', 'x', '"']) expect(namesTag(header, tag)).toBe(false);
  });
});

describe('a body made while it is read', () => {
  const pieces = async function* () {
    for (let n = 0; n < 5000; n += 1) yield `line ${n} ${'x'.repeat(50)}\n`;
  };

  it('arrives whole, plain or packed', async () => {
    const plain = await new Response(textStream(pieces())).text();
    expect(plain.split('\n')).toHaveLength(5001);
    const packed = await new Response(gzipStream(pieces())).arrayBuffer();
    expect(gunzipSync(new Uint8Array(packed)).toString()).toBe(plain);
  });

  it('stops its maker when the reader goes', async () => {
    let stopped = false;
    const endless = async function* () {
      try {
        for (;;) yield 'x'.repeat(1000);
      } finally {
        stopped = true;
      }
    };
    const reader = textStream(endless()).getReader();
    await reader.read();
    await reader.cancel();
    expect(stopped).toBe(true);
  });

  it('breaks off where its maker fails, so that half a feed never looks whole', async () => {
    const broken = async function* () {
      yield 'x'.repeat(100_000);
      throw new Error('the database went away');
    };
    await expect(new Response(textStream(broken())).text()).rejects.toThrow(/went away/);
    await expect(new Response(gzipStream(broken())).arrayBuffer()).rejects.toThrow(/went away/);
  });
});

it('Vary names a field once', () => {
  const headers = new Headers({ vary: 'accept-encoding' });
  varyBy(headers, 'Accept');
  varyBy(headers, 'accept');
  expect(headers.get('vary')).toBe('accept-encoding, Accept');
});

it('turns run out in a flood and come back with time', () => {
  const turn = tokenBucket(3, 1);
  expect([0, 0, 0, 0].map((now) => turn(now))).toEqual([true, true, true, false]);
  expect(turn(900)).toBe(false);
  expect(turn(2_000)).toBe(true);
});

describe('a HEAD request', () => {
  it('is told the tag that GET is told', async () => {
    const got = await withValidators(ask(), page());
    const asked = await withValidators(ask({}, 'HEAD'), page());
    expect(asked.headers.get('etag')).toBe(got.headers.get('etag'));
  });
});

describe('the date of an answer', () => {
  it('is that of the newest it was made from, and each request has its own', () => {
    asRequest('first-request', () => {
      expect(answerChanged()).toBeNull();
      for (const day of ['2026-11-02', '2026-11-09', '2026-11-05']) answeredFrom(new Date(day));
      expect(answerChanged()).toEqual(new Date('2026-11-09'));
    });
    asRequest('second-request', () => expect(answerChanged()).toBeNull());
  });
});

describe('the twin of an address', () => {
  it('is of a whole list or of a product, and of no part of a list', () => {
    const twin = (path: string) => twinOf(new URL(path, 'https://shop.example'));
    expect(twin('/c/lamps')).toBe('/c/lamps.md');
    expect(twin('/products')).toBe('/products.md');
    expect(twin('/p/dusk?variant=A')).toBe('/p/dusk.md');
    for (const part of ['/c/lamps?page=2', '/products?page=2', '/c/lamps?brand=Oak'])
      expect(twin(part)).toBeNull();
    expect(markdownPath('/c/lamps?page=2')).toBeNull();
  });
});
