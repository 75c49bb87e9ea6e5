import { createReadStream, existsSync, globSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import { productsAfter } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { toQueryString } from '#src/query/query-string.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { keeps } from './constraint-check.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { questionsOf, sampled, type Question } from './constraint-questions.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:constraints -- [--catalogue FILE]… [--database URL] [--questions 500] [--seed 1] [--json FILE]

Asks generated questions with limits and checks every answer against the rows.
  --catalogue FILE  a catalogue export; may be named again (default: the demonstration shop's)
  --database URL    a Postgres database of its own (default: an embedded one); one that is filled is asked as it is
  --questions N     how many questions at least (default 500)
  --most N          how many at most: a sample of them, where a catalogue has very many attributes
  --seed N          another seed asks other questions
  --show            print every question that was answered wrongly or not at all`;

const PER_PAGE = 100;
const BARS = { violations: 0, recall: 0.95 } as const;

interface Wrong {
  readonly question: string;
  readonly read: string;
  readonly what: string;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      catalogue: { type: 'string', multiple: true },
      database: { type: 'string' },
      questions: { type: 'string', default: '500' },
      most: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      json: { type: 'string' },
      show: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    console.log(USAGE);
    return 0;
  }
  const files = values.catalogue ?? globSync('content/catalog/*.csv').toSorted();
  const missing = files.filter((file) => !existsSync(file));
  if (missing.length || !files.length) {
    console.error(`There is no file ${missing.join(', ') || 'in content/catalog'}.`);
    return 2;
  }
  const folder = await mkdtemp(join(tmpdir(), 'shelftalk-bench-'));
  const { db, close } = await openDatabase({
    DATABASE_URL: values.database,
    SHELFTALK_DATA_DIR: join(folder, 'db'),
    DATABASE_POOL_SIZE: 2,
  });
  try {
    await migrate(db);
    if (!(await productsAfter(db, 0, 1)).length) {
      await showStep('Importing', (progress) =>
        importCatalogue(
          db,
          files.map((file) => ({ name: basename(file), open: () => createReadStream(file) })),
          { now: new Date(), progress, currency: 'USD' },
        ),
      );
    }
    await showStep('Indexing facts', (progress) => indexAttributes(db, 'all', progress));
    await showStep('Indexing words', () => indexCatalogue(db, () => ''));
    const report = await ask(db, {
      least: Number(values.questions),
      most: Number(values.most),
      seed: Number(values.seed),
    });
    print(files, report, values.show);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return report.violations > BARS.violations || report.recall < BARS.recall ? 1 : 0;
  } finally {
    await close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Report {
  readonly products: number;
  readonly questions: number;
  /** Hits that break a limit of their question, and the questions that have such hits. */
  readonly violations: number;
  readonly violatedQuestions: number;
  /** The share of satisfiable questions that were answered with a product that keeps every limit. */
  readonly recall: number;
  /** The share of all fitting products that were among the answers, averaged over the questions. */
  readonly completeness: number;
  readonly millisecondsPerQuestion: number;
  readonly byKind: Readonly<Record<string, { asked: number; wrong: number }>>;
  readonly wrong: readonly Wrong[];
}

async function ask(
  db: Database,
  { least, most, seed }: { readonly least: number; readonly most: number; readonly seed: number },
): Promise<Report> {
  const products: Product[] = [];
  for (;;) {
    const batch = await productsAfter(db, products.at(-1)?.id ?? 0, 500);
    if (!batch.length) break;
    products.push(...batch);
  }
  const random = seeded(seed);
  const questions = sampled(questionsOf(products, least, random), most, random);
  const vocabulary = await readVocabulary(db);
  const wrong: Wrong[] = [];
  const byKind = new Map<string, { asked: number; wrong: number }>();
  let [violations, violated, answered, completeness, spent] = [0, 0, 0, 0, 0];
  await showStep('Asking', async (progress) => {
    for (const [at, question] of questions.entries()) {
      const outcome = await answer(db, vocabulary, question, products);
      const kind = byKind.get(question.kind) ?? { asked: 0, wrong: 0 };
      const isWrong = outcome.violations > 0 || !outcome.kept;
      byKind.set(question.kind, { asked: kind.asked + 1, wrong: kind.wrong + (isWrong ? 1 : 0) });
      violations += outcome.violations;
      violated += outcome.violations ? 1 : 0;
      answered += outcome.kept ? 1 : 0;
      completeness += outcome.completeness;
      spent += outcome.milliseconds;
      if (isWrong) {
        const what = outcome.violations
          ? `${outcome.violations} wrong (${outcome.example})`
          : 'nothing found';
        wrong.push({ question: question.text, read: outcome.read, what });
      }
      progress(at + 1, questions.length);
    }
  });
  return {
    products: products.length,
    questions: questions.length,
    violations,
    violatedQuestions: violated,
    recall: answered / questions.length,
    completeness: completeness / questions.length,
    millisecondsPerQuestion: spent / questions.length,
    byKind: Object.fromEntries(byKind),
    wrong,
  };
}

async function answer(
  db: Database,
  vocabulary: Vocabulary,
  question: Question,
  products: readonly Product[],
) {
  const { currency } = vocabulary;
  if (currency === null) throw new Error('The catalogue has no prices to ask about.');
  const started = performance.now();
  const query = parseQuestion(vocabulary, question.text);
  const found = await search(db, query, {
    page: 1,
    perPage: PER_PAGE,
    currency,
    locale: 'en-US',
  });
  const milliseconds = performance.now() - started;
  const bad = found.hits.filter(({ product, variant }) => !keeps(product, variant, question.asked));
  const fitting = products.filter((product) =>
    product.variants.some(
      (variant) => variant.availability.state !== 'sold-out' && keeps(product, variant, question.asked),
    ),
  );
  const given = Math.min(found.total, PER_PAGE) - bad.length;
  return {
    milliseconds,
    violations: bad.length,
    example: bad[0]?.product.title ?? '',
    kept: found.hits.length > bad.length,
    completeness: Math.min(1, given / Math.max(1, Math.min(fitting.length, PER_PAGE))),
    read: decodeURIComponent(toQueryString(query, currency)),
  };
}

function print(files: readonly string[], report: Report, show: boolean): void {
  const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
  console.log(`${files.map((file) => basename(file)).join(' + ')}: ${report.products} products`);
  console.log(`  questions      ${report.questions}`);
  console.log(`  violations     ${report.violations} hits in ${report.violatedQuestions} questions (bar 0)`);
  console.log(
    `  recall         ${percent(report.recall)} of satisfiable questions (bar ${percent(BARS.recall)})`,
  );
  console.log(`  completeness   ${percent(report.completeness)} of fitting products on the first page`);
  console.log(`  time           ${report.millisecondsPerQuestion.toFixed(1)} ms a question`);
  for (const [kind, count] of Object.entries(report.byKind)) {
    if (count.wrong) console.log(`  ${kind}: ${count.wrong} of ${count.asked} wrong`);
  }
  for (const one of show ? report.wrong : report.wrong.slice(0, 10)) {
    console.log(`    ${one.question}\n      read as ${one.read}: ${one.what}`);
  }
}

process.exitCode = await main();
