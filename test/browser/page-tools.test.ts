import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { CHROMIUM, hasChromium } from '../doubles/chromium.ts';
import type { ListRead } from '#src/components/page-tools/read-list.ts';
import type { ProductRead } from '#src/components/page-tools/read-product.ts';
import { openPage, sideways, violationsOf } from './opened-page.ts';
import { order } from './purchase.ts';

const shop = inject('shopUrl');

describe.skipIf(!hasChromium)('an assistant in Chromium, over WebMCP', () => {
  let browser: Browser;
  let page: Page;
  let wrong: string[];
  let speaks = false;

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--enable-features=WebMCP'],
    });
    page = await openPage(browser, 390, 'light');
    await page.goto(`${shop}/`);
    speaks = await page.evaluate(() => 'modelContext' in document);
    await page.context().close();
  });
  afterAll(() => browser?.close());
  beforeEach(async ({ skip }) => {
    skip(!speaks, 'this Chromium does not know WebMCP: document.modelContext is missing');
    page = await openPage(browser, 390, 'light');
    wrong = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on(
      'console',
      (message) =>
        message.type() === 'error' && !/404 \(Not Found\)/.test(message.text()) && wrong.push(message.text()),
    );
    return async () => {
      expect(wrong).toEqual([]);
      await page.context().close();
    };
  });

  const go = async (path: string): Promise<void> => {
    await page.goto(shop + path);
    await expect.poll(names).toContain('open_checkout');
  };
  const names = async () => (await page.webmcp.tools()).map(({ name }) => name);
  const call = async <Answer>(name: string, given: Readonly<Record<string, unknown>> = {}) =>
    (await page.webmcp.callTool(name, given as never)) as Answer;
  const dialog = () => page.getByRole('dialog');

  it('is told of five tools on every page, beside the forms of that page', async () => {
    const five = ['search_products', 'filter_products', 'choose_variant', 'add_to_cart', 'open_checkout'];
    for (const [path, forms] of [
      ['/', ['show_search']],
      ['/search?q=shoes', ['show_search', 'sort_list', 'filter_by_price']],
      ['/p/flatlands', ['show_search', 'show_variant', 'add_shown_to_cart']],
      ['/cart', ['show_search']],
    ] as const) {
      await go(path);
      expect(await names()).toEqual(expect.arrayContaining([...five, ...forms]));
    }
    const tools = await page.webmcp.tools();
    expect(tools.filter((one) => one.annotations?.readOnly).map(({ name }) => name)).toEqual(
      five.slice(0, 3),
    );
  });

  it('finds what the page of the search shows, and narrows it by a value and by bounds', async () => {
    await go('/');
    const found = await call<ListRead>('search_products', { query: 'trail shoes' });
    await go(found.address);
    const shown = await page.locator('.results .card .title').allTextContents();
    expect(found.products.map(({ title }) => title)).toEqual(shown.map((title) => title.trim()));
    const facet = found.filters.find(({ values }) => values.some(({ products }) => products > 0));
    const value = facet?.values.find(({ chosen, products }) => !chosen && products > 0);
    const narrowed = await call<ListRead>('filter_products', { filter: facet?.name, value: value?.value });
    expect(narrowed.filters.find(({ name }) => name === facet?.name)?.values).toContainEqual(
      expect.objectContaining({ value: value?.value, chosen: true }),
    );
    const cheap = await call<ListRead>('filter_products', {
      list: found.address,
      filter: 'price',
      to: '120',
    });
    expect(cheap.products.length).toBeGreaterThan(0);
    expect(cheap.products.every(({ price }) => Number(/\$(\d+)/.exec(price)?.[1]) <= 120)).toBe(true);
    for (const [given, refusal] of [
      [{ filter: 'no such filter', value: 'x' }, 'unknown-filter'],
      [{ filter: facet?.name, value: 'no such value' }, 'unknown-value'],
      [{ filter: 'price' }, 'no-bound'],
      [{ list: 'https://elsewhere.example/', filter: 'price', to: '1' }, 'no-list'],
    ] as const)
      expect(await call('filter_products', given)).toMatchObject({ ok: false, refusal });
  });

  it('shows searches, bounds and variants by the forms, which go where they go for people', async () => {
    await go('/');
    await call('show_search', { q: 'trail shoes' });
    await page.waitForURL(/\/search\?q=trail(\+|%20)shoes/);
    await expect.poll(names).toContain('filter_by_price');
    await call('filter_by_price', { 'to:price': '120' });
    await page.waitForURL(/price/);
    await go('/p/flatlands');
    const form = (await page.webmcp.tools()).find(({ name }) => name === 'show_variant');
    const { variant } = (form?.inputSchema as { properties: { variant: { enum: string[] } } }).properties;
    await call('show_variant', { variant: variant.enum.at(-1) });
    await page.waitForURL((url) => url.searchParams.get('variant') === variant.enum.at(-1));
  });

  it('leaves the button of the cart to the person', async () => {
    await go('/p/quarter-25-gel');
    const called = page.webmcp.callTool('add_shown_to_cart', {});
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
      .toBe('Add to cart');
    expect(page.url()).toMatch(/\/p\//);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/cart/);
    await called;
  });

  it('buys: searches, chooses, asks the person, and opens the checkout, where the person orders', async () => {
    await go('/');
    expect(await call('open_checkout')).toMatchObject({ ok: false, refusal: 'empty-cart' });
    const found = await call<ListRead>('search_products', { query: 'trail shoes' });
    const first = found.products[0]?.address;
    const asked = await call<ProductRead>('choose_variant', { product: first });
    const [option] = asked.options;
    const value = option?.values.at(-1) ?? '';
    const options = { [option?.name ?? '']: value };
    const chosen = await call<ProductRead>('choose_variant', { product: first, options });
    expect(chosen.chosen[option?.name ?? '']).toBe(value);
    const bought = [chosen, asked].find(({ sku }) => sku !== null);
    const adding = () => call('add_to_cart', { product: bought?.address, quantity: 2 });

    let called = adding();
    await dialog().waitFor();
    expect(await dialog().textContent()).toContain(`2 × ${bought?.title}`);
    expect(await dialog().textContent()).toContain(bought?.price);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.screenshot({ path: 'var/test/pictures/assistant-asks.png' });
    await page.keyboard.press('Escape');
    expect(await called).toMatchObject({ ok: false, refusal: 'declined' });

    called = adding();
    await dialog().getByRole('button', { name: 'No' }).click();
    expect(await called).toMatchObject({ ok: false, refusal: 'declined' });
    expect(await call('open_checkout')).toMatchObject({ ok: false, refusal: 'empty-cart' });

    called = adding();
    await dialog().getByRole('button', { name: 'Add to cart' }).click();
    expect(await called).toMatchObject({ ok: true, piecesInCart: 2, added: { sku: bought?.sku } });
    expect(await page.locator('[data-cart-count]').first().textContent()).toBe('2');
    expect(await call('open_checkout')).toEqual({ ok: true, address: '/checkout' });
    await page.waitForURL(/\/checkout$/);
    await order(page);
  });

  it('is refused with a word for what it gives wrong, and nobody is asked', async () => {
    await go('/p/quarter-25-gel');
    for (const [name, given, refusal] of [
      ['add_to_cart', { quantity: 0 }, 'bad-quantity'],
      ['add_to_cart', { quantity: 1.5 }, 'bad-quantity'],
      ['add_to_cart', { quantity: '2' }, 'bad-quantity'],
      ['add_to_cart', { product: '/p/no-such-product' }, 'no-product'],
      ['add_to_cart', { product: 'https://elsewhere.example/p/x' }, 'no-product'],
      ['add_to_cart', { product: 'javascript:alert(1)' }, 'no-product'],
      ['choose_variant', { options: { 'no such option': 'x' } }, 'unknown-option'],
      ['choose_variant', { product: '/cart' }, 'no-product'],
    ] as const)
      expect([name, given, await call(name, given)]).toMatchObject([name, given, { ok: false, refusal }]);
    expect(await dialog().count()).toBe(0);
  });

  it('costs a browser without it nothing: no script is loaded for it', async () => {
    const other = await chromium.launch({
      executablePath: CHROMIUM,
      args: ['--no-sandbox', '--disable-gpu'],
    });
    try {
      const scripts = async (opened: Page) => {
        await opened.goto(`${shop}/p/flatlands`, { waitUntil: 'networkidle' });
        return opened.evaluate(() =>
          performance
            .getEntriesByType('resource')
            .filter(({ name }) => /\.(js|css)$/.test(name))
            .map(({ name }) => name),
        );
      };
      const without = await scripts(await openPage(other, 390, 'light'));
      const withIt = await scripts(page);
      expect(without.length).toBeGreaterThan(0);
      expect(withIt.length).toBeGreaterThan(without.length);
      expect(without.filter((name) => /register-tools|ask-person/.test(name))).toEqual([]);
    } finally {
      await other.close();
    }
  });
});
