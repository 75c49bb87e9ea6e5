import { gzipSync } from 'node:zlib';
import { parse, type DefaultTreeAdapterMap } from 'parse5';
import { describe, expect, inject, it } from 'vitest';

const shop = inject('shopUrl');
const get = (path: string, init: RequestInit = {}) => fetch(shop + path, { redirect: 'manual', ...init });
const html = async (path: string) => {
  const response = await get(path);
  expect(response.status, path).toBe(200);
  return response.text();
};

interface Node {
  readonly '@type': string;
  readonly '@id'?: string;
  readonly [key: string]: unknown;
}

function graphOf(page: string): readonly Node[] {
  const scripts = [...page.matchAll(/<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g)];
  expect(scripts).toHaveLength(1);
  return (JSON.parse(scripts[0]?.[1] ?? '') as { '@graph': readonly Node[] })['@graph'];
}

type Element = DefaultTreeAdapterMap['element'];

function elementsOf(node: DefaultTreeAdapterMap['node']): readonly Element[] {
  const children = 'childNodes' in node ? node.childNodes.flatMap(elementsOf) : [];
  return 'tagName' in node ? [node, ...children] : children;
}

const pages = [
  '/',
  '/c/shoes',
  '/c/shoes/trail-running-shoes',
  '/search?q=trail+shoes',
  '/p/flatlands',
  '/guides',
  '/guides/how-to-choose-running-shoes',
  '/faq',
  '/policies/returns',
  '/cart',
];

describe('every page', () => {
  it.each(pages)('%s has one heading, a title, a description, an address and one graph', async (path) => {
    const page = await html(path);
    expect(page.match(/<h1[\s>]/g)).toHaveLength(1);
    expect(page).toMatch(/<html[^>]*lang="en/);
    expect(page).toMatch(/<title>[^<]{10,}<\/title>/);
    expect(page).toMatch(/<meta name="description" content="[^"]{20,}"/);
    expect(page).toMatch(
      path.startsWith('/cart') || path.startsWith('/search')
        ? /<meta name="robots" content="noindex"/
        : /<link rel="canonical" href="http:\/\/localhost:4321\//,
    );
    expect(graphOf(page).map((node) => node['@type'])).toEqual(
      expect.arrayContaining(['OnlineStore', 'WebSite']),
    );
  });

  it.each(pages)('%s refers in its graph only to nodes that some page of the shop has', async (path) => {
    const graph = graphOf(await html(path));
    const own = new Set(graph.flatMap((node) => node['@id'] ?? []));
    const dangling = JSON.stringify(graph)
      .match(/\{"@id":"([^"]+)"\}/g)
      ?.map((reference) => (JSON.parse(reference) as { '@id': string })['@id'])
      .filter((id) => !own.has(id) && !/\/(p|guides)\//.test(id));
    expect(dangling ?? []).toEqual([]);
  });

  it.each(['/', '/p/flatlands', '/c/shoes', '/search?q=shoes'])(
    '%s carries the guards of a public site',
    async (path) => {
      const { headers } = await get(path);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBeTruthy();
      expect(headers.get('content-security-policy')).toMatch(/default-src 'self'.*frame-ancestors/);
      expect(headers.get('content-security-policy')).not.toMatch(/unsafe|sha256|https:/);
    },
  );
});

describe('budgets of the product page', () => {
  const KB = 1024;

  it('hold for HTML, style and script', async () => {
    const page = await html('/p/flatlands');
    expect(gzipSync(page).length).toBeLessThan(40 * KB);
    const sheets = [...page.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)].map(([, href]) => href ?? '');
    const inlineStyle = [...page.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)]
      .map(([, css]) => css ?? '')
      .join('');
    const css =
      (await Promise.all(sheets.map((href) => get(href).then((response) => response.text())))).join('') +
      inlineStyle;
    expect(css.length).toBeGreaterThan(1000);
    expect(gzipSync(css).length).toBeLessThan(17 * KB);
    const scripts = [...page.matchAll(/<script(?![^>]*ld\+json)([^>]*)>([\s\S]*?)<\/script>/g)];
    const sources = await Promise.all(
      scripts.map(async ([, attributes = '', inline = '']) => {
        const src = /src="([^"]+)"/.exec(attributes)?.[1];
        return src ? (await get(src)).text() : inline;
      }),
    );
    expect(gzipSync(sources.join('')).length).toBeLessThan(5 * KB);
  });
});

describe('a product page', () => {
  it('says one price on the page and in the graph, for every variant', async () => {
    const page = await html('/p/flatlands');
    const variants = graphOf(page).filter((node) => node['@type'] === 'Product');
    expect(variants.length).toBeGreaterThan(1);
    for (const variant of variants.slice(0, 4)) {
      const offer = variant['offers'] as { price: string; url: string };
      const own = await html(new URL(offer.url).pathname + new URL(offer.url).search);
      const shown = offer.price.replace(/\.00$/, '');
      expect(own).toContain(`$${shown}`);
    }
  });

  it('has the price and the stock of every variant in its HTML, whichever is chosen', async () => {
    const page = await html('/p/flatlands');
    const variants = graphOf(page).filter((node) => node['@type'] === 'Product' && node['sku']);
    const rows = [...page.matchAll(/<tr[^>]*>\s*<th scope="row"[\s\S]*?<\/tr>/g)].map(([row]) => row);
    expect(variants.length).toBeGreaterThan(1);
    for (const { sku, offers } of variants) {
      const row = rows.find((one) => one.includes(`variant=${encodeURIComponent(String(sku))}"`)) ?? '';
      expect(row).toContain(`$${(offers as { price: string }).price.replace(/\.00$/, '')}`);
      expect(row).toMatch(/In stock|\d+ left|Sold out|Available|can be ordered/);
    }
  });

  it('answers 404 with near matches for a product that is not there, and 200 for one that is', async () => {
    const missing = await get('/p/flatland');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toContain('/p/flatlands');
    expect((await get('/p/flatlands')).status).toBe(200);
  });

  it('shows the first variant where the address names an unknown one', async () => {
    expect(await html('/p/flatlands?variant=NO-SUCH')).toContain('Flatlands');
  });
});

