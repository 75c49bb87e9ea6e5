import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { openPage, sideways, violationsOf } from './opened-page.ts';

const shop = inject('shopUrl');

const pages: Readonly<Record<string, string>> = {
  home: '/',
  category: '/c/shoes/trail-running-shoes',
  search: '/search?q=waterproof+trail+shoes+under+%24120',
  nothing: '/search?q=waterproof+trail+shoe+under+%245',
  product: '/p/flatlands',
  gel: '/p/quarter-25-gel',
  guide: '/guides/how-to-choose-running-shoes',
  guides: '/guides',
  compare: '/compare/longway-5-vs-errand-3',
  use: '/best/first-marathon',
  uses: '/best',
  glossary: '/glossary',
  faq: '/faq',
  policy: '/policies/returns',
  cart: '/cart',
  track: '/track',
  missing: '/p/no-such-shoe',
};

describe.skipIf(!hasChromium)('in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync('var/test/pictures', { recursive: true });
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(() => browser?.close());

  /** A page that notes what goes wrong in it: errors, and what its own security policy refuses. */
  async function opened(width: number, scheme: 'light' | 'dark'): Promise<{ page: Page; wrong: string[] }> {
    const page = await openPage(browser, width, scheme);
    const wrong: string[] = [];
    page.on('pageerror', (error) => wrong.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404 \(Not Found\)/.test(message.text())) wrong.push(message.text());
    });
    await page.exposeFunction('refused', (what: string) => wrong.push(what));
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      refused(location.pathname + ' ' + event.violatedDirective + ' ' + event.blockedURI))`);
    return { page, wrong };
  }

  describe.each([
    { width: 390, scheme: 'light' as const },
    { width: 1280, scheme: 'dark' as const },
  ])('at $width px in $scheme', ({ width, scheme }) => {
    let page: Page;
    let wrong: string[];
    beforeAll(async () => {
      ({ page, wrong } = await opened(width, scheme));
    });
    afterAll(() => page?.context().close());

    it.each(Object.entries(pages))(
      '%s has no axe violation, no error, no breach of its own policy and no sideways scroll',
      async (_, path) => {
        wrong.length = 0;
        await page.goto(shop + path, { waitUntil: 'load' });
        expect(await violationsOf(page)).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        if (width === 390) {
          await page.setViewportSize({ width: 320, height: 900 });
          expect(await sideways(page)).toBeLessThanOrEqual(0);
          await page.setViewportSize({ width, height: 900 });
        }
        expect(wrong).toEqual([]);
      },
    );
  });

  it('breaks its own security policy on no other page either, and would be told', async () => {
    const { page, wrong } = await opened(390, 'light');
    const others = ['/ask', '/account', '/checkout', '/kits', '/rewards', '/proof', '/studio', '/sign-in'];
    for (const path of others) await page.goto(shop + path, { waitUntil: 'load' });
    expect(wrong).toEqual([]);
    await page.evaluate(
      `document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/x.png' }))`,
    );
    await expect.poll(() => wrong).toContain('/sign-in img-src https://elsewhere.example/x.png');
    await page.context().close();
  });

  it('answers a question in the page: cards first, then words, and keeps it over a reload', async () => {
    const { page, wrong } = await opened(1280, 'light');
    await page.goto(`${shop}/`, { waitUntil: 'load' });
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.fill('waterproof trail shoe under $150');
    await box.press('Enter');
    await page.locator('.talk-card').first().waitFor();
    await page.locator('.talk-prose').first().waitFor();
    await expect.poll(() => page.locator('.talk .talk-status').textContent()).toBe('Answer ready.');
    expect(await violationsOf(page)).toEqual([]);
    const words = await page.locator('.talk-prose').first().textContent();
    await page.reload();
    await page.locator('.talk-card').first().waitFor();
    expect(await page.locator('.talk-prose').first().textContent()).toBe(words);
    expect(wrong).toEqual([]);
    await page.context().close();
  });

  it('puts a card into the cart from the conversation and counts it', async () => {
    const page = await openPage(browser, 390, 'dark');
    await page.goto(`${shop}/`);
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.fill('bib race belt');
    await box.press('Enter');
    await page.locator('.talk-add').first().click();
    await expect.poll(() => page.locator('[data-cart-count]').first().textContent()).toBe('1');
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('searches, filters and buys without script', async () => {
    const page = await openPage(browser, 390, 'light', { javaScriptEnabled: false });
    await page.goto(`${shop}/`);
    await page.locator('input[name=q]').first().fill('trail shoes');
    await page.locator('input[name=q]').first().press('Enter');
    await page.waitForURL(/\/search\?q=trail/);
    await page.locator('a[href^="/p/"]').first().click();
    await page.waitForURL(/\/p\//);
    await page
      .getByRole('button', { name: /add to cart/i })
      .first()
      .click();
    await page.waitForURL(/\/cart/);
    expect(await page.locator('main').textContent()).toMatch(/Goods, 1 piece/);
    await page.context().close();
  });

  it('leads through checkout by keyboard alone, with no axe violation on the way', async () => {
    for (const [width, scheme] of [
      [390, 'dark'],
      [1280, 'light'],
    ] as const) {
      const page = await openPage(browser, width, scheme);
      await page.goto(`${shop}/p/quarter-25-gel`);
      const clean = async () => {
        expect([page.url(), await violationsOf(page), await sideways(page)]).toEqual([page.url(), [], 0]);
      };
      await page
        .getByRole('button', { name: /add to cart/i })
        .first()
        .press('Enter');
      const beside = page.getByRole('dialog', { name: 'Cart' });
      await beside.waitFor();
      await clean();
      await beside.getByRole('link', { name: 'Go to the cart' }).press('Enter');
      await page.waitForURL(/\/cart$/);
      await clean();
      await page.getByRole('link', { name: 'Go to checkout' }).press('Enter');
      await page.waitForURL(/\/checkout$/);
      await page.getByRole('button', { name: /delivery and payment/ }).press('Enter');
      await page.getByRole('alert').waitFor();
      await clean();
      const typed = ['ann@example.com', 'Ann Example', '1 Road', '', 'Boulder', 'CO', '80302'];
      await page.getByLabel('E-mail').focus();
      for (const text of typed) {
        await page.keyboard.type(text);
        await page.keyboard.press('Tab');
      }
      await page.getByRole('button', { name: /delivery and payment/ }).press('Enter');
      await page.waitForURL(/\/checkout\/review/);
      await clean();
      await page.getByRole('button', { name: /Order and pay/ }).press('Enter');
      await page.waitForURL(/\/order\//);
      await page.getByText('Paid, being packed').waitFor();
      await clean();
      await page.context().close();
    }
  });

  it('suggests while typing, by keyboard alone', async () => {
    const page = await openPage(browser, 1280, 'light');
    await page.goto(`${shop}/`);
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.focus();
    await page.keyboard.insertText('trai'); // at once: a list that came late would take the choice away
    await page.locator('[role=option]').first().waitFor();
    await box.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await box.press('Escape');
    expect(await page.locator('[role=listbox]').first().isHidden()).toBe(true);
    await page.context().close();
  });

  it('suggests for what was put in at once, before its script had come', async () => {
    const page = await openPage(browser, 1280, 'light');
    await page.goto(`${shop}/`);
    await page.locator('shelf-talk input[name=q]').first().fill('trail');
    await page.locator('[role=option]').first().waitFor();
    await page.context().close();
  });
});
