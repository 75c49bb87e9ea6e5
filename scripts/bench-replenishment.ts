import { existsSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { DUE_DAYS } from '#src/replenishment/due-features.ts';
import { dueChance, learnDue } from '#src/replenishment/due-model.ts';
import { chanceWithin, lawOf, learnPriors } from '#src/replenishment/interval-law.ts';
import { countBefore, countWithin, gatherPurchases } from '#src/replenishment/purchase-days.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { learnRangeLevels } from '#src/replenishment/range-levels.ts';
import { steadyHolds } from '#src/replenishment/steady-interval.ts';
import { readDueCases, readPurchases, type DueCase } from './due-cases.ts';
import { scoreRanges } from './due-ranges.ts';
import { averagePrecision, calibrationError, precisionAtPositives, ranked } from './due-scores.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:replenishment -- --orders FILE --cases FILE [--json FILE]

Says for each case how likely the item is bought again within ${DUE_DAYS} days, and compares with plain rules.
  --orders FILE   plain orders CSV: customer_id, ts, sku, qty; also as .gz
  --cases FILE    CSV: cutoff, customer_id, sku, due14; also as .gz. The weights are fitted once, on windows
                  whose ${DUE_DAYS} days end before the first cut-off
  --json FILE     write the figures there`;

const ROUNDS = 200;
const BARS = { auprc: 0.307, ece: 0.015, halfOffBy: 0.05 } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      orders: { type: 'string' },
      cases: { type: 'string' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const { orders, cases } = values;
  if (values.help || !orders || !cases) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const missing = [orders, cases].filter((file) => !existsSync(file));
  if (missing.length) throw new RangeError(`There is no file ${missing.join(', ')}.`);
  const report = await run(orders, cases);
  print(report);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  return report.missed.length ? 1 : 0;
}

async function run(ordersFile: string, casesFile: string) {
  const cases = await showStep('Reading the cases', () => readDueCases(casesFile));
  const { purchases, skipped } = await showStep('Reading the orders', () => readPurchases(ordersFile));
  const history = gatherPurchases(purchases);
  const first = cases.reduce((least, one) => Math.min(least, one.day), Infinity);
  const began = performance.now();
  const model = await showStep('Learning', async (progress) => learnDue(history, first, { progress }));
  const levels = learnRangeLevels(history, first);
  const trainingSeconds = (performance.now() - began) / 1000;
  const labels = Uint8Array.from(cases, (one) => one.due);
  const scores = new Map<string, Float64Array>();
  const keep = (name: string, at: number, score: number) => {
    let all = scores.get(name);
    if (!all) scores.set(name, (all = new Float64Array(cases.length)));
    all[at] = score;
  };
  const scoring = performance.now();
  await showStep('Saying what is due', async (progress) => {
    for (const [day, places] of byDay(cases)) {
      const priors = learnPriors(history, day, () => '');
      for (const at of places) {
        const { customer, item } = cases[at] as DueCase;
        const pair = history.pairOf(customer, item);
        const n = pair ? countBefore(pair.days, day) : 0;
        if (!pair || n === 0)
          throw new RangeError(`The orders hold no earlier purchase of ${item} by ${customer}.`);
        const elapsed = day - (pair.days[n - 1] as number);
        const span = (pair.days[n - 1] as number) - (pair.days[0] as number);
        keep('this shop', at, dueChance(model, history, priors, pair, day));
        keep(
          'shrunk interval law',
          at,
          chanceWithin(lawOf(pair.days, n, priors.of(item)), elapsed, DUE_DAYS),
        );
        keep('bought in 90 days', at, countWithin(pair.days, day - 90, day) - elapsed / 1e4); // ties: the latest first
        keep('times bought', at, n);
        keep('how long ago', at, -elapsed);
        keep('mean interval', at, -Math.abs(span / Math.max(1, n - 1) - elapsed));
        keep('middle interval', at, -Math.abs(middleInterval(pair.days, n) - elapsed));
      }
      progress(places.length, cases.length);
    }
  });
  const sayingSeconds = (performance.now() - scoring) / 1000;
  const methods = await showStep('Resampling customers', async (progress) => {
    const groups = new Map([...scores].map(([name, all]) => [name, ranked(all)]));
    const draws = resample(cases, groups, labels, progress);
    return [...groups].map(([name, order]) => {
      const drawn = draws.get(name) ?? [];
      const ours = draws.get('this shop') ?? [];
      return {
        name,
        auprc: { mean: averagePrecision(order, labels, () => 1), ...range(drawn) },
        gain: range(ours.map((value, round) => value - (drawn[round] as number))),
        precisionAtPositives: precisionAtPositives(order, labels),
      };
    });
  });
  const ranges = levels && scoreRanges(cases, history, levels, (day) => learnPriors(history, day, () => ''));
  const chances = scores.get('this shop') as Float64Array;
  const figures = {
    auprc: methods[0]?.auprc.mean ?? 0,
    precisionAtPositives: methods[0]?.precisionAtPositives ?? 0,
    ece: calibrationError(chances, labels),
    trainingSeconds,
    memoryMb: process.resourceUsage().maxRSS / 1024,
  };
  const positives = labels.reduce((sum, label) => sum + label, 0);
  const halfOff = ranges?.told.cases ? Math.abs(ranges.told.inside - 0.5) : 0;
  return {
    ...figures,
    levels,
    ranges,
    namesDays: steadyHolds(history.pairs, first),
    bars: BARS,
    missed: [
      figures.auprc < BARS.auprc && 'auprc',
      figures.ece > BARS.ece && 'ece',
      halfOff > BARS.halfOffBy && 'middle half',
    ].filter((name) => name !== false),
    cases: cases.length,
    positives,
    meanSaid: chances.reduce((sum, p) => sum + p, 0) / cases.length,
    lines: purchases.length,
    skipped,
    fittedOn: model.fittedOn,
    windows: model.windows,
    sayingSeconds,
    methods,
  };
}

function byDay(cases: readonly DueCase[]): Map<number, number[]> {
  const days = new Map<number, number[]>();
  cases.forEach(({ day }, at) => {
    const places = days.get(day);
    if (places) places.push(at);
    else days.set(day, [at]);
  });
  return days;
}

function middleInterval(days: readonly number[], n: number): number {
  const gaps = Array.from({ length: n - 1 }, (_, at) => (days[at + 1] as number) - (days[at] as number));
  const sorted = gaps.toSorted((a, b) => a - b);
  const half = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(half)] ?? 30) + (sorted[Math.ceil(half)] ?? 30)) / 2;
}

/** A cluster bootstrap: whole customers are drawn, since a few of them hold most cases. */
function resample(
  cases: readonly DueCase[],
  groups: ReadonlyMap<string, readonly (readonly number[])[]>,
  labels: Uint8Array,
  progress: (done: number, of: number) => void,
): Map<string, number[]> {
  const numbers = new Map<string, number>();
  const customerOf = Uint32Array.from(cases, ({ customer }) => {
    const known = numbers.get(customer) ?? numbers.size;
    numbers.set(customer, known);
    return known;
  });
  const chance = seeded(1);
  const draws = new Map<string, number[]>([...groups.keys()].map((name) => [name, []]));
  for (let round = 0; round < ROUNDS; round++) {
    const times = new Uint16Array(numbers.size);
    for (let draw = 0; draw < numbers.size; draw++) {
      const drawn = Math.floor(chance() * numbers.size);
      times[drawn] = (times[drawn] as number) + 1;
    }
    for (const [name, order] of groups)
      draws
        .get(name)
        ?.push(averagePrecision(order, labels, (at) => times[customerOf[at] as number] as number));
    progress(round + 1, ROUNDS);
  }
  return draws;
}

function range(values: readonly number[]): { low: number; high: number } {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
  return { low: at(0.025), high: at(0.975) };
}

function print(report: Awaited<ReturnType<typeof run>>): void {
  const shown = (value: number) => value.toFixed(3);
  console.log(
    `\n${report.cases} cases, ${report.positives} due within ${DUE_DAYS} days, ${report.lines} lines read, ` +
      `${report.skipped} skipped`,
  );
  console.log('method'.padEnd(22) + 'AUC-PR'.padEnd(24) + 'P at positives'.padEnd(16) + 'this shop’s gain');
  for (const { name, auprc, gain, precisionAtPositives: precision } of report.methods)
    console.log(
      name.padEnd(22) +
        `${shown(auprc.mean)} [${shown(auprc.low)}, ${shown(auprc.high)}]`.padEnd(24) +
        shown(precision).padEnd(16) +
        (name === 'this shop' ? '' : `[${shown(gain.low)}, ${shown(gain.high)}]`),
    );
  console.log(
    `\nCalibration error ${report.ece.toFixed(4)} (said ${shown(report.meanSaid)} on average, came ` +
      `${shown(report.positives / report.cases)}). Weights fitted on ${report.fittedOn} cases of ${report.windows} ` +
      `earlier windows in ${report.trainingSeconds.toFixed(1)} s; all cases answered, with the rules, in ` +
      `${report.sayingSeconds.toFixed(1)} s; peak memory ${report.memoryMb.toFixed(0)} MB.`,
  );
  const { ranges, levels, namesDays } = report;
  console.log(
    ranges && levels
      ? `Ranges: between ${shown(levels.lower)} and ${shown(levels.upper)} of the law. Of ${ranges.all.cases} that came again ` +
          `${shown(ranges.told.share)} have one narrow enough to be told, and ${shown(ranges.told.inside)} of those came ` +
          `inside (of all: ${shown(ranges.all.inside)}).`
      : 'Ranges: none is told, too few came again to know where half of them lies.',
  );
  console.log(
    `Steady intervals ${namesDays ? 'name a day' : 'name no day here: too few of the named days came true before'}.`,
  );
  console.log(report.missed.length ? `Missed: ${report.missed.join(', ')}` : 'All bars met.');
}

try {
  process.exitCode = await main();
} catch (error) {
  const known =
    error instanceof RangeError || String((error as { code?: string }).code).startsWith('ERR_PARSE');
  console.error(known ? `${(error as Error).message}\n\n${USAGE}` : error);
  process.exitCode = 2;
}
