/** When an automation runs. Times of day are UTC. */
export type Trigger =
  | { readonly every: 'minute' }
  | { readonly every: 'hour'; readonly atMinute: number }
  | { readonly every: 'day'; readonly at: `${number}:${number}` }
  /** Not by the clock of the queue: what sets it off, as a person reads it. */
  | { readonly when: string };

/** What an automation changes or whom it speaks to. */
export type Touches =
  'customers' | 'orders' | 'money' | 'points' | 'suggestions' | 'search' | 'other programs' | 'records';

/** Something that the shop does by itself. */
export interface Automation {
  /** Stays for ever: runs and switches are kept under it. */
  readonly id: string;
  readonly name: string;
  readonly owner: 'support' | 'marketing' | 'operations';
  readonly does: string;
  /** Why it exists. */
  readonly why: string;
  readonly trigger: Trigger;
  readonly limits: readonly string[];
  readonly touches: readonly Touches[];
  /** What one thing that it touched is called, in the plural. */
  readonly counts: string;
  /** Raised with each change of what it does; the newest first. */
  readonly versions: readonly [Version, ...Version[]];
  /** May be switched off; what customers were promised may not. */
  readonly maySwitch: boolean;
  /** May run for a share of customers, the others being the comparison. */
  readonly byCustomer: boolean;
  /** Minutes after which a run that has not ended is lost with its process. */
  readonly lostAfterMinutes: number;
}

export interface Version {
  readonly number: number;
  readonly since: string;
  readonly what: string;
}

const first = (since: string): readonly [Version] => [{ number: 1, since, what: 'As it stands here.' }];

/**
 * Everything that the shop does by itself, in the order in which somebody new should read of it. The queue takes names
 * and times from here, and `runAutomation` refuses what is not in it, so the studio's page is what runs.
 */
