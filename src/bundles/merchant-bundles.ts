import { shopDay } from '#src/editorial/time-zone.ts';
import type { ShopClock } from '#src/editorial/date-text.ts';
import type { Entry } from '#src/editorial/content.ts';
import type { BundleWords } from '#src/editorial/kit-schema.ts';
import {
  addMoney,
  formatMoney,
  isCurrency,
  money,
  parseMoney,
  splitMoney,
  timesMoney,
  type Money,
} from '#src/money/money.ts';
import type { BundleCandidate, BundleLine } from './bundle-candidate.ts';

/** The bundles that a cart holds whole, each as often as it does, with what they take off; which of them apply is for offers to say. */
export function bundleCandidates(
  bundles: readonly Entry<BundleWords>[],
  lines: readonly BundleLine[],
  currency: string,
  now: Date,
  store: ShopClock,
): readonly BundleCandidate[] {
  const today = shopDay(store, now);
  return bundles.flatMap((entry) => {
    const { words } = entry;
    if (!runs(words, today)) return [];
    const times = timesIn(words, lines);
    if (times === 0) return [];
    const taken = unitsOf(words, lines, times);
    const sum = addMoney(money(0, currency), ...taken.map((one) => timesMoney(one.unit, one.quantity)));
    const off = reductionOf(words, sum, times);
    if (!off || off.minor <= 0) return [];
    const parts = splitMoney(
      off,
      taken.map((one) => one.unit.minor * one.quantity),
    );
    const shares = taken.map((one, at) => ({ sku: one.sku, amount: parts[at] as Money }));
    return [
      {
        offerId: `bundle:${entry.slug}`,
        label: words.title,
        shares: shares.filter((share) => share.amount.minor > 0),
        arithmetic: arithmeticOf(words, sum, off, times, store.locale),
        times,
        parts: [...neededOf(words)].map(([product, needed]) => ({
          needed,
          taken: lines
            .filter((line) => line.productSlug === product)
            .map(({ sku }) => ({ sku, quantity: taken.find((one) => one.sku === sku)?.quantity ?? 0 })),
        })),
        onReturn: words.onReturn ?? 'keep',
      },
    ];
  });
}

function runs(words: BundleWords, today: string): boolean {
  return (!words.starts || words.starts <= today) && (!words.ends || today <= words.ends);
}

/** How often the cart holds the whole bundle. */
function timesIn(words: BundleWords, lines: readonly BundleLine[]): number {
  const needed = neededOf(words);
  return Math.min(
    ...[...needed].map(([product, quantity]) => {
      const held = lines
        .filter((line) => line.productSlug === product)
        .reduce((total, line) => total + line.quantity, 0);
      return Math.floor(held / quantity);
    }),
  );
}

function neededOf(words: BundleWords): ReadonlyMap<string, number> {
  const needed = new Map<string, number>();
  for (const { product, quantity } of words.items) needed.set(product, (needed.get(product) ?? 0) + quantity);
  return needed;
}

/** The pieces of the cart that the bundle takes, line by line; of one product in several choices the first lines. */
function unitsOf(words: BundleWords, lines: readonly BundleLine[], times: number): readonly BundleLine[] {
  const needed = new Map([...neededOf(words)].map(([product, quantity]) => [product, quantity * times]));
  return lines.flatMap((line) => {
    const open = needed.get(line.productSlug) ?? 0;
    const quantity = Math.min(open, line.quantity);
    if (quantity === 0) return [];
    needed.set(line.productSlug, open - quantity);
    return [{ ...line, quantity }];
  });
}

function reductionOf(words: BundleWords, sum: Money, times: number): Money | null {
  if ('percent' in words.price)
    return money(Math.round((sum.minor * words.price.percent) / 100), sum.currency);
  const total = readTotal(words.price.total);
  if (total?.currency !== sum.currency) return null;
  return money(sum.minor - total.minor * times, sum.currency);
}

function readTotal(text: string): Money | null {
  const [number = '', currency = ''] = text.split(' ');
  return isCurrency(currency) ? parseMoney(number, currency) : null;
}

function arithmeticOf(words: BundleWords, sum: Money, off: Money, times: number, locale: string): string {
  const apart = formatMoney(sum, locale);
  if ('percent' in words.price) return `${words.price.percent}% of ${apart}`;
  const together = money(sum.minor - off.minor, sum.currency);
  return `${apart} apart, ${formatMoney(together, locale)} together${times > 1 ? `, ${times} times` : ''}`;
}
