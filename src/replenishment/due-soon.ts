import type { Product, Variant } from '#src/catalog/product.ts';
import { productsById } from '#src/catalog/product-store.ts';
import { openHolds, type HoldKind } from '#src/customers/holds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { ShopClock } from '#src/editorial/date-text.ts';
import { choicesOf, type Choice } from './choices.ts';
import { learnedDue, purchasesOf } from './customer-purchases.ts';
import { beliefOf, sureOf, type Sure } from './due-belief.ts';
import { dueChance, LATEST_DAYS, LEAST_PURCHASES, START } from './due-model.ts';
import { dueText } from './due-text.ts';
import { lawOf } from './interval-law.ts';
import { DAY_MS, dayOf } from './purchase-days.ts';
import { statedDays } from './stated-days.ts';

type KeptBack = HoldKind | 'subscription' | 'stopped' | 'snoozed' | 'not-sold';

export interface DueItem {
  readonly sku: string;
  /** Null where the shop no longer shows it. */
  readonly product: Product | null;
  readonly variant: Variant | null;
  /** How many were bought the last time. */
  readonly quantity: number;
  readonly lastBought: Date;
  /** The chance, 0 to 1, of running out within DUE_DAYS; 1 where a day is named that is as near, 0 where it is not. */
  readonly chance: number;
  readonly sure: Sure;
  /** When it runs out and why we say so, in words for the customer: the same everywhere. */
  readonly why: string;
  readonly everyDays: number | null;
  /** Why the customer is not asked to buy it now; null where they may be. */
  readonly keptBack: KeptBack | null;
}

/**
 * What a customer bought more than once, or once where it states how long it lasts, and may run out of; the likeliest
 * first. Also what is kept back, with why, so that a page can show it and a conversation can answer for it; only items
 * with `keptBack: null` may be advertised.
 */
export async function dueSoon(
  db: Database,
  clock: ShopClock,
  customerId: string,
  now: Date,
): Promise<readonly DueItem[]> {
  const history = await purchasesOf(db, customerId, now);
  const day = dayOf(now);
  const choices = await choicesOf(db, customerId);
  const known = history.pairs.filter(
    ({ item, days }) =>
      (days.at(-1) as number) < day &&
      (choices.get(item)?.everyDays || day - (days.at(-1) as number) <= LATEST_DAYS),
  );
  if (!known.length) return [];
  const sold = await soldNow(
    db,
    known.map((pair) => pair.item),
  );
  const stated = (item: string): number | null => {
    const found = sold.get(item);
    return found ? statedDays(found.product, found.variant) : null;
  };
  const pairs = known.filter(
    ({ item, days }) => days.length > 1 || choices.get(item)?.everyDays || stated(item) !== null,
  );
  const [{ model, priors, levels, namesDays, learned }, holds, subscribed] = await Promise.all([
    learnedDue(
      db,
      pairs.map((pair) => pair.item),
    ),
    openHolds(db, customerId, now),
    subscriptionsOf(db, customerId),
  ]);
  const items = pairs.map((pair): DueItem => {
    const { item, days } = pair;
    const choice = choices.get(item);
    // The line was fitted on pairs with more history; with less, the interval law and the rate are all there is.
    const fit = days.length < LEAST_PURCHASES ? START : model;
    const lasts = stated(item);
    const taken = learned.has(item) ? Math.round(Math.exp(priors.of(item).middle)) : lasts;
    const chance = days.length > 1 ? dueChance(fit, history, priors, pair, day) : 0;
    const belief = beliefOf(
      pair,
      choice?.everyDays ?? null,
      {
        law: lawOf(days, days.length, priors.of(item)),
        chance,
        levels,
        namesDays,
        lasts: lasts === null ? null : { stated: lasts, taken: taken ?? lasts },
      },
      day,
    );
    const sure = sureOf(belief, day);
    const { product = null, variant = null } = sold.get(item) ?? {};
    return {
      sku: pair.item,
      product,
      variant,
      quantity: pair.quantities.at(-1) as number,
      lastBought: new Date((pair.days.at(-1) as number) * DAY_MS),
      chance: belief.by === 'law' ? chance : sure === 'unlikely' ? 0 : 1,
      sure,
      why: dueText(belief, day, clock),
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