export const automations = {
  'order-mails': {
    name: 'Order mails',
    owner: 'support',
    does: 'Writes to a customer when an order is confirmed, sent, cancelled, returned or refunded.',
    why: 'Nobody should have to ask where an order stands.',
    trigger: { every: 'minute' },
    limits: [
      'One message for each step of an order',
      'Twelve tries over about a week where the mail server is away',
    ],
    touches: ['customers'],
    counts: 'messages',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  'payment-checks': {
    name: 'Payment checks',
    owner: 'operations',
    does: 'Asks the bank about payments that it has not answered.',
    why: 'An order is paid once or not at all, also where a connection broke at the wrong moment.',
    trigger: { every: 'minute' },
    limits: ['25 payments a round'],
    touches: ['orders', 'money'],
    counts: 'payments',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  'unpaid-orders': {
    name: 'Unpaid orders',
    owner: 'operations',
    does: 'Gives up orders that were not paid in time and frees what was kept for them.',
    why: 'Stock that nobody pays for is missing for somebody who would.',
    trigger: { every: 'minute' },
    limits: ['Never while the bank has not answered', '25 orders a round'],
    touches: ['orders'],
    counts: 'orders',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  refunds: {
    name: 'Refunds',
    owner: 'operations',
    does: 'Sends money back that is owed for returns and cancelled orders.',
    why: 'It was promised.',
    trigger: { every: 'minute' },
    limits: ['Each refund once, known to the bank by its own key'],
    touches: ['money'],
    counts: 'refunds',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  reminders: {
    name: 'Reminders',
    owner: 'marketing',
    does: 'Writes to a customer before something that they buy again and again runs out.',
    why: 'The right moment is worth more than another offer.',
    trigger: { every: 'hour', atMinute: 5 },
    limits: [
      'Only who agreed, and never while a complaint is open',
      'Not at night where they live; so many a week and a month as store.yaml says under reminders',
      'The same item not again for the days that store.yaml says',
    ],
    touches: ['customers'],
    counts: 'messages',
    versions: [
      { number: 2, since: '2026-11-30', what: 'Goes to a share of customers where the studio says so.' },
      { number: 1, since: '2026-11-27', what: 'What runs out, once it is likely, with its day.' },
    ],
    maySwitch: true,
    byCustomer: true,
    lostAfterMinutes: 30,
  },
  'points-expiry': {
    name: 'Points that run out',
    owner: 'marketing',
    does: 'Takes away points whose time is over.',
    why: 'The terms of the program say so.',
    trigger: { every: 'day', at: '3:50' },
    limits: ['Never below zero'],
    touches: ['points'],
    counts: 'lots',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 60,
  },
  'goes-together-fold': {
    name: 'Orders of the hour',
    owner: 'marketing',
    does: 'Folds new orders into what is bought together.',
    why: 'A suggestion should know what was bought this morning.',
    trigger: { every: 'hour', atMinute: 15 },
    limits: ['Waits while shoppers wait'],
    touches: ['suggestions'],
    counts: 'orders',
    versions: first('2026-11-28'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 30,
  },
  'goes-together-learn': {
    name: 'What goes together',
    owner: 'marketing',
    does: 'Learns anew from all orders what is bought together, and how much each sign of it is worth.',
    why: 'Habits change; what was learned once is wrong after a season.',
    trigger: { every: 'day', at: '2:40' },
    limits: ['Waits while shoppers wait'],
    touches: ['suggestions'],
    counts: 'orders',
    versions: [
      {
        number: 2,
        since: '2026-11-30',
        what: 'Fitted on histories as they stand at each basket; fades as the shop’s own past says.',
      },
      {
        number: 1,
        since: '2026-11-27',
        what: 'Neighbours and weights from orders before the last sixty days.',
      },
    ],
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 60,
  },
  'runs-out-learn': {
    name: 'What runs out when',
    owner: 'marketing',
    does: 'Learns from all orders after how many days things are bought again.',
    why: 'Reminders and the account page name days; they should be right.',
    trigger: { every: 'day', at: '3:20' },
    limits: ['Waits while shoppers wait'],
    touches: ['suggestions'],
    counts: 'pairs of customer and product',
    versions: first('2026-11-27'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 60,
  },
  webhooks: {
    name: 'Webhooks',
    owner: 'operations',
    does: 'Tells other programs of orders, returns and low stock.',
    why: 'What packs and counts elsewhere must know at once.',
    trigger: { every: 'minute' },
    limits: ['Signed', 'Tried nine times over about three days; then a person decides'],
    touches: ['other programs'],
    counts: 'messages',
    versions: first('2026-11-30'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  connectors: {
    name: 'Other shops',
    owner: 'operations',
    does: 'Brings orders to a connected shop and its products, prices and counts here.',
    why: 'One truth about stock, wherever it is sold.',
    trigger: { every: 'minute' },
    limits: ['One at a time', 'Waits as long as the other shop asks'],
    touches: ['records', 'orders'],
    counts: 'shops',
    versions: first('2026-11-30'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 60,
  },
  'planned-words': {
    name: 'Planned words',
    owner: 'marketing',
    does: 'Publishes and takes off words at the time that was planned for them.',
    why: 'Nobody has to sit up for a launch at midnight.',
    trigger: { every: 'minute' },
    limits: [
      'Only the draft that was planned, and only where lint and gate let it pass at that time',
      'What is due while the shop is closed is done when it opens again',
    ],
    touches: ['search'],
    counts: 'files',
    versions: first('2026-12-01'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  'search-words': {
    name: 'Words in search',
    owner: 'operations',
    does: 'Takes edited words up into search and the conversation.',
    why: 'What was published is found at once.',
    trigger: { when: 'when words were edited' },
    limits: ['Waits up to 20 seconds while shoppers wait'],
    touches: ['search'],
    counts: 'products',
    versions: first('2026-11-23'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 30,
  },
  'index-now': {
    name: 'IndexNow',
    owner: 'marketing',
    does: 'Tells search engines which pages have changed.',
    why: 'An answer engine that reads last week’s price says it.',
    trigger: { when: 'every ten minutes, where INDEXNOW_KEY is set' },
    limits: ['1,000 addresses at once', 'Eight tries for each'],
    touches: ['other programs'],
    counts: 'addresses',
    versions: first('2026-11-23'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 30,
  },
  'error-word': {
    name: 'A word when something breaks',
    owner: 'operations',
    does: 'Writes to the owners of the shop when something breaks that had not broken before.',
    why: 'Nobody looks at a page every hour.',
    trigger: { every: 'hour', atMinute: 25 },
    limits: ['One message an hour', 'Nothing that is muted'],
    touches: ['records'],
    counts: 'kinds of errors',
    versions: first('2026-11-30'),
    maySwitch: true,
    byCustomer: false,
    lostAfterMinutes: 20,
  },
  sweep: {
    name: 'The nightly sweep',
    owner: 'operations',
    does: 'Forgets counters, keys, messages and errors whose time is over.',
    why: 'What is not needed any longer is not kept.',
    trigger: { every: 'day', at: '3:50' },
    limits: ['Nothing that is still to be sent'],
    touches: ['records'],
    counts: 'kinds of records',
    versions: first('2026-11-27'),
    maySwitch: false,
    byCustomer: false,
    lostAfterMinutes: 60,
  },
} as const satisfies Readonly<Record<string, Omit<Automation, 'id'>>>;

export type AutomationId = keyof typeof automations;

/** The automation of that id; undefined for none. */
export const automationOf = (id: string): (Automation & { readonly id: AutomationId }) | undefined =>
  Object.hasOwn(automations, id) ? { ...automations[id as AutomationId], id: id as AutomationId } : undefined;

/** All of them, in the order of the register. */
export const allAutomations = (): readonly (Automation & { readonly id: AutomationId })[] =>
  (Object.keys(automations) as AutomationId[]).map((id) => ({ ...automations[id], id }));
