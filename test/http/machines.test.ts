import { gunzipSync } from 'node:zlib';
import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');
const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(shop + path, { redirect: 'manual', headers, method });

describe('the Markdown twin', () => {
  const twins = [
    ['/', '/index.md'],
    ['/p/flatlands', '/p/flatlands.md'],
    ['/c/shoes/trail-running-shoes', '/c/shoes/trail-running-shoes.md'],
    ['/guides', '/guides.md'],
    ['/guides/how-to-choose-running-shoes', '/guides/how-to-choose-running-shoes.md'],
    ['/faq', '/faq.md'],
    ['/policies/returns', '/policies/returns.md'],
    ['/best', '/best.md'],
    ['/best/first-marathon', '/best/first-marathon.md'],
    ['/glossary', '/glossary.md'],
    ['/compare/errand-3-vs-longway-5', '/compare/errand-3-vs-longway-5.md'],
    ['/proof', '/proof.md'],
    ['/kits', '/kits.md'],
    ['/kits/start-running', '/kits/start-running.md'],
    ['/rewards', '/rewards.md'],
  ] as const;

  it.each(twins)('of %s stands at %s and at the page itself for who asks', async (page, twin) => {
    const own = await get(twin);
    expect(own.status).toBe(200);
    expect(own.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(own.headers.get('link')).toBe(`<http://localhost:4321${page}>; rel="canonical"`);
    const text = await own.text();
    expect(text).toMatch(/^# \S/);
    const asked = await get(page, { accept: 'text/markdown, text/html;q=0.5' });
    expect(asked.headers.get('content-type')).toBe('text/markdown; charset=utf-8');
    expect(asked.headers.get('vary')).toMatch(/\bAccept\b/);
    expect(await asked.text()).toBe(text);
  });

  it.each(twins)('of %s is named by the page, which stays HTML for everyone else', async (page, twin) => {
    for (const accept of [
      '*/*',
      'text/html,*/*;q=0.8',
      'text/markdown;q=0.2,text/html',
      'application/x-nonsense',
      ';;q=,',
      'text/markdown;q=zero',
    ]) {
      const response = await get(page, { accept });
      expect(response.status, accept).toBe(200);
      expect(response.headers.get('content-type'), accept).toMatch(/^text\/html/);
      expect(response.headers.get('vary')).toMatch(/\bAccept\b/);
      expect(response.headers.get('link')).toContain(`<${twin}>; rel="alternate"; type="text/markdown"`);
      await response.text();
    }
  });

  it('says the price, the stock and the questions of the page', async () => {
    const page = await (await get('/p/flatlands')).text();
    const twin = await (await get('/p/flatlands.md')).text();
    const price = /\*\*Price:\*\* (\$[\d.,]+)/.exec(twin)?.[1] ?? 'none';
    expect(page).toContain(price);
    const stock = /\*\*Availability:\*\* ([^;\n]+)/.exec(twin)?.[1] ?? 'none';
    expect(page).toContain(stock);
    const questions = [...twin.matchAll(/^### (.+)$/gm)].map(([, question = '']) => question);
    expect(questions.length).toBeGreaterThan(1);
    for (const question of questions) expect(page).toContain(question);
  });

  it.each([
    ['longway-5-vs-errand-3', 'errand-3-vs-longway-5'],
    ['longway-5-vs-flatlands-vs-errand-3', 'errand-3-vs-flatlands-vs-longway-5'],
    [
      'longway-5-vs-errand-3-vs-milk-round-2-vs-flatlands',
      'errand-3-vs-flatlands-vs-longway-5-vs-milk-round-2',
    ],
  ])('of the comparison %s is that of %s, the one address that counts', async (asked, counted) => {
    const site = 'http://localhost:4321';
    const response = await get(`/compare/${asked}`);
    const page = await response.text();
    expect(response.headers.get('link')).toContain(`</compare/${counted}.md>; rel="alternate"`);
    expect(page).toContain(`<link rel="canonical" href="${site}/compare/${counted}">`);
    expect(page).toContain(
      `<link rel="alternate" type="text/markdown" href="${site}/compare/${counted}.md">`,
    );
    expect(page).toContain(`"@id":"${site}/compare/${counted}#article"`);
    expect(page).toContain(`"url":"${site}/compare/${counted}"`);
    expect(page).not.toContain(`${site}/compare/${asked}`);
    expect(page).toMatch(/<h1[^>]*>\s*(?:Halden )?Longway 5/);
    const own = await get(`/compare/${asked}.md`);
    expect(own.headers.get('link')).toBe(`<${site}/compare/${counted}>; rel="canonical"`);
    expect(await own.text()).toContain(`Source: ${site}/compare/${counted}`);
  });

  it.each([
    '/p/nope.md',
    '/c/nope.md',
    '/guides/nope.md',
    '/policies/nope.md',
    '/best/nope.md',
    '/compare/nope.md',
    '/kits/nope.md',
    '/compare/longway-5-vs-nope.md',
    '/nope.md',
    '/p/%ff.md',
    '/cart.md',
  ])('%s is a short 404', async (path) => {
    const response = await get(path);
    expect([400, 404]).toContain(response.status);
    expect((await response.text()).length).toBeLessThan(20_000);
  });

  it('is not made of a page that is not there', async () => {
    expect((await get('/p/nope', { accept: 'text/markdown' })).status).toBe(404);
    expect((await get('/cart', { accept: 'text/markdown' })).headers.get('content-type')).toMatch(
      /^text\/html/,
    );
  });
});

describe('coming back', () => {
  it.each([
    '/',
    '/p/flatlands',
    '/p/flatlands.md',
    '/c/shoes',
    '/faq',
    '/robots.txt',
    '/llms.txt',
    '/llms-full.txt',
    '/sitemap.xml',
    '/sitemaps/pages.xml',
    '/sitemaps/products-0.xml',
    '/feeds/index.json',
    '/feeds/google.xml',
    '/feeds/google.tsv',
    '/feeds/openai.jsonl.gz',
    '/feeds/acp/metadata.json',
    '/feeds/acp/products.jsonl',
  ])('%s has a strong tag and answers 304 to it, 200 to another', async (path) => {
    const first = await get(path);
    expect(first.status).toBe(200);
    const tag = first.headers.get('etag') ?? '';
    expect(tag).toMatch(/^"[^"]+"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=0, must-revalidate');
    await first.arrayBuffer();
    const again = await get(path, { 'if-none-match': tag });
    expect(again.status).toBe(304);
    expect(again.headers.get('etag')).toBe(tag);
    expect(await again.text()).toBe('');
    const other = await get(path, { 'if-none-match': '"other"' });
    expect(other.status).toBe(200);
    await other.arrayBuffer();
  });

  it('tells caches apart the page of a visitor from the page of everyone', async () => {
    const own = await get('/p/flatlands', { cookie: 'visitor=aaaaaaaaaaaaaaaaaaaaa' });
    expect(own.headers.get('cache-control')).toBe('private, no-cache');
    expect((await get('/p/flatlands')).headers.get('cache-control')).toMatch(/^public/);
  });

  it('gives a page and its Markdown different tags', async () => {
    const page = await get('/p/flatlands');
    const twin = await get('/p/flatlands', { accept: 'text/markdown' });
    expect(page.headers.get('etag')).not.toBe(twin.headers.get('etag'));
  });
});

describe('the feeds over HTTP', () => {
  it('are listed, and every listed file answers', async () => {
    const index = (await (await get('/feeds/index.json')).json()) as {
      feeds: { files: { url: string; variants: number }[] }[];
    };
    const files = index.feeds.flatMap((feed) => feed.files);
    expect(files).toHaveLength(4);
    for (const { url, variants } of files) {
      expect(variants).toBeGreaterThan(500);
      const response = await get(new URL(url).pathname);
      expect(response.status).toBe(200);
      expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(50_000);
    }
  });

  it('give OpenAI a packed file of one JSON object a line, none of it decoded on the way', async () => {
    const response = await get('/feeds/openai.jsonl.gz');
    expect(response.headers.get('content-type')).toBe('application/gzip');
    const text = gunzipSync(new Uint8Array(await response.arrayBuffer())).toString();
    const rows = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { url: string; price: string });
    expect(rows.length).toBeGreaterThan(500);
    const row = rows[0];
    const page = await (await get(new URL(row?.url ?? '').pathname + new URL(row?.url ?? '').search)).text();
    expect(page).toContain(`$${(row?.price ?? '').replace(/(\.00)? USD$/, '')}`);
  });

  it.each([
    '/feeds/nope.xml',
    '/feeds/google-99.xml',
    '/feeds/..%2f..%2fpackage.json',
    '/sitemaps/products-999.xml',
  ])('%s is a 404', async (path) => expect((await get(path)).status).toBe(404));

  it('keep the IndexNow key to themselves where none is set', async () => {
    expect((await get('/indexnow.txt')).status).toBe(404);
  });
});

const AT_ONCE = 5; // what every shop takes up, however busy its machine is

describe('a crawler that asks for what is not there', () => {
  it('gets near matches first and a plain page in a flood, and never an error', async () => {
    const statuses = new Map<number, number>();
    const ask = async (n: number) => {
      const response = await get(`/p/missing-shoe-${n}`);
      statuses.set(response.status, (statuses.get(response.status) ?? 0) + 1);
      return response.text();
    };
    for (let at = 0; at < 300; at += AT_ONCE)
      await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => ask(at + index)));
    expect([...statuses]).toEqual([[404, 300]]);
    expect((await get('/p/flatlands')).status).toBe(200);
  });
});

describe('a picture for readers that take no SVG', () => {
  it('stands at the address that the page’s data and the feed name', async () => {
    const page = await (await get('/p/flatlands')).text();
    const [, path] =
      /property="og:image" content="http:\/\/localhost:4321(\/pictures\/flatlands\.png[^"]+)"/.exec(page) ??
      [];
    const picture = await get(path?.replaceAll('&amp;', '&') ?? '');
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(picture.headers.get('cache-control')).toMatch(/immutable/);
    expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(5_000);
    const again = await get(path ?? '', { 'if-none-match': picture.headers.get('etag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('is not there for a product that is not', async () => {
    expect((await get('/pictures/nope.png')).status).toBe(404);
  });
});
