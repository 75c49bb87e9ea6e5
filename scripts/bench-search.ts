import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readJudgedSet } from './judged/judged-set.ts';
import { stockJudgedShop } from './judged/judged-shop.ts';
import { measureSystem, type Measured } from './judged/measure-system.ts';
import { pairedBootstrap } from './judged/measures.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { seededRandom } from './judged/seeded-random.ts';
import { showStep } from './progress.ts';
import { miniSearch, orama, postgresText, shelftalk } from './judged/systems.ts';

const USAGE = `npm run bench:search -- --data DIR [--json FILE] [--database URL] [--only NAME,NAME]
  DIR holds docs.jsonl[.gz], queries.tsv (id, text) and qrels.tsv (query id, document id, gain 0 to 1).`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    json: { type: 'string' },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});
if (!values.data) {
  console.error(USAGE);
  process.exit(2);
}

const set = await readJudgedSet(values.data);
const scratch = await openScratchDatabase(values.database);
const measured: Measured[] = [];
try {
  const docOf = await showStep('Importing', () => stockJudgedShop(scratch.db, set));
  const systems = [
    shelftalk(scratch.db, docOf),
    postgresText(scratch.db, docOf),
    miniSearch(set.docs),
    orama(set.docs),
  ];
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
  const random = seededRandom(1);
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

function line(one: Measured): string {
  const figure = (label: string, value: number, digits = 3) => `${label} ${value.toFixed(digits)}`;
  return [
    one.name.padEnd(11),
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
