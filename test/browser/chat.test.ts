import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { connectChromium, hasChromium } from '../doubles/chromium.ts';
import { chatStates, say } from './chat-states.ts';
import { openPage, sideways, violationsOf } from './opened-page.ts';

const PICTURES = 'var/test/pictures';
const shop = inject('shopUrl');

describe.skipIf(!hasChromium)('the conversation in Chromium', () => {
  let browser: Browser;
  beforeAll(async () => {
    mkdirSync(PICTURES, { recursive: true });
    browser = await connectChromium(inject('chromium'));
  });
  afterAll(() => browser?.close());

  async function open(width: number, scheme: 'light' | 'dark', javaScriptEnabled = true): Promise<Page> {
    const page = await openPage(browser, width, scheme, { reducedMotion: 'reduce', javaScriptEnabled });
    await page.goto(`${shop}/`, { waitUntil: 'load' });
    return page;
  }

  for (const { name, reach, seen } of chatStates) {
    it(`shows “${name}” without an axe violation or a sideways scroll, narrow and dark, wide and light`, async () => {
      for (const [width, scheme] of [
        [390, 'dark'],
        [1280, 'light'],
      ] as const) {
        const page = await open(width, scheme);
        await reach(page);
        await page.locator(seen).first().waitFor();
        await page.screenshot({ path: `${PICTURES}/chat-${name}-${width}-${scheme}.png` });
        expect(await violationsOf(page)).toEqual([]);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        // The bar with its way out stays where it is, however long the answers are.
        expect(await page.locator('.talk').evaluate((panel) => panel.scrollTop)).toBe(0);
        await page.context().close();
      }
    });
  }

  it('is held by keyboard alone: asked, answered, a chip pressed, history opened, closed', async () => {
    const page = await open(1280, 'light');
    await page.locator('shelf-talk input[name=q]').first().focus();
    await page.keyboard.type('shoes');
    await page.keyboard.press('Enter');
    await page.locator('.talk-next .talk-chip').first().waitFor();
    const reached = await tabTo(page, '.talk-next .talk-chip');
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => document.querySelectorAll('.talk-answer').length === 2);
    expect(await page.locator('.talk-said').last().textContent()).toContain(reached);
    await expect.poll(() => page.locator('.talk-foot .talk-status').textContent()).toBe('Answer ready.');
    await tabTo(page, '[data-history]');
    await page.keyboard.press('Space');
    await page.locator('.talk-open').first().waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Earlier conversations');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.locator('.talk-card').first().waitFor();
    await tabTo(page, '[data-fold]');
    await page.keyboard.press('Enter');
    expect(await page.locator('.talk').isHidden()).toBe(true);
    expect(await page.evaluate(() => document.activeElement?.matches('[data-open]'))).toBe(true);
    await page.keyboard.press('Space');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await page.keyboard.press('Escape');
    expect(await page.locator('.talk').isHidden()).toBe(true);
    await page.context().close();
  });

  it('lists earlier conversations, opens one, deletes one, then all', async () => {
    const page = await open(390, 'light');
    for (const text of ['headlamps under $60', 'gels without caffeine', 'a race belt']) {
      await say(page, text);
      await page.locator('[data-fresh]').click();
    }
    const history = page.locator('[data-history]');
    const titles = () => page.locator('.talk-open').allTextContents();
    await history.click();
    await expect.poll(titles).toEqual(['a race belt', 'gels without caffeine', 'headlamps under $60']);
    await page.getByRole('button', { name: 'gels without caffeine', exact: true }).click();
    await page.locator('.talk-card').first().waitFor();
    expect(await page.locator('.talk-said').first().textContent()).toContain('gels without caffeine');
    await history.click();
    await page.getByRole('button', { name: 'Delete: a race belt' }).click();
    await expect.poll(titles).toEqual(['gels without caffeine', 'headlamps under $60']);
    await page.getByRole('button', { name: 'Delete all of them' }).click();
    await expect.poll(titles).toEqual([]);
    expect(await page.locator('.talk-said').count()).toBe(0);
    await page.context().close();
  });

  it('opens by a button that is always in sight, and moves nothing of the page', async () => {
    for (const width of [390, 1280]) {
      const page = await open(width, 'light');
      await page.evaluate(() => scrollTo(0, 700));
      const places = () =>
        page.evaluate(() => [
          scrollY,
          ...[...document.querySelectorAll('main *')].map((one) => {
            const { x, y, width: across } = one.getBoundingClientRect();
            return [x, y, across].map(Math.round).join(' ');
          }),
        ]);
      const before = await places();
      await page.locator('[data-open]').click();
      await page.locator('.talk').waitFor();
      expect(await places()).toEqual(before);
      await page.locator('[data-fold]').click();
      expect(await places()).toEqual(before);
      await page.context().close();
    }
  });

  it('keeps the box in reach and the words of the last answer in sight after six turns on a phone', async () => {
    const page = await open(390, 'light');
    const turns = ['trail shoes under $150', 'waterproof ones', 'headlamps', 'returns?', 'gels', 'under $40'];
    for (const [at, text] of turns.entries()) await say(page, text, at + 1);
    const box = await page.locator('shelf-talk input[name=q]').boundingBox();
    expect(box && box.y + box.height).toBeLessThanOrEqual(900);
    const [words, cards] = await page.evaluate(() => {
      const answer = document.querySelector('.talk-answer:last-of-type');
      return ['.talk-prose', '.talk-cards'].map((part) =>
        answer?.querySelector(part)?.getBoundingClientRect(),
      );
    });
    expect(words?.top).toBeGreaterThan(0);
    expect(words?.bottom).toBeLessThan(cards?.top ?? 0);
    // The sheet hides the page, so the keyboard does not reach it either.
    expect(await page.locator('main').evaluate((main: HTMLElement) => main.inert)).toBe(true);
    await page.locator('[data-fold]').click();
    expect(await page.locator('main').evaluate((main: HTMLElement) => main.inert)).toBe(false);
    await page.context().close();
  });

  it('shows the page that a link leads to: uncovered on a phone, beside the conversation where there is room', async () => {
    for (const [width, seen] of [
      [390, false],
      [1280, true],
    ] as const) {
      const page = await open(width, 'light');
      await say(page, 'trail shoes under $150');
      await page.locator('.talk-title').first().click();
      await page.waitForURL(/\/p\//);
      const heading = await page.locator('h1').boundingBox();
      if (seen) await page.locator('.talk-card').first().waitFor();
      expect(await page.locator('.talk').isVisible()).toBe(seen);
      expect(await page.locator('h1').boundingBox()).toEqual(heading);
      const covered = seen ? await page.locator('.talk').boundingBox() : null;
      expect(heading?.x).toBeGreaterThanOrEqual(covered ? covered.x + covered.width : 0);
      await page.context().close();
    }
  });

  it('keeps what was thought of the last answer over a reload', async () => {
    const page = await open(390, 'light');
    await say(page, 'headlamps under $60');
    await page.getByRole('button', { name: 'Not helpful' }).click();
    await page.getByRole('button', { name: 'Wrong products' }).click();
    await page.getByText('Thank you.').waitFor();
    await page.reload();
    const pressed = page.locator('.talk-rate [aria-pressed=true]');
    await pressed.waitFor();
    expect(await pressed.allTextContents()).toEqual(['Not helpful']);
    await page.context().close();
  });

  it('is held, listed and deleted without script on a page of its own', async () => {
    const page = await open(390, 'dark', false);
    await page.goto(`${shop}/ask`);
    await page.getByLabel('Your question').fill('waterproof trail shoes under $150');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/ask\?c=/);
    expect(await page.locator('main').textContent()).toMatch(/\$\d/);
    await page.getByRole('link', { name: 'Start over' }).click();
    await page.getByRole('link', { name: 'waterproof trail shoes under $150' }).click();
    await page.getByLabel('Say more').fill('I would like to talk to a person');
    await page.getByRole('button', { name: 'Ask', exact: true }).click();
    await page.getByText(/answers in this conversation/).waitFor();
    await page.goto(`${shop}/ask`);
    await page.getByRole('button', { name: 'Delete: waterproof trail shoes under $150' }).click();
    await page.getByText('Deleted.').waitFor();
    expect(await page.getByRole('button', { name: /^Delete/ }).count()).toBe(0);
    await page.context().close();
  });

  it('has no axe violation on the page without script', async () => {
    const page = await open(390, 'dark');
    for (const text of ['waterproof trail shoes under $150', 'what offers do you have?']) {
      await page.goto(`${shop}/ask`);
      await page.getByLabel('Your question').fill(text);
      await page.getByRole('button', { name: 'Ask', exact: true }).click();
      await page.waitForURL(/\/ask\?c=/);
      expect(await violationsOf(page)).toEqual([]);
      expect(await sideways(page)).toBeLessThanOrEqual(0);
    }
    await page.context().close();
  });

  it('says why each product stands there where the address asks for it, in the panel and without script', async () => {
    const page = await open(390, 'dark');
    await page.goto(`${shop}/?why`);
    await say(page, 'waterproof trail shoes under $150');
    expect(await page.locator('.talk-why li').allTextContents()).toContain('Waterproof: stated as yes');
    expect(await violationsOf(page)).toEqual([]);
    await page.goto(`${shop}/ask`);
    await page.getByRole('link', { name: 'waterproof trail shoes under $150' }).click();
    expect(await page.getByRole('main').getByText('Waterproof: stated as yes').count()).toBe(0);
    await page.getByRole('link', { name: 'Why these?' }).click();
    await page.getByRole('main').getByText('Waterproof: stated as yes').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.context().close();
  });

  it('is one conversation in two tabs: the second goes on, and the first catches up when it is seen', async () => {
    const first = await open(1280, 'light');
    await say(first, 'trail shoes under $150');
    const second = await first.context().newPage();
    await second.goto(`${shop}/`);
    await second.locator('.talk-card').first().waitFor();
    await say(second, 'waterproof ones', 2);
    await first.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await expect
      .poll(() => first.locator('.talk-said').allTextContents())
      .toEqual(['You: trail shoes under $150', 'You: waterproof ones']);
    await first.context().close();
  });
});

/** Presses Tab until the element has the focus, and answers what it says. */
async function tabTo(page: Page, selector: string): Promise<string> {
  for (let press = 0; press < 80; press++) {
    await page.keyboard.press('Tab');
    const said = await page.evaluate(
      (wanted) =>
        document.activeElement?.matches(wanted) ? (document.activeElement.textContent ?? '').trim() : null,
      selector,
    );
    if (said !== null) return said;
  }
  throw new Error(`${selector} is out of reach of the keyboard`);
}
