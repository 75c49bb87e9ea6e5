import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { openContent } from '#src/editorial/content.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { answerLines, answerQuestion, type Answered } from './judged/answer-questions.ts';
import { DEMO_SET, SPLITS, stockDemoShop, type JudgedShop } from './judged/demo-shop.ts';
import { stockImportedShop, stockJudgedImport } from './judged/imported-shop.ts';
import { readJudgedSet, readQueries } from './judged/judged-set.ts';
import { stockJudgedShop } from './judged/judged-shop.ts';
import { measureSystem, type Measured } from './judged/measure-system.ts';
import { shelftalk, shelftalkPage, shelftalkSuggest } from './judged/own-systems.ts';
import { miniSearch, orama, postgresText } from './judged/peers.ts';
import { MAPS } from './judged/product-docs.ts';
import { printReport, searchReport } from './judged/search-report.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:search -- --data DIR [--catalogue FILE… --map FIELD] [--json FILE] [--database URL] [--only NAME,NAME]
npm run bench:search -- --demo [--split dev|held-out] [--json FILE] [--database URL] [--only NAME,NAME]
npm run bench:search -- --catalogue FILE… --questions FILE [--json FILE] [--database URL]
  --data DIR        holds docs.jsonl[.gz], queries.tsv (id, text) and qrels.tsv (query id, document id, gain 0 to 1)
  --catalogue FILE  an export, imported as a shop would; may be named again. With --data the judged documents are its
                    products, and DIR needs no documents
  --map FIELD       which field of a product is the judged document's id: ${MAPS.join(', ')}
  --questions FILE  a question a line (what follows a tab is left alone): prints what /search shows for each
  --demo            asks the hand-graded questions of ${DEMO_SET} of the demonstration shop itself
  --only NAME,…     of shelftalk, shelftalk-page, shelftalk-suggest, ts_rank_cd, minisearch, orama`;

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    demo: { type: 'boolean', default: false },
    split: { type: 'string' },
    catalogue: { type: 'string', multiple: true },
    map: { type: 'string' },
    questions: { type: 'string' },
    json: { type: 'string' },
    database: { type: 'string' },
    only: { type: 'string' },
  },
});
const { data, demo, questions } = values;
const files = values.catalogue ?? [];
const split = SPLITS.find((one) => one === values.split) ?? null;
const map = MAPS.find((one) => one === values.map) ?? null;
const isCallOfOneKind = [data, demo, questions].filter(Boolean).length === 1;
const needsCatalogue = Boolean(questions ?? values.map);
const isSplitRight = values.split === undefined || (demo && split !== null);
const isMapRight = data && files.length ? map !== null : values.map === undefined;
if (
  !isCallOfOneKind ||
  (needsCatalogue && !files.length) ||
  (demo && files.length) ||
  !isSplitRight ||
  !isMapRight
) {
  console.error(USAGE);
  process.exit(2);
}

const scratch = await openScratchDatabase(values.database);
const { db } = scratch;
try {
  const report = questions ? await askQuestions(questions) : await measureSystems(await stock());
  if (values.json) await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
} finally {
  await scratch.close();
}

async function stock(): Promise<JudgedShop> {
  if (!data) return showStep('Importing', () => stockDemoShop(db, split));
  if (map) return stockJudgedImport(db, files, map, await readQueries(data, null));
  const set = await readJudgedSet(data);
  const opened = openContent('content');
  opened.close();
  const docOf = await showStep('Importing', () => stockJudgedShop(db, set));
  await showStep('Indexing facts', (progress) => indexAttributes(db, 'all', progress));
  return { db, content: opened.current(), docOf, words: () => '', set };
}

async function measureSystems(shop: JudgedShop): Promise<unknown> {
  const { set } = shop;
  const peers = [postgresText(db, set.docs), miniSearch(set.docs), orama(set.docs)];
  const systems = [shelftalk(shop), shelftalkPage(shop), shelftalkSuggest(shop), ...peers];
  const only = values.only?.split(',');
  const measured: Measured[] = [];
  for (const system of systems.filter(({ name }) => !only || only.includes(name)))
    measured.push(
      await showStep(`Measuring ${system.name}`, (progress) => measureSystem(system, set, progress)),
    );
  const report = await searchReport(shop, scratch.engine, measured);
  console.log(printReport(report));
  return report;
}

async function askQuestions(file: string): Promise<readonly Answered[]> {
  const shop = await stockImportedShop(db, files);
  await showStep('Indexing words', (progress) =>
    indexCatalogue(db, shop.words, { progress, embedder: null }),
  );
  const answers: Answered[] = [];
  for (const line of (await readFile(file, 'utf8')).split(/\r?\n/)) {
    const question = line.split('\t')[0]?.trim();
    if (!question) continue;
    const answer = await answerQuestion(shop, question);
    console.log(answerLines(answer));
    answers.push(answer);
  }
  return answers;
}
