import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { openPage, violationsOf } from './opened-page.ts';

const shop = inject('shopUrl');
const SHELF = '/c/shoes';

describe.skipIf(!hasChromium)('the filters of a list in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(() => browser?.close());

  const opened = async (page: Page) => {
    await page.goto(shop + SHELF);
    await page.getByRole('button', { name: 'Narrow down' }).click();
    return page.locator('#narrow');
  };
  const sizes = (page: Page) => page.locator('.compact a');

  it('come over the page on a phone, stay with the page a choice leads to, and give the focus back', async () => {
    const page = await openPage(browser, 390, 'dark');
    const drawer = await opened(page);
    expect(await violationsOf(page)).toEqual([]);
    await sizes(page).first().click();
    await page.waitForURL(/size=/);
    await drawer.waitFor();
    await page.keyboard.press('Escape');
    expect(await drawer.isHidden()).toBe(true);
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent?.trim()))
      .toBe('Narrow down');
    await page.context().close();
  });

  it('work on a phone without script', async () => {
    const page = await openPage(browser, 390, 'light', { javaScriptEnabled: false });
    const drawer = await opened(page);
    await drawer.waitFor();
    await sizes(page).first().click();
    await page.waitForURL(/size=/);
    await page.context().close();
  });

  it('stand beside the list where there is room, with no size cut off', async () => {
    const page = await openPage(browser, 1280, 'light');
    await page.goto(shop + SHELF);
    expect(await page.getByRole('button', { name: 'Narrow down' }).isHidden()).toBe(true);
    const cut = await sizes(page).evaluateAll((all) =>
      all
        .filter((one) => {
          const list = one.closest('ul')?.getBoundingClientRect();
          const box = one.getBoundingClientRect();
          return (
            !list ||
            box.right > list.right + 1 ||
            box.bottom > list.bottom + 1 ||
            one.scrollWidth > one.clientWidth
          );
        })
        .map((one) => one.textContent),
    );
    expect(await sizes(page).count()).toBeGreaterThan(7);
    expect(cut).toEqual([]);
    await page.context().close();
  });
});