it('a search for nothing lists the whole shop, so that no product is out of reach where there are no shelves', async () => {
  const shelves = await html('/');
  const sold = [...shelves.matchAll(/<span class="num"[^>]*>(\d+)<\/span>/g)].map((found) =>
    Number(found[1]),
  );
  const listed = Number(/(\d+) products/.exec(await html('/search'))?.[1]);
  expect(listed).toBeGreaterThanOrEqual(Math.max(...sold));
});

describe('a search with ?why', () => {
  it('says how the words were read and why each product is there, and without it does not', async () => {
    const asked = '/search?q=waterproof+trail+shoes+under+%24150';
    const told = await html(`${asked}&why`);
    expect(told).toContain('How it was read');
    expect(told).toContain('Under $150: it costs');
    expect(await html(asked)).not.toContain('How it was read');
  });
});

describe('bad input', () => {
  it.each([
    '/search?q=',
    '/search',
    '/search?q=%00',
    '/search?q=%F0%9F%8F%83',
    `/search?q=${'a'.repeat(6000)}`,
    '/search?q=the+of+and',
    '/search?q=%27%3B+drop+table+product%3B--',
    '/search?q=__proto__&constructor=1&price=9..1&color=&page=-7&sort=nope',
    '/search?q=shoes&page=99999999999',
    '/c/shoes?price=abc..&drop=..%27&page=x',
  ])('%s is answered, not thrown', async (path) => {
    const response = await get(path);
    expect([200, 302, 303]).toContain(response.status);
  });

  it('is shown back as text, never as markup', async () => {
    const hostile = '<script>alert(1)</script>"><img src=x onerror=alert(1)>';
    const page = parse(await html(`/search?q=${encodeURIComponent(hostile)}`));
    const elements = elementsOf(page);
    const attribute = (element: Element, name: string) =>
      element.attrs.find((one) => one.name === name)?.value;
    expect(elements.length).toBeGreaterThan(50);
    expect(
      elements.filter((element) => element.tagName === 'img' && attribute(element, 'src') === 'x'),
    ).toEqual([]);
    expect(elements.filter((element) => attribute(element, 'onerror') !== undefined)).toEqual([]);
    expect(elements.some((element) => attribute(element, 'value') === hostile)).toBe(true);
  });

  it.each([
    '/c/no-such-category',
    '/guides/none',
    '/policies/none',
    '/compare/a',
    '/compare/nope-vs-neither',
    '/nothing',
    '/p/..%2f..%2fpackage.json',
  ])('%s is a designed 404', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).toMatch(/<h1/);
  });

  it('does not let a foreign page change the cart', async () => {
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://evil.example' },
      body: '{"sku":"X"}',
    };
    expect((await get('/api/cart', init)).status).toBe(403);
  });

  it('answers a host it does not have with its own addresses', async () => {
    const page = await (await get('/p/flatlands', { headers: { host: 'evil.example' } })).text();
    expect(page).not.toContain('evil.example');
  });
});

describe('the cart without script', () => {
  it('takes a product, changes its number and lets it go', async () => {
    const page = await html('/p/flatlands');
    const sku = /name="sku" value="([^"]+)"/.exec(page)?.[1] ?? '';
    expect(sku).not.toBe('');
    let cookie = '';
    const post = async (fields: Record<string, string>) => {
      const response = await get('/cart', {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: shop, cookie },
        body: new URLSearchParams(fields).toString(),
      });
      cookie =
        response.headers
          .getSetCookie()
          .find((one) => one.startsWith('visitor='))
          ?.split(';')[0] ?? cookie;
      expect([302, 303]).toContain(response.status);
      return (await get(response.headers.get('location') ?? '/cart', { headers: { cookie } })).text();
    };
    expect(await post({ sku, quantity: '1' })).toContain('Flatlands');
    expect(cookie).toMatch(/^visitor=[\w-]{28}\.[\w-]{43}$/);
    const cart = await (await get('/cart', { headers: { cookie } })).text();
    expect(cart).toContain(sku);
    expect(await (await get('/cart')).text()).not.toContain(sku);
  });
});

describe('the sitemap', () => {
  it('names only pages that answer', async () => {
    const index = await (await get('/sitemap.xml')).text();
    const files = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => new URL(loc).pathname);
    expect(files.length).toBeGreaterThan(1);
    const xml = (await Promise.all(files.map((file) => get(file).then((response) => response.text())))).join(
      '',
    );
    const paths = [...xml.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => new URL(loc).pathname);
    expect(paths.length).toBeGreaterThan(150);
    const sample = paths.filter((_, index) => index % 12 === 0);
    const statuses = await Promise.all(sample.map(async (path) => [path, (await get(path)).status]));
    expect(statuses.filter(([, status]) => status !== 200)).toEqual([]);
  });
});
