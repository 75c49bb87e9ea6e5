import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { APIContext } from 'astro';
import { divertLog, openLog } from '#src/log/log.ts';
import { readableLines } from '#src/log/readable-lines.ts';
import { asRequest, requestId } from '#src/log/request-id.ts';
import { onRequest } from '#src/middleware.ts';

const collect = () => {
  const lines: string[] = [];
  return { lines, write: (line: string) => void lines.push(line) };
};

it('writes one line about a page that throws, without the query and without an address of a person', async () => {
  const written = collect();
  const restore = divertLog(written);
  const address = 'https://shop.test/cart?email=jane.doe@example.com';
  const context = {
    request: new Request(address, { headers: { 'x-request-id': 'proxy-12345678' } }),
    url: new URL(address),
    locals: {},
    params: {},
    routePattern: '/cart',
  } as unknown as APIContext;
  const broken = new Error('No cart of\njane.doe@example.com', { cause: new TypeError('at jo@example.org') });
  const answered = Promise.resolve(
    onRequest(context, () => {
      throw broken;
    }),
  );
  await expect(answered).rejects.toBe(broken);
  restore();
  expect(written.lines).toHaveLength(1);
  expect(written.lines[0]).not.toMatch(/jane|jo@/);
  expect(JSON.parse(written.lines[0] ?? '')).toMatchObject({
    level: 'error',
    request: 'proxy-12345678',
    method: 'GET',
    path: '/cart',
    status: 500,
    err: {
      type: 'Error',
      message: 'No cart of\n[e-mail]',
      cause: { type: 'TypeError', message: 'at [e-mail]' },
    },
  });
});

it('writes the route instead of a path that holds a token', async () => {
  const written = collect();
  const restore = divertLog(written);
  const context = {
    request: new Request('https://shop.test/sign-in/abc123'),
    url: new URL('https://shop.test/sign-in/abc123'),
    locals: {},
    params: { token: 'abc123' },
    routePattern: '/sign-in/[token]',
  } as unknown as APIContext;
  const failing = () => Promise.reject(new Error('broken'));
  await expect(Promise.resolve(onRequest(context, failing))).rejects.toThrow('broken');
  restore();
  expect(written.lines.map((line) => (JSON.parse(line) as { path: string }).path)).toEqual([
    '/sign-in/[token]',
  ]);
});

it('answers with the id of the request', async () => {
  const address = 'https://shop.test/api/theme';
  const context = {
    request: new Request(address, { method: 'POST' }),
    url: new URL(address),
    locals: {},
    params: {},
    routePattern: '/api/theme',
  } as unknown as APIContext;
  const response = (await onRequest(context, () => Promise.resolve(new Response('{}')))) as Response;
  expect(response.headers.get('x-request-id')).toMatch(/^[\w-]{36}$/);
});

it('keeps keys of personal data, credentials and rejected values out', () => {
  const written = collect();
  const log = openLog({ LOG_LEVEL: 'info', NODE_ENV: 'production' }, written);
  const value = Object.assign(new Error('invalid input syntax for type uuid: "Jane Doe"'), { code: '22P02' });
  log.info(
    {
      email: 'j@x.de',
      customer: { name: 'Jane', address: 'Rose Lane 1' },
      request: { headers: { authorization: 'Basic eDp5', cookie: 'a=b' } },
      err: value,
    },
    'POST /sign-in?token=abc of postgres://u:pass@host/db and Bearer abcdefgh123 and sk_live_12345678',
  );
  expect(written.lines.join('')).not.toMatch(/j@x|Jane|Rose|eDp5|a=b|token=abc|u:pass|abcdefgh|sk_live/);
  expect(JSON.parse(written.lines[0] ?? '')).toMatchObject({ level: 'info', err: { code: '22P02' } });
});

it('carries the id of the request on every line that follows from it', async () => {
  const written = collect();
  const log = openLog({ LOG_LEVEL: 'info', NODE_ENV: 'production' }, written);
  await asRequest('request-1', async () => {
    log.info('now');
    await Promise.resolve();
    log.info('later');
  });
  log.info('outside');
  expect(written.lines.map((line) => (JSON.parse(line) as { request?: string }).request)).toEqual([
    'request-1',
    'request-1',
    undefined,
  ]);
});

it('takes a well-formed id of a proxy and makes one where there is none', () => {
  const trace = '4bf92f3577b34da6a3ce929d0e0e4736';
  expect(requestId('proxy-12345678', null)).toBe('proxy-12345678');
  expect(requestId('jane@example.com', `00-${trace}-00f067aa0ba902b7-01`)).toBe(trace);
  expect(requestId('x'.repeat(65), `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`)).toMatch(/^[\w-]{36}$/);
});

it('is written for people outside production', () => {
  const written = collect();
  openLog({ LOG_LEVEL: 'info', NODE_ENV: undefined }, readableLines(written)).error(
    { path: '/cart', err: new Error('broken', { cause: new Error('deeper') }) },
    'failed',
  );
  expect(written.lines.join('')).toMatch(
    /^\d\d:\d\d:\d\d error failed path=\/cart\n {2}Error: broken\n[\s\S]*caused by\n {2}Error: deeper/,
  );
});

it('is the only voice of the shop: nothing in src or agents writes to the console', () => {
  const files = ['src', 'agents'].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|astro)$/.test(path))
      .map((path) => join(folder, path)),
  );
  expect(files.length).toBeGreaterThan(300);
  const writes = /\bconsole\.\w+\(|process\.std(?:out|err)\.write/;
  expect(files.filter((file) => writes.test(readFileSync(file, 'utf8')))).toEqual([]);
});
