import { parseArgs } from 'node:util';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { rank } from '#src/search/rank/rank.ts';
import { alternatives, bm25, features, fieldWeights, headShares } from '#src/search/weights.ts';
import { readJudgedSet } from './judged/judged-set.ts';
import { stockJudgedShop } from './judged/judged-shop.ts';
import { judgedNdcg, mean, ndcg, pairedBootstrap } from './judged/measures.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run tune -- --data DIR [--data DIR]… [NAME=VALUE,VALUE…]…

Shows what a change of a weight in src/search/weights.ts does to judged queries, one weight at a time, with the
difference to the weight as it stands and its 95 % interval. Changes nothing. Keep a change only where the lower bound
is not below zero on every catalogue you have: a gain on one alone is chance or its own habit.
  NAME=VALUE,…  weights to try, such as features.head=0.1,0.3 (default: half and double of every feature)`;

// The ranking reads these objects at every question, so a trial value holds without a restart.
const tunable: Readonly<Record<string, Record<string, number>>> = {
  features: { ...features },
  fieldWeights: { ...fieldWeights },
  bm25: { ...bm25 },
  headShares: { ...headShares },
  alternatives: {
    joined: alternatives.joined,
    split: alternatives.split,
    same: alternatives.same,
    synonym: alternatives.synonym,
    weak: alternatives.weak,
  },
};
const live: Readonly<Record<string, Record<string, number>>> = {
  features: features as Record<string, number>,
  fieldWeights: fieldWeights as Record<string, number>,
  bm25: bm25 as Record<string, number>,
  headShares: headShares as Record<string, number>,
  alternatives: alternatives as unknown as Record<string, number>,
};
const NEEDS_INDEX = new Set(['fieldWeights', 'bm25']);

interface Trial {
  readonly room: string;
  readonly key: string;
  readonly value: number;
}

const { values, positionals } = parseArgs({
  options: { data: { type: 'string', multiple: true } },
  allowPositionals: true,
});
if (!values.data?.length) {
  console.error(USAGE);
  process.exit(2);
}
const trials = positionals.length ? positionals.flatMap(readTrials) : usualTrials();
for (const folder of values.data) await tuneOn(folder);

async function tuneOn(folder: string): Promise<void> {
  const set = await readJudgedSet(folder);
  const scratch = await openScratchDatabase(undefined);
  try {
    const { db } = scratch;
    const docOf = await showStep('Importing', () => stockJudgedShop(db, set));
    const reindex = () =>
      showStep('Indexing', (report) =>
        indexCatalogue(db, () => '', { progress: report, embedder: null, force: true }),
      );
    const ask = async () => {
      const scores = { ndcg: [] as number[], judged: [] as number[] };
      for (const { id, text } of set.queries) {
        const gains = set.gains.get(id) ?? new Map<string, number>();
        const { ranked } = await rank(db, text, { embedder: null, reasons: [0, 0] });
        const list = ranked.map((one) => gains.get(docOf.get(one.productId) ?? ''));
        scores.ndcg.push(ndcg(list, gains.values()));
        scores.judged.push(judgedNdcg(list, gains.values()));
      }
      return scores;
    };
    await reindex();
    const base = await ask();
    console.log(
      `${folder}: ${set.queries.length} queries, ndcg@10 ${show(mean(base.ndcg))}, judged ${show(mean(base.judged))}`,
    );
    for (const { room, key, value } of trials) {
      const target = live[room];
      const now = tunable[room]?.[key];
      if (!target || now === undefined) continue;
      target[key] = value;
      if (NEEDS_INDEX.has(room)) await reindex();
      const tried = await ask();
      target[key] = now;
      if (NEEDS_INDEX.has(room)) await reindex();
      console.log(
        `  ${`${room}.${key}`.padEnd(24)} ${now} -> ${value}`.padEnd(44) +
          contrast('ndcg@10', tried.ndcg, base.ndcg) +
          contrast('judged', tried.judged, base.judged),
      );
    }
  } finally {
    await scratch.close();
  }
}

function contrast(label: string, tried: readonly number[], base: readonly number[]): string {
  const { difference, from, to } = pairedBootstrap(tried, base, seeded(1));
  return `  ${label} ${show(difference)} [${show(from)}, ${show(to)}]`;
}

function readTrials(text: string): readonly Trial[] {
  const found = /^(\w+)\.(\w+)=([\d.,-]+)$/.exec(text);
  const [, room = '', key = '', list = ''] = found ?? [];
  if (tunable[room]?.[key] === undefined) {
    console.error(`${text} names no weight. The weights are: ${names().join(' ')}`);
    process.exit(2);
  }
  return list.split(',').map((value) => ({ room, key, value: Number(value) }));
}

function usualTrials(): readonly Trial[] {
  return Object.entries(tunable['features'] ?? {}).flatMap(([key, now]) =>
    [0, now / 2, now * 2].map((value) => ({ room: 'features', key, value })),
  );
}

function names(): readonly string[] {
  return Object.entries(tunable).flatMap(([room, of]) => Object.keys(of).map((key) => `${room}.${key}`));
}

function show(value: number): string {
  return value.toFixed(4);
}
