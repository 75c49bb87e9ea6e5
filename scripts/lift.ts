import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { Interval } from '#src/experiments/intervals.ts';
import { liftInWords } from '#src/loyalty/lift-in-words.ts';
import { liftOf, type Lift, type Side } from '#src/loyalty/lift.ts';
import { formatMoney, money } from '#src/money/money.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run lift -- [--days 30] [--json FILE]

For each offer that holds customers out: what those who were offered it ordered and spent in the days after they first
qualified, beside those who were held out. Intervals hold 95 times in 100, however often one looks.`;

const { values } = parseArgs({
  options: {
    days: { type: 'string', default: '30' },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

async function main(): Promise<number> {
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const days = Number(values.days);
  if (!Number.isInteger(days) || days < 1 || days > 3650) {
    console.error('--days is a whole number from 1 to 3650.');
    return 1;
  }
  const { db, content, close } = await openShop(environment());
  try {
    const words = content.current();
    const lifts = await showStep('Comparing', () => liftOf(db, words, days, new Date()));
    const told = lifts.map((lift) => ({ ...lift, sentence: liftInWords(lift, words.store) }));
    for (const lift of told) console.log(`${print(lift, words.store)}\n`);
    if (!lifts.length)
      console.log('No offer holds customers out; `holdoutPercent` in an offer or in loyalty.yaml does.');
    if (lifts.filter((one) => one.measured).length > 1)
      console.log(
        'Each interval stands for itself: of twenty offers that do nothing, one will look as if it did.',
      );
    if (values.json) writeFileSync(values.json, `${JSON.stringify({ days, offers: told }, null, 2)}\n`);
    return 0;
  } finally {
    await close();
  }
}

type Store = { readonly currency: string; readonly locale: string };

function print(lift: Lift & { readonly sentence: string }, { currency, locale }: Store): string {
  const each = (part: number, of: number) => (of ? part / of : 0);
  const told = (minor: number) => formatMoney(money(Math.round(minor), currency), locale);
  const number = (value: number) => value.toFixed(2);
  const percent = (value: number) => `${(100 * value).toFixed(1)} %`;
  const row = (
    name: string,
    of: (side: Side) => number,
    interval: Interval | undefined,
    show: (value: number) => string,
  ) =>
    `  ${name.padEnd(22)}${show(of(lift.offered)).padEnd(12)}${show(of(lift.heldOut)).padEnd(12)}` +
    (interval ? `${show(interval.difference)} [${show(interval.low)}, ${show(interval.high)}]` : '');
  if (!lift.offered.customers && !lift.heldOut.customers)
    return `${lift.title} (${lift.offerId})\n  ${lift.sentence}`;
  return [
    `${lift.title} (${lift.offerId})`,
    `  ${''.padEnd(22)}${'offered'.padEnd(12)}${'held out'.padEnd(12)}difference`,
    row('customers', (side) => side.customers, undefined, String),
    row('ordered', (side) => each(side.ordered, side.customers), lift.measured?.ordered, percent),
    row('orders a customer', (side) => each(side.orders, side.customers), lift.measured?.ordersEach, number),
    row('spent a customer', (side) => each(side.revenue, side.customers), lift.measured?.revenueEach, told),
    ...(lift.waiting || lift.moved
      ? [`  left out: ${lift.waiting} whose days are not over, ${lift.moved} who changed sides`]
      : []),
    `  ${lift.sentence}`,
  ].join('\n');
}

process.exitCode = await main();
