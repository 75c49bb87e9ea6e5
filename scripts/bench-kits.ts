import { createReadStream, globSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { buildKit } from '#src/bundles/build-kit.ts';
import { kitSizes } from '#src/bundles/kit-sizes.ts';
import { solveKit, type KitProblem } from '#src/bundles/solve-kit.ts';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { openContent } from '#src/editorial/content.ts';
import { money } from '#src/money/money.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { greedyKit, randomKit, triedKit } from './kit-instances.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:kits -- [--instances 5000] [--wishes 400] [--seed 1] [--json FILE]

Small random kits are solved and compared with trying every set; then the demonstration shop's kits are put together
with many budgets, sizes and owned parts.`;

const BARS = { optimal: 1, p95Ms: 100 } as const;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      instances: { type: 'string', default: '5000' },
      wishes: { type: 'string', default: '400' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const chance = seeded(Number(values.seed));
  const small = await showStep('Small kits', async (progress) =>
    compare(Number(values.instances), chance, progress),
  );
  const shop = await demonstration(Number(values.wishes), chance);
  const report = { ...small, ...shop, bars: BARS };
  console.log(
    `\n${small.instances} small kits, ${small.feasible} of which can be filled; every set tried.\n` +
      `${'method'.padEnd(26)}${'optimal'.padEnd(10)}${'filled'.padEnd(10)}score against the best\n` +
      [
        ['branch and bound (ours)', small.optimal, small.filled, small.score],
        ['greedy by score', small.greedyOptimal, small.greedyFilled, small.greedyScore],
        ['greedy by score for money', small.ratioOptimal, small.ratioFilled, small.ratioScore],
      ]
        .map(
          ([name, ...parts]) =>
            String(name).padEnd(26) + parts.map((part) => Number(part).toFixed(4).padEnd(10)).join(''),
        )
        .join('\n') +
      `\n\nDemonstration shop: ${shop.wishes} wishes, ${shop.built} kits, ${shop.refused} refused with a reason; ` +
      `p50 ${shop.p50Ms.toFixed(1)} ms, p95 ${shop.p95Ms.toFixed(1)} ms, most ${shop.mostMs.toFixed(1)} ms; ` +
      `over budget ${shop.overBudget}, not in stock ${shop.notInStock}, cut off ${shop.cutOff}.`,
  );
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  const fails =
    small.optimal < BARS.optimal || shop.p95Ms > BARS.p95Ms || shop.overBudget > 0 || shop.notInStock > 0;
  console.log(fails ? 'A bar was missed.' : 'All bars met.');
  return fails ? 1 : 0;
}

type Progress = (done: number, of: number | null) => void;

function compare(instances: number, chance: () => number, progress: Progress) {
  const sums = { feasible: 0, optimal: 0, filled: 0, score: 0 };
  const greedy = { optimal: 0, filled: 0, score: 0 };
  const ratio = { optimal: 0, filled: 0, score: 0 };
  for (let at = 0; at < instances; at++) {
    const problem: KitProblem = randomKit(chance);
    const best = triedKit(problem);
    const solved = solveKit(problem);
    if (at % 100 === 0) progress(at, instances);
    if (!best) {
      if (solved) throw new Error('A kit was found where there is none');
      continue;
    }
    sums.feasible++;
    const count = (into: typeof greedy, found: { score: number; price: number } | null) => {
      if (!found) return;
      into.filled++;
      into.score += best.score ? found.score / best.score : 1;
      if (found.score === best.score && found.price === best.price) into.optimal++;
    };
    count(sums, solved);
    count(
      greedy,
      greedyKit(problem, (one) => one.score),
    );
    count(
      ratio,
      greedyKit(problem, (one) => one.score / (one.price + 1)),
    );
  }
  const part = (value: number) => value / Math.max(1, sums.feasible);
  return {
    instances,
    feasible: sums.feasible,
    optimal: part(sums.optimal),
    filled: part(sums.filled),
    score: part(sums.score),
    greedyOptimal: part(greedy.optimal),
    greedyFilled: part(greedy.filled),
    greedyScore: part(greedy.score),
    ratioOptimal: part(ratio.optimal),
    ratioFilled: part(ratio.filled),
    ratioScore: part(ratio.score),
  };
}

async function demonstration(wishes: number, chance: () => number) {
  const folder = await mkdtemp(join(tmpdir(), 'shelftalk-bench-'));
  const { db, close } = await openDatabase({
    DATABASE_URL: undefined,
    SHELFTALK_DATA_DIR: join(folder, 'db'),
    DATABASE_POOL_SIZE: 2,
  });
  const content = openContent('content');
  try {
    await migrate(db);
    await showStep('Importing', (progress) =>
      importCatalogue(
        db,
        globSync('content/catalog/*.csv')
          .toSorted()
          .map((file) => ({ name: basename(file), open: () => createReadStream(file) })),
        { now: new Date(), progress, currency: 'USD' },
      ),
    );
    const words = content.current();
    const times: number[] = [];
    const counts = { built: 0, refused: 0, overBudget: 0, notInStock: 0, cutOff: 0 };
    await showStep('Putting kits together', async (progress) => {
      for (let at = 0; at < wishes; at++) {
        const entry = words.kits[at % words.kits.length];
        if (!entry) throw new RangeError('There is no kit in content/kits.');
        const budget = chance() < 0.1 ? null : money(3_000 + Math.floor(chance() * 60_000), 'USD');
        const sizes = Object.entries(await kitSizes(db, entry.words)).flatMap(([kind, known]) => {
          const size = known[Math.floor(chance() * known.length)];
          return size !== undefined && chance() < 0.7 ? [[kind, size] as const] : [];
        });
        const owned = entry.words.roles.filter(() => chance() < 0.2).map((role) => role.role);
        const start = performance.now();
        const built = await buildKit(db, words, {
          goal: entry.slug,
          budget,
          sizes: Object.fromEntries(sizes),
          owned,
        });
        times.push(performance.now() - start);
        if (at % 10 === 0) progress(at, wishes);
        if (!built.ok) {
          counts.refused++;
          continue;
        }
        counts.built++;
        const sum = built.items.reduce((total, item) => total + item.variant.price.minor, 0);
        counts.overBudget += Number(sum !== built.total.minor || (budget !== null && sum > budget.minor));
        counts.notInStock += Number(
          built.items.some((item) => item.variant.availability.state === 'sold-out'),
        );
        counts.cutOff += Number(!built.exact);
      }
    });
    const sorted = times.toSorted((a, b) => a - b);
    const timeAt = (part: number) =>
      sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
    return { wishes, ...counts, p50Ms: timeAt(0.5), p95Ms: timeAt(0.95), mostMs: sorted.at(-1) ?? 0 };
  } finally {
    content.close();
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

process.exitCode = await main();
