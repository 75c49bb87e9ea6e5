import type { Product, Variant } from '#src/catalog/product.ts';
import { productsById } from '#src/catalog/product-store.ts';
import { openHolds, type HoldKind } from '#src/customers/holds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { choicesOf, type Choice } from './choices.ts';
import { learnedDue, purchasesOf } from './customer-purchases.ts';
import { DUE_DAYS } from './due-features.ts';
import { dueChance, LATEST_DAYS, LEAST_PURCHASES, START } from './due-model.ts';
import { dueWindow, regularEvery } from './due-window.ts';
import { lawOf, type IntervalLaw } from './interval-law.ts';
import { DAY_MS, dayOf, type Pair } from './purchase-days.ts';

export type KeptBack = HoldKind | 'subscription' | 'stopped' | 'snoozed' | 'not-sold';

export interface DueItem {
  readonly sku: string;
  /** Null where the shop no longer shows it. */
  readonly product: Product | null;
  readonly variant: Variant | null;
  /** How many were bought the last time. */
  readonly quantity: number;
  readonly lastBought: Date;
  /** The chance, 0 to 1, of running out within DUE_DAYS; 1 where the customer's own interval says so. */
  readonly chance: number;
  readonly sure: 'asked' | 'likely' | 'maybe' | 'unlikely';
  /** Between which days it probably runs out: the middle half of what is believed. */
  readonly from: Date;
  readonly to: Date;
  /** Why we say so, in a sentence for the customer. */
  readonly why: string;
  readonly everyDays: number | null;
  /** Why the customer is not asked to buy it now; null where they may be. */
  readonly keptBack: KeptBack | null;
}

const LIKELY = 0.5;
const MAYBE = 0.2;

/**
 * What a customer bought more than once and may run out of, the likeliest first. Also what is kept back, with why, so
 * that a page can show it and a conversation can answer for it; only items with `keptBack: null` may be advertised.
 */
export async function dueSoon(db: Database, customerId: string, now: Date): Promise<readonly DueItem[]> {
  const history = await purchasesOf(db, customerId, now);
  const day = dayOf(now);
  const choices = await choicesOf(db, customerId);
  const pairs = history.pairs.filter(
    ({ item, days }) =>
      (days.at(-1) as number) < day &&
      (choices.get(item)?.everyDays || (days.length > 1 && day - (days.at(-1) as number) <= LATEST_DAYS)),
  );
  if (!pairs.length) return [];
  const skus = pairs.map((pair) => pair.item);
  const [{ model, priors }, sold, holds, subscribed] = await Promise.all([
    learnedDue(db, skus),
    soldNow(db, skus),
    openHolds(db, customerId, now),
    subscriptionsOf(db, customerId),
  ]);
  const items = pairs.map((pair): DueItem => {
    const choice = choices.get(pair.item);
    // The line was fitted on pairs with more history; with less, the interval law and the rate are all there is.
    const fit = pair.days.length < LEAST_PURCHASES ? { ...model, logistic: START } : model;
    const law = lawOf(pair.days, pair.days.length, priors.of(pair.item));
    const said = choice?.everyDays
      ? asAsked(pair, choice.everyDays, day)
      : asLearned(pair, law, dueChance(fit, history, priors, pair, day), day);
    const { product = null, variant = null } = sold.get(pair.item) ?? {};
    return {
      sku: pair.item,
      product,
      variant,
      quantity: pair.quantities.at(-1) as number,
      lastBought: new Date((pair.days.at(-1) as number) * DAY_MS),
      ...said,
      everyDays: choice?.everyDays ?? null,
      keptBack: subscribed.has(pair.item)
        ? 'subscription'
        : (ownWord(choice, now) ?? holds[0]?.kind ?? (variant ? null : 'not-sold')),
    };
  });
  return items.toSorted((a, b) => b.chance - a.chance || a.sku.localeCompare(b.sku));
}

/** Of those, what a customer may be asked about now: not kept back, and at least maybe due. */
export const askable = (items: readonly DueItem[]): readonly DueItem[] =>
  items.filter((item) => item.keptBack === null && item.sure !== 'unlikely');

type Said = Pick<DueItem, 'chance' | 'sure' | 'from' | 'to' | 'why'>;

function asAsked(pair: Pair, everyDays: number, day: number): Said {
  const due = (pair.days.at(-1) as number) + everyDays;
  const isDue = due - day <= DUE_DAYS;
  const at = new Date(Math.max(due, day) * DAY_MS);
  return {
    chance: isDue ? 1 : 0,
    sure: isDue ? 'asked' : 'unlikely',
    from: at,
    to: at,
    why: `You asked to hear about it every ${everyDays} days.`,
  };
}

function asLearned(pair: Pair, law: IntervalLaw, chance: number, day: number): Said {
  const elapsed = day - (pair.days.at(-1) as number);
  const { from, to } = dueWindow(law, elapsed);
  const every = regularEvery(pair.days);
  const times = `You bought it on ${pair.days.length} days, the last time ${elapsed} days ago`;
  return {
    chance,
    sure: chance >= LIKELY ? 'likely' : chance >= MAYBE ? 'maybe' : 'unlikely',
    from: new Date((day + from) * DAY_MS),
    to: new Date((day + to) * DAY_MS),
    why: every ? `${times}, usually every ${every} days or so.` : `${times}, at no steady interval.`,
  };
}

function ownWord(choice: Choice | undefined, now: Date): KeptBack | null {
  if (choice?.stoppedAt) return 'stopped';
  return choice?.snoozedUntil && choice.snoozedUntil > now ? 'snoozed' : null;
}

async function soldNow(db: Database, skus: readonly string[]) {
  const { rows } = await rowsOf(columns('variant', 'product_id'))`
    select distinct product_id from variant where sku = any(${[...skus]}::text[])`.execute(db);
  const products = await productsById(
    db,
    rows.map((row) => row.product_id),
  );
  return new Map(
    products.flatMap((product) =>
      product.variants.map((variant) => [variant.sku, { product, variant }] as const),
    ),
  );
}

async function subscriptionsOf(db: Database, customerId: string): Promise<ReadonlySet<string>> {
  const { rows } = await rowsOf(columns('customer_subscription', 'sku'))`
    select sku from customer_subscription where customer_id = ${customerId} and ended_at is null`.execute(db);
  return new Set(rows.map((row) => row.sku));
}
