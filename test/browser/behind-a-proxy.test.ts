import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { request, type RequestOptions } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { freePort } from '#scripts/free-port.ts';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { llmServer, type LlmServer } from '../doubles/llm-server.ts';
import {
  CADDY,
  documented,
  makeCertificate,
  NGINX,
  OPENSSL,
  startCaddy,
  startNginx,
  type Certificate,
} from '../doubles/proxy.ts';
import { startShop, type StartedShop } from '../doubles/started-shop.ts';
import { say } from './chat-states.ts';
import { addToCart, buy } from './purchase.ts';

const DEPLOYING = 'docs/deploying.md';
const OWN = join(process.cwd(), 'var/test/proxied');
const PICTURES = 'var/test/pictures';
const MANY = 500; // tries that no limit allows
/** What a person writes who knows nothing of forwarded headers. */
const BARE = `server {
  listen 443 ssl;
  ssl_certificate a;
  ssl_certificate_key a;
  server_name shop.example;
  location / {
    proxy_pass http://127.0.0.1:4321;
  }
}`;

const proxies = [
  { name: 'nginx as it comes', program: NGINX, start: startNginx, block: () => BARE, forwards: false },
  {
    name: 'nginx as documented',
    program: NGINX,
    start: startNginx,
    block: () => documented(DEPLOYING, 'nginx'),
    forwards: true,
  },
  {
    name: 'Caddy as documented',
    program: CADDY,
    start: startCaddy,
    block: () => documented(DEPLOYING, 'caddy'),
    forwards: true,
  },
];
const found = proxies.filter(({ program }) => existsSync(program) && existsSync(OPENSSL));

