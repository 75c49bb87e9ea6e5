import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hidden, noScriptBrowser, put, reviewed } from '../doubles/no-script-browser.ts';
import { startShop, type StartedShop } from '../doubles/started-shop.ts';

const server = process.env['TEST_DATABASE_URL'];
const SLUG = 'quarter-25-gel';
const SHOPPERS = 4;

describe.skipIf(!server)(
  `a shop served by two processes${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`,
  () => {
    const name = `shelftalk_test_${randomBytes(6).toString('hex')}`;
    const admin = new pg.Client({ connectionString: server });
    const rows = new pg.Client({
      connectionString: Object.assign(new URL(server ?? 'postgres://x'), { pathname: `/${name}` }).href,
    });
    let shop: StartedShop;

    beforeAll(async () => {
      await admin.connect();
      await admin.query(`create database ${name}`);
      const url = Object.assign(new URL(server ?? ''), { pathname: `/${name}` });
      shop = await startShop({
        SITE_URL: 'http://localhost:4321',
        DATABASE_URL: url.href,
        WORKERS: '2',
        METRICS_TOKEN: 'seen-by-prometheus',
      });
      await rows.connect();
    });
    afterAll(async () => {
      await shop.stop();
      await rows.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    });

    /** What a page says over connections of their own, of which each process gets its part. */
    const everywhere = async (path: string): Promise<readonly string[]> => {
      const said: string[] = [];
      for (let at = 0; at < 12; at++)
        said.push(await (await fetch(shop.url + path, { headers: { connection: 'close' } })).text());
      return said;
    };

    it('tells a price that has changed in both at once', async () => {
      await expect.poll(() => workersOf(shop.pid).length).toBe(2);
      for (const page of await everywhere(`/p/${SLUG}`)) expect(page).not.toContain('$47.11');
      await rows.query(
        `update variant set price_minor = 4711 where product_id = (select id from product where slug = $1)`,
        [SLUG],
      );
      for (const page of await everywhere(`/p/${SLUG}`)) expect(page).toContain('$47.11');
      expect(JSON.stringify(await everywhere('/search?q=quarter+gel'))).not.toContain('$2.');
    });

    it('loses nothing that was acknowledged when one is killed amid orders, and starts another', async () => {
      const before = workersOf(shop.pid);
      const acknowledged: string[] = [];
      let isOver = false;
      const buy = async (): Promise<void> => {
        const one = noScriptBrowser(shop.url);
        const form = await reviewed(one);
        for (;;) {
          const placed = await one.ask('/checkout/review', form).catch(() => null); // the process died: press again
          if (placed?.status === 429) await rows.query('delete from rate_limit'); // all come from one address here
          if (placed?.status !== 303 || !placed.to?.startsWith('/order/')) {
            if (isOver) return;
            await new Promise((resolve) => setTimeout(resolve, 50));
            continue;
          }
          acknowledged.push(placed.to);
          const again = await one.ask('/checkout/review', form).catch(() => null);
          if (again?.status === 303) expect(again.to).toBe(placed.to);
          return;
        }
      };
      const shopping = Array.from({ length: SHOPPERS }, async () => {
        while (!isOver)
          await buy().catch((error: unknown) => {
            if (!(error instanceof TypeError)) throw error; // a connection that broke, before anything was ordered
          });
      });
      await expect.poll(() => acknowledged.length).toBeGreaterThan(4);
      process.kill(before[0] ?? 0, 'SIGKILL');
      const atKill = acknowledged.length;
      await expect.poll(() => acknowledged.length).toBeGreaterThan(atKill + 4);
      isOver = true;
      await Promise.all(shopping);
      const kept = await rows.query<{ number: string; state: string }>(
        'select number, state from customer_order where number = any($1)',
        [acknowledged.map((path) => path.slice('/order/'.length).split('?')[0])],
      );
      expect(kept.rows).toHaveLength(acknowledged.length);
      await expect.poll(() => workersOf(shop.pid).length).toBe(2);
      expect(workersOf(shop.pid)).not.toContain(before[0]);
      for (const page of await everywhere('/')) expect(page).toContain('<h1');
    });

    it('tells what all have measured, whichever is asked', async () => {
      const processes = async () => {
        const response = await fetch(`${shop.url}/metrics`, {
          headers: { authorization: 'Bearer seen-by-prometheus' },
        });
        return (await response.text()).match(/^process_resident_memory_bytes\{process="\d+"\}/gm)?.length;
      };
      await expect.poll(processes, { interval: 500 }).toBe(3); // the two and what prepared the shop
    });

    it('keeps a cart whichever process answers', async () => {
      const one = noScriptBrowser(shop.url);
      await put(one, SLUG);
      for (let at = 0; at < 6; at++) expect((await one.ask('/cart')).text).toContain(SLUG);
      expect(hidden((await one.ask('/cart')).text, 'sku')).not.toBe('');
    });
  },
);

/** The processes that a process has started and that still run. */
const workersOf = (pid: number): readonly number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number);
