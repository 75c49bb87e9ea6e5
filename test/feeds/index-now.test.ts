import { sql } from 'kysely';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { keepAnnouncing } from '#src/feeds/announce.ts';
import { queueChanges, sendQueued, type IndexNow } from '#src/feeds/index-now.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';

interface Call {
  readonly host: string;
  readonly key: string;
  readonly keyLocation: string;
  readonly urlList: readonly string[];
}

const SITE = 'https://shop.example';
const folder = openContent('content');
const words = {
  ...folder.current(),
  guides: [],
  policies: [],
  categories: [],
  faqs: folder.current().faqs.slice(0, 1),
  kits: [],
  bundles: [],
  glossary: null,
  program: null,
};
const at = (minute: number) => new Date(Date.UTC(2026, 10, 23, 12, minute));

onBothEngines('IndexNow', (open) => {
  let fresh: FreshDatabase;
  let server: Server;
  let endpoint = '';
  let status = 200;
  const calls: Call[] = [];
  const to = (): IndexNow => ({ key: 'abcdef123456', site: SITE, endpoint, send: fetch });

  beforeAll(async () => {
    fresh = await open();
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk) => (body += chunk));
      request.on('end', () => {
        calls.push(JSON.parse(body) as Call);
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/indexnow`;
    for (const slug of ['one', 'two'])
      await insertProduct(fresh.db, { slug, variants: [{ sku: slug, price: 100, stock: 1 }] });
  });
  beforeEach(async () => {
    await sql`delete from index_now_address`.execute(fresh.db);
    calls.length = 0;
    status = 200;
  });
  afterAll(async () => {
    await new Promise((resolve) => server.close(resolve));
    await fresh.close();
  });

  it('sends every page once, and then only what changed', async () => {
    expect(await queueChanges(fresh.db, words, at(0))).toBe(3);
    expect(await sendQueued(fresh.db, to(), at(0))).toEqual({ sent: 3, delayed: 0, dropped: 0 });
    expect(calls).toEqual([
      {
        host: 'shop.example',
        key: 'abcdef123456',
        keyLocation: `${SITE}/indexnow.txt`,
        urlList: [`${SITE}/faq`, `${SITE}/p/one`, `${SITE}/p/two`],
      },
    ]);
    expect(await queueChanges(fresh.db, words, at(1))).toBe(0);
    expect(await sendQueued(fresh.db, to(), at(1))).toEqual({ sent: 0, delayed: 0, dropped: 0 });
    await sql`update product set updated_at = now() + interval '1 hour' where slug = 'two'`.execute(fresh.db);
    expect(await queueChanges(fresh.db, words, at(2))).toBe(1);
    await sendQueued(fresh.db, to(), at(2));
    expect(calls[1]?.urlList).toEqual([`${SITE}/p/two`]);
    expect(calls).toHaveLength(2);
  });

  it('tells of a product that has left, so that its 410 is seen', async () => {
    await queueChanges(fresh.db, words, at(0));
    await sendQueued(fresh.db, to(), at(0));
    await sql`update product set status = 'archived' where slug = 'one'`.execute(fresh.db);
    await queueChanges(fresh.db, words, at(1));
    await sendQueued(fresh.db, to(), at(1));
    expect(calls[1]?.urlList).toEqual([`${SITE}/p/one`]);
    await sql`update product set status = 'active' where slug = 'one'`.execute(fresh.db);
  });

  it('waits longer after each failure that may pass, and loses nothing', async () => {
    await queueChanges(fresh.db, words, at(0));
    status = 503;
    expect(await sendQueued(fresh.db, to(), at(0))).toEqual({ sent: 0, delayed: 3, dropped: 0 });
    await sendQueued(fresh.db, to(), at(0));
    expect(calls).toHaveLength(1);
    status = 429;
    await sendQueued(fresh.db, to(), at(1));
    expect(calls).toHaveLength(2);
    status = 200;
    await sendQueued(fresh.db, to(), at(2));
    expect(calls).toHaveLength(2);
    expect(await sendQueued(fresh.db, to(), at(3))).toEqual({ sent: 3, delayed: 0, dropped: 0 });
  });

  it('takes a network that is away for a failure that may pass', async () => {
    await queueChanges(fresh.db, words, at(0));
    const away = { ...to(), send: () => Promise.reject(new Error('no network')) };
    expect(await sendQueued(fresh.db, away, at(0))).toEqual({ sent: 0, delayed: 3, dropped: 0 });
  });

  it('gives up where the key is refused, and after too many tries', async () => {
    await queueChanges(fresh.db, words, at(0));
    status = 403;
    expect(await sendQueued(fresh.db, to(), at(0))).toEqual({ sent: 0, delayed: 0, dropped: 3 });
    await sql`delete from index_now_address`.execute(fresh.db);
    await queueChanges(fresh.db, words, at(0));
    status = 500;
    let now = at(0);
    const outcomes = [];
    for (let day = 0; day < 9; day += 1) {
      outcomes.push(await sendQueued(fresh.db, to(), now));
      now = new Date(now.getTime() + 24 * 60 * 60 * 1000);
    }
    expect(outcomes.filter((one) => one.delayed === 3)).toHaveLength(7);
    expect(outcomes.at(-2)).toEqual({ sent: 0, delayed: 0, dropped: 3 });
    expect(outcomes.at(-1)).toEqual({ sent: 0, delayed: 0, dropped: 0 });
  });

  it('sends a large shop in batches', async () => {
    await sql`insert into index_now_address (path, mark, not_before)
      select '/p/x' || n, 'm', ${at(0)}::timestamptz from generate_series(1, 2500) n`.execute(fresh.db);
    expect(await sendQueued(fresh.db, to(), at(0))).toEqual({ sent: 2500, delayed: 0, dropped: 0 });
    expect(calls.map((call) => call.urlList.length)).toEqual([1000, 1000, 500]);
  });

  it('keeps queued what changed while it was being sent', async () => {
    await queueChanges(fresh.db, words, at(0));
    const slow: IndexNow = {
      ...to(),
      send: async () => {
        await sql`update index_now_address set mark = 'newer' where path = '/p/one'`.execute(fresh.db);
        return new Response(null, { status: calls.length === 0 ? 200 : 503 });
      },
    };
    const once: IndexNow = {
      ...slow,
      send: async (url, init) => {
        const response = await slow.send(url, init);
        calls.push(JSON.parse(String(init.body)) as Call);
        return response;
      },
    };
    expect(await sendQueued(fresh.db, once, at(0))).toMatchObject({ sent: 3, delayed: 1 });
    expect(calls[1]?.urlList).toEqual([`${SITE}/p/one`]);
  });
});

describe('announcing', () => {
  it('stays silent without a key and on an address of its own machine', () => {
    let sent = 0;
    const send = () => {
      sent += 1;
      return Promise.resolve(new Response());
    };
    const db = null as never; // never reached
    const failed = (error: unknown) => {
      throw error;
    };
    keepAnnouncing({ db, content: folder, environment: { SITE_URL: SITE } as never }, failed, send)();
    const local = { INDEXNOW_KEY: 'abcdef123456', SITE_URL: 'http://localhost:4321' };
    keepAnnouncing({ db, content: folder, environment: local }, failed, send)();
    expect(sent).toBe(0);
  });
});

afterAll(() => folder.close());
