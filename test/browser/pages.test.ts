import { mkdirSync } from 'node:fs';
import AxeBuilder from '@axe-core/playwright';
import { type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { hasChromium, launchChromium, patientContext } from '#test/doubles/chromium.ts';

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
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  async function open(
    path: string,
    width: number,
    scheme: 'light' | 'dark',
    javaScriptEnabled = true,
  ): Promise<{ page: Page; errors: string[] }> {
    const context = await patientContext(browser, {
      viewport: { width, height: 900 },
      colorScheme: scheme,
      javaScriptEnabled,
    });
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/404 \(Not Found\)/.test(message.text()))
        errors.push(message.text());
    });
    await page.goto(shop + path, { waitUntil: 'load' });
    return { page, errors };
  }

  for (const [name, path] of Object.entries(pages)) {
    for (const [width, scheme] of [
      [390, 'light'],
      [1280, 'dark'],
    ] as const) {
      it(`${name} at ${width} px in ${scheme} has no axe violation, no error, no sideways scroll`, async () => {
        const { page, errors } = await open(path, width, scheme);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(
          violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
        ).toEqual([]);
        expect(errors).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
        await page.context().close();
      });
    }
  }

  it('breaks its own security policy on no page', async () => {
    const { page } = await open('/', 390, 'light');
    const broken: string[] = [];
    await page.exposeFunction('brokenPolicy', (what: string) => broken.push(what));
    await page.addInitScript(`document.addEventListener('securitypolicyviolation', (event) =>
      brokenPolicy(location.pathname + ' ' + event.violatedDirective + ' ' + event.blockedURI))`);
    const others = ['/ask', '/account', '/checkout', '/kits', '/rewards', '/proof', '/studio', '/sign-in'];
    for (const path of [...Object.values(pages), ...others])
      await page.goto(shop + path, { waitUntil: 'load' });
    expect(broken).toEqual([]);
    await page.evaluate(
      `document.body.append(Object.assign(new Image(), { src: 'https://elsewhere.example/x.png' }))`,
    );
    await expect.poll(() => broken).toEqual(['/sign-in img-src https://elsewhere.example/x.png']);
    await page.context().close();
  });

  it('stays readable at 320 px', async () => {
    for (const path of Object.values(pages)) {
      const { page } = await open(path, 320, 'light');
      expect(
        await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        path,
      ).toBeLessThanOrEqual(0);
      await page.context().close();
    }
  });

  it('answers a question in the page: cards first, then words, and keeps it over a reload', async () => {
    const { page, errors } = await open('/', 1280, 'light');
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.fill('waterproof trail shoe under $150');
    await box.press('Enter');
    await page.locator('.talk-card').first().waitFor();
    await page.locator('.talk-prose').first().waitFor();
    await expect.poll(() => page.locator('.talk .talk-status').textContent()).toBe('Answer ready.');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(
      violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target.join(' ')).join(', ')}`),
    ).toEqual([]);
    const words = await page.locator('.talk-prose').first().textContent();
    await page.reload();
    await page.locator('.talk-card').first().waitFor();
    expect(await page.locator('.talk-prose').first().textContent()).toBe(words);
    expect(errors).toEqual([]);
    await page.context().close();
  });

  it('puts a card into the cart from the conversation and counts it', async () => {
    const { page } = await open('/', 390, 'dark');
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.fill('bib race belt');
    await box.press('Enter');
    await page.locator('.talk-add').first().click();
    await expect.poll(() => page.locator('[data-cart-count]').first().textContent()).toBe('1');
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((one) => one.id)).toEqual([]);
    await page.context().close();
  });

  it('searches, filters and buys without script', async () => {
    const { page } = await open('/', 390, 'light', false);
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
      const { page } = await open('/p/quarter-25-gel', width, scheme);
      const clean = async () => {
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect(violations.map((one) => `${page.url()} ${one.id}`)).toEqual([]);
        expect(
          await page.evaluate(() => document.documentElement.scrollWidth - innerWidth),
        ).toBeLessThanOrEqual(0);
      };
      await page
        .getByRole('button', { name: /add to cart/i })
        .first()
        .press('Enter');
      await page.waitForURL(/\/cart/);
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
    const { page } = await open('/', 1280, 'light');
    const box = page.locator('shelf-talk input[name=q]').first();
    await box.focus();
    await page.waitForTimeout(300);
    await box.pressSequentially('trai', { delay: 30 });
    await page.locator('[role=option]').first().waitFor();
    await box.press('ArrowDown');
    expect(await box.getAttribute('aria-activedescendant')).toBe('suggestion-0');
    await box.press('Escape');
    expect(await page.locator('[role=listbox]').first().isHidden()).toBe(true);
    await page.context().close();
  });

  it('suggests for what was put in at once, before its script had come', async () => {
    const { page } = await open('/', 1280, 'light');
    await page.locator('shelf-talk input[name=q]').first().fill('trail');
    await page.locator('[role=option]').first().waitFor();
    await page.context().close();
  });
});
