import type { Page } from 'playwright-core';

/** A state of the conversation that somebody can come to see, and the way there from the home page. */
export interface ChatState {
  readonly name: string;
  readonly reach: (page: Page) => Promise<void>;
  /** What shows that it is there. */
  readonly seen: string;
}

const says =
  (...turns: readonly string[]) =>
  async (page: Page): Promise<void> => {
    for (const [at, text] of turns.entries()) await say(page, text, at + 1);
  };

/** Asks in the box by keyboard and waits for the answer to end. */
export async function say(page: Page, text: string, turn = 1): Promise<void> {
  const box = page.locator('shelf-talk input[name=q]').first();
  await box.fill(text);
  await box.press('Enter');
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('.talk-answer').length >= count &&
      !document.querySelector('.talk-answer[aria-busy]'),
    turn,
  );
}

export const chatStates: readonly ChatState[] = [
  {
    name: 'empty',
    reach: async (page) => {
      await say(page, 'hello');
      await page.locator('[data-fresh]').click();
    },
    seen: '.talk-greeting',
  },
  {
    name: 'thinking',
    reach: async (page) => {
      await page.route('**/api/chat', () => {}); // no answer comes
      const box = page.locator('shelf-talk input[name=q]').first();
      await box.fill('waterproof trail shoes under $150');
      await box.press('Enter');
    },
    seen: '.talk-skeleton',
  },
  { name: 'cards', reach: says('waterproof trail shoes under $150'), seen: '.talk-card' },
  {
    name: 'comparison',
    reach: says('trail shoes under $150', 'compare the first two'),
    seen: '.talk-compare table',
  },
  {
    name: 'kit',
    reach: says('put together a kit for my first road marathon under $300'),
    seen: '.talk-card',
  },
  {
    name: 'cart',
    reach: says(
      'add the Drystone Foot Powder to my cart',
      'add 6 Quarter 25 gels to my cart',
      "what's in my cart?",
    ),
    seen: '.talk-cart .talk-total',
  },
  { name: 'question', reach: says('shoes'), seen: '.talk-next .talk-chip' },
  { name: 'nearest', reach: says('waterproof trail shoes under $60'), seen: '.talk-near .talk-breaks' },
  { name: 'hand-off', reach: says('I would like to talk to a person'), seen: '.talk-handoff' },
  {
    name: 'offline',
    reach: async (page) => {
      await say(page, 'hello');
      await page.context().setOffline(true);
      await say(page, 'headlamps under $50', 2);
    },
    seen: '.talk-error',
  },
  {
    name: 'earlier',
    reach: async (page) => {
      await say(page, 'headlamps under $50');
      await page.locator('[data-fresh]').click();
      await say(page, 'gels without caffeine');
      await page.locator('[data-history]').click();
    },
    seen: '.talk-earlier li',
  },
  { name: 'offers', reach: says('what offers do you have?'), seen: '.talk-facts' },
  { name: 'points', reach: says('how many points do I have?'), seen: '.talk-facts, .talk-prose' },
  { name: 'sources', reach: says('what is your returns policy?'), seen: '.talk-sources' },
];