describe.skipIf(!hasChromium || found.length === 0)('behind a proxy that ends TLS', () => {
  let port: number;
  let site: string;
  let shop: StartedShop;
  let model: LlmServer;
  let browser: Browser;
  let certificate: Certificate;
  let untilModelMay = Promise.resolve();

  beforeAll(async () => {
    rmSync(OWN, { recursive: true, force: true });
    mkdirSync(OWN, { recursive: true });
    mkdirSync(PICTURES, { recursive: true });
    certificate = makeCertificate(OWN);
    port = await freePort();
    site = `https://localhost:${port}`;
    model = await llmServer([
      async ({ messages }) => {
        await untilModelMay;
        return JSON.stringify(messages).includes('"tool"')
          ? { say: 'These fit.' }
          : { call: 'search_products', args: { query: 'waterproof trail shoes under $150' } };
      },
    ]);
    shop = await startShop({
      SITE_URL: site,
      TRUSTED_PROXIES: '127.0.0.1',
      SHELFTALK_DATA_DIR: join(OWN, 'database'),
      OUTBOX_DIR: join(OWN, 'outbox'),
      DATABASE_URL: '',
      LLM_PROVIDER: 'openai',
      LLM_MODEL: 'm',
      LLM_BASE_URL: `${model.url}/v1`,
    });
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(async () => {
    await browser?.close();
    await shop?.stop();
    await model?.close();
  });

  const open = (width = 1280): Promise<BrowserContext> =>
    browser.newContext({
      viewport: { width, height: 900 },
      ignoreHTTPSErrors: true,
      reducedMotion: 'reduce',
    });

  /** A request over TLS whose certificate is checked. */
  function ask(path: string, options: RequestOptions = {}, body?: string): Promise<IncomingMessage> {
    return new Promise((answered, failed) => {
      const ca = readFileSync(certificate.certificate);
      const sent = request(site + path, { ca, ...options }, answered);
      sent.once('error', failed);
      sent.end(body);
    });
  }

  describe.each(found)('$name', ({ name, start, block, forwards }) => {
    let stop: () => Promise<void>;
    beforeAll(async () => {
      stop = await start(block(), {
        ...certificate,
        port,
        shop: shop.url,
        folder: join('var/test/proxied', 'proxy'),
      });
    });
    afterAll(() => stop?.());

    it('every kind of page arrives, and tells the browser to stay on HTTPS', async () => {
      const paths = [
        '/', '/c/shoes/trail-running-shoes', '/search?q=trail', '/p/flatlands', '/guides/how-to-choose-running-shoes',
        '/compare/longway-5-vs-errand-3', '/faq', '/cart', '/ask', '/sign-in', '/track', '/kits', '/nowhere',
        '/feeds/index.json', '/llms.txt', '/favicon.svg',
      ]; // prettier-ignore
      for (const path of paths) {
        const answer = await ask(path);
        answer.resume();
        expect([path, answer.statusCode]).toEqual([path, path === '/nowhere' ? 404 : 200]);
        expect(answer.headers['strict-transport-security'], path).toBe('max-age=31536000');
      }
    });

    it('pages name the address that people type, whatever the proxy asks for', async () => {
      let page = '';
      for await (const chunk of (await ask('/faq')) as AsyncIterable<Buffer>) page += chunk.toString();
      expect(page).toContain(`<link rel="canonical" href="${site}/faq">`);
      expect(page).not.toContain(new URL(shop.url).host);
    });

    it('an answer of the conversation arrives as it is made', async () => {
      let mayAnswer = (): void => {};
      untilModelMay = new Promise((resolve) => (mayAnswer = resolve));
      const body = JSON.stringify({ message: { text: 'a light trail shoe for mud' } });
      const headers = { 'content-type': 'application/json', origin: site };
      const answer = await ask('/api/chat', { method: 'POST', headers }, body);
      expect(answer.statusCode).toBe(200);
      let said = '';
      // The model is silent until the first event has come through: a proxy that gathers the answer never gets there.
      for await (const chunk of answer as AsyncIterable<Buffer>) {
        said += chunk.toString();
        mayAnswer();
      }
      expect(said).toContain('These fit.');
    });

    for (const width of [390, 1280])
      it(`a purchase is made at ${width} px`, async () => {
        const context = await open(width);
        const page = await context.newPage();
        await buy(page, site, `${PICTURES}/purchase-${name.replaceAll(' ', '-')}-${width}`);
        expect(page.url()).toMatch(new RegExp(`^${site}/order/`));
        await context.close();
      });

    it('a sign-in brings another id and keeps the cart and the conversation', async () => {
      untilModelMay = Promise.resolve();
      const context = await open();
      const page = await context.newPage();
      await page.goto(`${site}/`);
      await say(page, 'waterproof trail shoes under $150');
      await addToCart(page, site);
      const before = await visitor(context);
      expect(before).toMatchObject({ name: '__Host-visitor', secure: true, httpOnly: true, path: '/' });
      const email = `${name.replaceAll(' ', '.').toLowerCase()}@example.com`;
      await page.goto(`${site}/sign-in`);
      await page.getByLabel('E-mail').fill(email);
      await page.getByRole('button', { name: /link/i }).click();
      await page.waitForURL(/sent=1/);
      const link = linkTo(email);
      expect(link).toMatch(new RegExp(`^${site}/sign-in/`));
      await page.goto(link);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.waitForURL(/\/account/);
      const after = await visitor(context);
      expect(after?.value).not.toBe(before?.value);
      await page.goto(`${site}/cart`);
      expect(await page.locator('main').textContent()).toContain('Goods, 1 piece');
      await page.goto(`${site}/ask`);
      await page.getByRole('link', { name: 'waterproof trail shoes under $150' }).waitFor();

      // Who held the old id holds nothing.
      const thief = await open();
      await thief.addCookies([{ ...cookieOf(before), url: site }]);
      const other = await thief.newPage();
      await other.goto(`${site}/cart`);
      expect(await other.locator('main').textContent()).not.toContain('Goods, 1 piece');
      await other.goto(`${site}/account`);
      expect(other.url()).toBe(`${site}/sign-in`);
      await thief.close();
      await context.close();
    });

    it('a form with a large file arrives whole', async () => {
      const context = await open();
      const page = await context.newPage();
      await page.goto(`${site}/track`);
      const answered = await page.evaluate(async () => {
        const form = new FormData();
        form.append('file', new Blob(['x'.repeat(900_000)]), 'large.bin');
        form.append('number', 'ABCD-EFGH');
        form.append('email', 'after-the-file@example.com');
        const response = await fetch('/track', { method: 'POST', body: form });
        return { status: response.status, text: await response.text() };
      });
      expect(answered.status).toBe(404);
      expect(answered.text).toContain('after-the-file@example.com');
      await context.close();
    });

    it('another site’s form is refused, and a program’s JSON from the shop’s own origin is not', async () => {
      const post = async (path: string, headers: Record<string, string>, body: string) => {
        const answer = await ask(path, { method: 'POST', headers }, body);
        answer.resume();
        return answer.statusCode;
      };
      const form = { 'content-type': 'application/x-www-form-urlencoded' };
      expect(await post('/cart', { ...form, origin: 'https://evil.example' }, 'do=add')).toBe(403);
      expect(await post('/cart', { ...form, origin: site.replace('https', 'http') }, 'do=add')).toBe(403);
      const json = { 'content-type': 'application/json' };
      expect(await post('/api/cart', { ...json, origin: site }, '{"sku":""}')).toBe(400);
      expect(await post('/api/cart', json, '{"sku":""}')).toBe(400);
      expect(await post('/api/cart', { ...json, 'sec-fetch-site': 'cross-site' }, '{"sku":""}')).toBe(403);
    });

    it.runIf(forwards)('shoppers are told apart by their address, and cannot invent one', async () => {
      const at = found.findIndex((proxy) => proxy.name === name);
      let tries = 0;
      const track = async (localAddress: string) => {
        const headers = {
          'content-type': 'application/x-www-form-urlencoded',
          origin: site,
          'x-forwarded-for': `198.51.100.${++tries % 256}`,
        };
        const form = `number=ABC${at}-${1000 + tries}&email=ann@example.com`;
        const answer = await ask('/track', { method: 'POST', headers, localAddress }, form);
        answer.resume();
        return answer.statusCode;
      };
      while ((await track(`127.0.0.${10 + at}`)) !== 429) expect(tries).toBeLessThan(MANY);
      expect(await track(`127.0.0.${10 + at}`)).toBe(429);
      expect(await track(`127.0.0.${20 + at}`)).toBe(404);
    });
  });

  const visitor = async (context: BrowserContext) =>
    (await context.cookies()).find((cookie) => cookie.name.endsWith('visitor'));

  /** The link in the last message to that address. */
  function linkTo(email: string): string {
    const folder = join(OWN, 'outbox');
    const messages = readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8'));
    const message = messages.findLast((one) => one.includes(email)) ?? '';
    return /https:\S+\/sign-in\/\S+/.exec(message.replace(/=\r?\n/g, ''))?.[0] ?? 'no link';
  }
});

const cookieOf = (cookie: Awaited<ReturnType<BrowserContext['cookies']>>[number] | undefined) => ({
  name: cookie?.name ?? '',
  value: cookie?.value ?? '',
  secure: true,
});
