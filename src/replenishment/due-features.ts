import { chanceWithin, lawOf, type IntervalPriors } from './interval-law.ts';
import { countBefore, countWithin, type Pair, type PurchaseDays } from './purchase-days.ts';

/** "Due" means: bought again within so many days. */
export const DUE_DAYS = 14;

export const FEATURES = [
  'one', 'law', 'rate', 'purchases', 'elapsed', 'elapsed²', 'phase', 'phase²', 'spread', 'middle',
  'n30', 'n90', 'n180', 'faded30', 'faded120',
  'orders14', 'orders30', 'orders90', 'last order', 'order law', 'basket',
  'share90', 'share', 'faded share', 'orders without', 'in last order', 'order × share',
  'item28', 'item trend', 'item season', 'year ago', 'quantity', 'last quantity',
  'law × regular', 'rate × last order', 'share × elapsed',
] as const; // prettier-ignore

const A_YEAR = 365;
const ln = Math.log;
const logit = (p: number) => ln(p / (1 - p));
const clampedLogit = (p: number) => logit(Math.min(0.999, Math.max(0.001, p)));

/**
 * What is known on the morning of `day` about one customer and one item, in the order of FEATURES. All are counts and
 * intervals of purchases before that day; none looks at the day itself or later. The pair has been bought before.
 */
export function dueFeatures(
  history: PurchaseDays,
  priors: IntervalPriors,
  pair: Pair,
  day: number,
): Float64Array {
  const { days, quantities } = pair;
  const n = countBefore(days, day);
  const last = days[n - 1] as number;
  const elapsed = day - last;
  const law = lawOf(days, n, priors.of(pair.item));
  const orders = history.customerDays.get(pair.customer) ?? [];
  const sizes = history.basketSizes.get(pair.customer) ?? [];
  const items = history.itemDays.get(pair.item) ?? [];
  const ordersKnown = countBefore(orders, day);
  const lastOrder = orders[ordersKnown - 1] ?? last;
  const sinceOrder = day - lastOrder;
  const within = (of: readonly number[], back: number) => countWithin(of, day - back, day);
  const n90 = within(days, 90);
  const rate = (0.6 * n90) / 90 + (0.4 * within(days, A_YEAR)) / A_YEAR;
  const own = logit(chanceWithin(law, elapsed, DUE_DAYS));
  const orderLaw = lawOf(orders, ordersKnown, ORDERS_PRIOR);
  const orderChance = chanceWithin(orderLaw, sinceOrder, DUE_DAYS);
  const orders90 = within(orders, 90);
  const share90 = (n90 + 0.3) / (orders90 + 1.5);
  const firstOrder = countBefore(orders, days[0] as number);
  const share = (n - 0.5) / Math.max(1, ordersKnown - firstOrder);
  const without = ordersKnown - countBefore(orders, last + 1);
  const [f30, f120] = [faded(days, n, day, 30), faded(days, n, day, 120)];
  const fadedShare = (f120 + 0.05) / (faded(orders, ordersKnown, day, 120) + 0.2);
  const recentSizes = sizes.slice(Math.max(0, ordersKnown - 5), ordersKnown);
  const basket = recentSizes.reduce((sum, size) => sum + size, 0) / Math.max(1, recentSizes.length);
  const item28 = within(items, 28);
  const item182 = within(items, 182);
  const season = countWithin(items, day - A_YEAR, day - A_YEAR + 28);
  const seasonBefore = countWithin(items, day - A_YEAR - 28, day - A_YEAR);
  const meanQuantity = quantities.slice(0, n).reduce((sum, q) => sum + q, 0) / n;
  const phase = ln(elapsed) - law.middle;
  const lnRate = ln(DUE_DAYS * rate + 0.02);
  const lnShare = ln(fadedShare);
  return Float64Array.of(
    1,
    own,
    lnRate,
    ln(n),
    ln(elapsed),
    ln(elapsed) ** 2,
    phase,
    Math.min(9, phase * phase),
    law.spread,
    law.middle,
    ln(1 + within(days, 30)),
    ln(1 + n90),
    ln(1 + within(days, 180)),
    ln(f30 + 0.02),
    ln(f120 + 0.02),
    ln(1 + within(orders, 14)),
    ln(1 + within(orders, 30)),
    ln(1 + orders90),
    ln(sinceOrder),
    logit(orderChance),
    ln(1 + basket),
    ln(share90),
    ln(Math.min(1, share)),
    lnShare,
    ln(1 + without),
    without === 0 ? 1 : 0,
    clampedLogit(orderChance * Math.min(1, fadedShare)),
    ln(1 + item28),
    ln((item28 + 1) / ((item182 * 28) / 182 + 1)),
    ln((season + 2) / (seasonBefore + 2)),
    countWithin(days, day - A_YEAR - 7, day - A_YEAR + 21) > 0 ? 1 : 0,
    ln(1 + meanQuantity),
    ln((quantities[n - 1] as number) / meanQuantity),
    own * law.spread,
    lnRate * ln(sinceOrder),
    lnShare * ln(elapsed),
  );
}

const ORDERS_PRIOR = { middle: ln(30), spread: 0.9 };

/** A count in which a purchase fades by the factor e every `days` days. */
function faded(of: readonly number[], known: number, day: number, days: number): number {
  let sum = 0;
  for (let at = known - 1; at >= 0; at--) {
    const age = day - (of[at] as number);
    if (age > days * 8) break;
    sum += Math.exp(-age / days);
  }
  return sum;
}
