import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { DEMO_SET, SPLITS, stockDemoShop } from './judged/demo-shop.ts';
import { readJudgedSet, type JudgedSet } from './judged/judged-set.ts';
import { stockJudgedShop } from './judged/judged-shop.ts';
import { measureSystem, type Measured } from './judged/measure-system.ts';
import { pairedBootstrap } from './judged/measures.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { showStep } from './progress.ts';
import {
  miniSearch,
  orama,
  postgresText,
  shelftalk,
  shelftalkQuestion,
  type SearchSystem,
} from './judged/systems.ts';

const USAGE = `npm run bench:search -- --data DIR [--json FILE] [--database URL] [--only NAME,NAME]
npm run bench:search -- --demo [--split dev|held-out] [--json FILE] [--database URL] [--only NAME,NAME]
  DIR holds docs.jsonl[.gz], queries.tsv (id, text) and qrels.tsv (query id, document id, gain 0 to 1).
  --demo asks the hand-graded questions of ${DEMO_SET} of the demonstration shop itself.`;

interface Stocked {
  readonly set: JudgedSet;
  readonly ours: readonly SearchSystem[];
}

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    demo: { type: 'boolean', default: false },
    split: { type: 'string' },
    json: { type: 'string' },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});
const split = SPLITS.find((one) => one === values.split) ?? null;
if (Boolean(values.data) === values.demo || (values.split && (!split || !values.demo))) {
  console.error(USAGE);
  process.exit(2);
}

const scratch = await openScratchDatabase(values.database);
const measured: Measured[] = [];
const { db } = scratch;
let set: JudgedSet;
try {
  const stocked = values.data ? await judgedSystems(values.data) : await demoSystems();
  set = stocked.set;
  const systems = [...stocked.ours, postgresText(db, set.docs), miniSearch(set.docs), orama(set.docs)];
  const only = values.only?.split(',');
  for (const system of systems.filter((one) => !only || only.includes(one.name))) {
    measured.push(await showStep(`Measuring ${system.name}`, (report) => measureSystem(system, set, report)));
  }
} finally {
  await scratch.close();
}

console.log(`${set.docs.length} documents, ${set.queries.length} queries, ${scratch.engine}`);
for (const one of measured) console.log(line(one));
const [ours, ...others] = measured;
const contrasts = others.map((other) => {
  const random = seeded(1);
  return {
    against: other.name,
    ndcg10: pairedBootstrap(ours?.perQuery.ndcg ?? [], other.perQuery.ndcg, random),
    judgedNdcg10: pairedBootstrap(ours?.perQuery.judged ?? [], other.perQuery.judged, random),
  };
});
for (const one of contrasts) {
  const shown = (['ndcg10', 'judgedNdcg10'] as const).map((key) => {
    const { difference, from, to } = one[key];
    return `${key} ${signed(difference)} [${signed(from)}, ${signed(to)}]`;
  });
  console.log(`${ours?.name} - ${one.against}: ${shown.join('; ')} (95 %, paired bootstrap)`);
}
if (values.json) {
  const systems = Object.fromEntries(
    measured.map(({ name, perQuery: _perQuery, ...figures }) => [name, figures]),
  );
  const report = {
    documents: set.docs.length,
    queries: set.queries.length,
    engine: scratch.engine,
    systems,
    contrasts,
  };
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

async function judgedSystems(folder: string): Promise<Stocked> {
  const set = await readJudgedSet(folder);
  const docOf = await showStep('Importing', () => stockJudgedShop(db, set));
  return { set, ours: [shelftalk(db, docOf)] };
}

async function demoSystems(): Promise<Stocked> {
  const { set, docOf, words, currency } = await showStep('Importing', () => stockDemoShop(db, split));
  return { set, ours: [shelftalk(db, docOf, words), shelftalkQuestion(db, docOf, currency)] };
}

function line(one: Measured): string {
  const figure = (label: string, value: number, digits = 3) => `${label} ${value.toFixed(digits)}`;
  return [
    one.name.padEnd(18),
    figure('ndcg@10', one.ndcg10),
    figure('judged', one.judgedNdcg10),
    figure('recall@100', one.recall100),
    figure('mrr', one.mrr),
    figure('cpu ms', one.cpuMsPerQuery, 1),
    figure('docs/s', one.indexDocsPerSecond, 0),
    one.indexBytes === null ? 'in memory' : figure('MB', one.indexBytes / 1e6, 0),
    `(${one.note})`,
  ].join('  ');
}

function signed(value: number): string {
  return `${value < 0 ? '-' : '+'}${Math.abs(value).toFixed(3)}`;
}
