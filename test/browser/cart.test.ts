import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { openPage, sideways, violationsOf } from './opened-page.ts';

const shop = inject('shopUrl');
const GEL = '/p/quarter-25-gel';

describe.skipIf(!hasChromium)('the cart in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(() => browser?.close());

  const focused = (page: Page) =>
    page.evaluate(() => {
      const { tagName, id, textContent } = document.activeElement ?? document.body;
      return id || `${tagName} ${textContent?.trim().slice(0, 60) ?? ''}`;
    });
  const beside = (page: Page) => page.getByRole('dialog', { name: 'Cart' });
  const count = (page: Page) => page.locator('[data-cart-count]').first().textContent();

  async function filled(width: number, scheme: 'light' | 'dark'): Promise<Page> {
    const page = await openPage(browser, width, scheme);
    await page.goto(shop + GEL);
    await page.locator('.buy .add button').press('Enter');
    await beside(page).waitFor();
    return page;
  }

  it.each([
    { width: 390, scheme: 'light' as const },
    { width: 1280, scheme: 'dark' as const },
  ])('comes beside the page that something is added on, at $width in $scheme', async ({ width, scheme }) => {
    const page = await filled(width, scheme);
    expect(new URL(page.url()).pathname).toBe(GEL);
    expect(await focused(page)).toBe('H2 Quarter 25 Gel is in your cart.');
    expect(await count(page)).toBe('1');
    expect(await beside(page).textContent()).toMatch(/Goods, 1 piece.*Go to checkout.*Go to the cart/s);
    expect(await violationsOf(page)).toEqual([]);
    expect(await sideways(page)).toBeLessThanOrEqual(0);
    await page.keyboard.press('Escape');
    expect(await beside(page).isHidden()).toBe(true);
    expect(await focused(page)).toContain('Add to cart');
    await page.context().close();
  });

  it('says beside the page why nothing was added', async () => {
    const page = await openPage(browser, 390, 'dark');
    await page.goto(shop + GEL);
    await page.locator('.buy .add input[name=sku]').evaluate((input) => {
      (input as HTMLInputElement).value = 'no-such-thing';
    });
    await page.locator('.buy .add button').click();
    expect(await beside(page).getByRole('alert').textContent()).toMatch(/not in the shop any more/);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('takes a product with one choice from its card, on a shelf and in what goes with something', async () => {
    const page = await filled(390, 'light');
    await page.goto(`${shop}/c/recovery`);
    expect(await violationsOf(page)).toEqual([]);
    const card = page.locator('.card:has(.quick)').first();
    const title = await card.locator('.title').textContent();
    await card.getByRole('button', { name: 'Add' }).click();
    expect(await beside(page).locator('h2').textContent()).toBe(`${title?.trim()} is in your cart.`);
    await page.goto(`${shop}/cart`);
    const simple = page.locator('#together .card:has(.quick):not(:has(select))').first();
    const other = (await simple.locator('.title').textContent())?.trim() ?? '';
    await simple.getByRole('button', { name: 'Add' }).click();
    await page.locator('.lines').getByRole('link', { name: other }).waitFor();
    await expect.poll(() => count(page)).toBe('3');
    await page.context().close();
  });

  it('takes a quantity as soon as it is chosen and keeps the focus on it', async () => {
    const page = await filled(1280, 'light');
    await page.goto(`${shop}/cart`);
    expect(await page.locator('.change').first().isHidden()).toBe(true);
    const select = page.locator('select[name=quantity]').first();
    const id = await select.getAttribute('id');
    await select.focus();
    await select.selectOption('3');
    await expect.poll(() => count(page)).toBe('3');
    await expect.poll(() => page.locator('.sum-lines').textContent()).toContain('3 pieces');
    expect(await focused(page)).toBe(id);
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('ends with the last of two quantities that are chosen one right after the other', async () => {
    const page = await filled(1280, 'light');
    await page.goto(`${shop}/cart`);
    await page.evaluate(() => {
      const select = document.querySelector<HTMLSelectElement>('select[name=quantity]');
      for (const value of ['2', '4']) {
        if (!select) return;
        select.value = value;
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }
    });
    await expect.poll(() => count(page)).toBe('4');
    expect(await page.locator('main').textContent()).not.toContain('another window');
    await page.context().close();
  });

  it('never lets the focus fall to the page when something leaves the cart or a code is refused', async () => {
    const page = await filled(390, 'dark');
    await page.goto(`${shop}/cart`);
    await page.getByLabel('Code').fill('NO-SUCH-CODE');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await focused(page)).toBe('code');
    await page.getByRole('button', { name: 'Remove Quarter 25 Gel' }).press('Enter');
    await page.getByText('Nothing in it yet').waitFor();
    expect(await focused(page)).toBe('H1 Cart');
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('has a button for the quantity without script', async () => {
    const page = await openPage(browser, 390, 'light', { javaScriptEnabled: false });
    await page.goto(shop + GEL);
    await page.locator('.buy .add button').click();
    await page.waitForURL(/\/cart\?added=/);
    await page.locator('select[name=quantity]').selectOption('2');
    await page.getByRole('button', { name: /Change/ }).click();
    await page.getByText('Goods, 2 pieces').waitFor();
    await page.context().close();
  });
});
