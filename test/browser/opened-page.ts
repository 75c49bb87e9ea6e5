import AxeBuilder from '@axe-core/playwright';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page of a browser that has never been in the shop; closed with its context. */
export async function openPage(
  browser: Browser,
  width: number,
  scheme: 'light' | 'dark',
  more: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width, height: 900 },
    colorScheme: scheme,
    ...more,
  });
  return context.newPage();
}

/** What axe finds wrong with a page as it stands, by rule and element. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // The shop has no frames, which axe else opens another page for.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode(true)
    .options({ resultTypes: ['violations'] })
    .analyze();
  return violations.map((one) => `${one.id}: ${one.nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}

/** How far a page can be moved sideways, in pixels: not at all where nothing is too wide. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
