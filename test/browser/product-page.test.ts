import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { openPage, sideways, violationsOf } from './opened-page.ts';

const shop = inject('shopUrl');
const PRODUCT = '/p/flatlands';

describe.skipIf(!hasChromium)('the page of a product in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(() => browser?.close());

  const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

  it.each([
    { width: 390, scheme: 'dark' as const },
    { width: 1280, scheme: 'light' as const },
  ])(
    'opens the size guide at the sizes and gives the focus back, at $width in $scheme',
    async ({ width, scheme }) => {
      const page = await openPage(browser, width, scheme);
      await page.goto(shop + PRODUCT);
      await page.getByRole('button', { name: 'Size guide' }).press('Enter');
      const guide = page.getByRole('dialog', { name: 'Size guide' });
      await guide.waitFor();
      expect(await focused(page)).toBe('Close');
      const chosen = await page.locator('.values [aria-current]').first().textContent();
      expect(await guide.locator('.here').textContent()).toContain(chosen?.trim());
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      expect(await guide.isHidden()).toBe(true);
      expect(await focused(page)).toBe('Size guide');
      await page.context().close();
    },
  );

  it('opens the size guide without script', async () => {
    const page = await openPage(browser, 390, 'light', { javaScriptEnabled: false });
    await page.goto(shop + PRODUCT);
    await page.getByRole('button', { name: 'Size guide' }).click();
    await page.getByRole('dialog', { name: 'Size guide' }).waitFor();
    await page.context().close();
  });

  it('has no size guide where nobody wrote one', async () => {
    const page = await openPage(browser, 390, 'light');
    await page.goto(`${shop}/p/quarter-25-gel`);
    expect(await page.getByRole('button', { name: 'Size guide' }).count()).toBe(0);
    await page.context().close();
  });

  it('keeps price, choice and button in reach on a phone, and only where the buy box is out of sight', async () => {
    const page = await openPage(browser, 390, 'light');
    await page.goto(shop + PRODUCT);
    const bar = page.locator('.buy-bar');
    const box = page.locator('.buy .add');
    await page.locator('#reviews').scrollIntoViewIfNeeded();
    await bar.waitFor();
    expect(await bar.textContent()).toMatch(/\$120.*US W 6\.5.*Add to cart/s);
    await box.evaluate((element) => element.scrollIntoView({ block: 'center' }));
    await expect.poll(() => bar.isHidden()).toBe(true);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.context().close();
  });

  it('covers neither the foot of the page nor what has the focus with what stays in reach', async () => {
    const page = await openPage(browser, 390, 'light');
    await page.goto(shop + PRODUCT);
    await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
    const edges = await page.evaluate(() => ({
      foot: document.querySelector('footer')?.getBoundingClientRect().bottom ?? Infinity,
      dock: document.querySelector('.dock')?.getBoundingClientRect().top ?? 0,
    }));
    expect(edges.foot).toBeLessThanOrEqual(edges.dock + 1);
    await page.evaluate(() => window.scrollTo(0, 0));
    const links = page.locator('main a:visible');
    await links.first().focus();
    const hidden: string[] = [];
    for (let at = 0, all = Math.min(60, await links.count()); at < all; at++) {
      await page.keyboard.press('Tab');
      const covered = await page.evaluate(() => {
        const one = document.activeElement as HTMLElement;
        const dock = document.querySelector('.dock');
        if (!dock || dock.contains(one)) return null;
        const { top, bottom } = one.getBoundingClientRect();
        const from = dock.getBoundingClientRect().top;
        return top >= from && bottom <= window.innerHeight ? one.outerHTML.slice(0, 80) : null;
      });
      if (covered) hidden.push(covered);
    }
    expect(hidden).toEqual([]);
    await page.context().close();
  });

  it.each([390, 1280])('lets the way into the conversation cover no words, at %i px', async (width) => {
    const page = await openPage(browser, width, 'light');
    for (const path of ['/c/shoes', PRODUCT, '/']) {
      await page.goto(shop + path);
      const covered = await page.evaluate(() => {
        const opener = document.querySelector('.dock')?.getBoundingClientRect();
        if (!opener) return ['no opener'];
        return [...document.querySelectorAll('main :is(h1, h2, h3, p, a, li, summary, label, input, dt, dd)')]
          .filter((one) => {
            const box = one.getBoundingClientRect();
            const across = box.left < opener.right - 1 && box.right > opener.left + 1;
            const down = box.top < opener.bottom && box.bottom > opener.top;
            return across && down && opener.width < window.innerWidth / 2;
          })
          .map((one) => one.outerHTML.slice(0, 80));
      });
      expect([path, covered]).toEqual([path, []]);
    }
    await page.context().close();
  });

  it.each([390, 1280])('shifts nothing when the conversation opens, at %i px', async (width) => {
    const page = await openPage(browser, width, 'light');
    await page.addInitScript(`
      window.shifted = 0;
      new PerformanceObserver((list) => {
        for (const { value } of list.getEntries()) window.shifted += value;
      }).observe({ type: 'layout-shift', buffered: true });`);
    await page.goto(shop + PRODUCT, { waitUntil: 'networkidle' });
    await page.locator('[data-open]').click();
    await page.locator('.talk h2').waitFor();
    await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    expect(await page.evaluate('window.shifted')).toBeLessThan(0.01);
    await page.context().close();
  });

  it('shows the stock and the chosen size in forced colours', async () => {
    const page = await openPage(browser, 390, 'light', { forcedColors: 'active' });
    await page.goto(shop + PRODUCT);
    const drawn = await page.evaluate(() => {
      const styleOf = (which: string) => getComputedStyle(document.querySelector(which) ?? document.body);
      return {
        dot: styleOf('.stock .dot').borderTopStyle,
        chosen: styleOf('.values [aria-current]').outlineStyle,
        other: styleOf('.values a:not([aria-current])').outlineStyle,
      };
    });
    expect(drawn).toEqual({ dot: 'solid', chosen: 'solid', other: 'none' });
    await page.context().close();
  });
});
