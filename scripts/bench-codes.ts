import { createReadStream, existsSync, globSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import { canBeBoughtSql } from '#src/inventory/stock-sql.ts';
import type { Database } from '#src/database/database.ts';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { rowsOf } from '#src/database/rows.ts';
import { seeded } from '#src/numbers/seeded.ts';
import { tables } from '#src/database/schema.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { search } from '#src/search/search.ts';
import { sampledCodes, spellings, type Code, type Spelling } from './judged/code-spellings.ts';
import { openScratchDatabase } from './judged/scratch-database.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run bench:codes -- [--catalogue FILE]… [--database URL] [--codes 400] [--seed 1] [--show] [--json FILE]

Asks for products by their SKU, MPN and GTIN in several spellings, each as a page is asked.
  --catalogue FILE  a catalogue export; may be named again (default: the demonstration shop's)
  --database URL    a Postgres database of its own (default: an embedded one); one that is filled is asked as it is
  --codes N         how many codes, as many of each field as there are (default 400)
  --show            print what was not found`;

const BAR = 0.99;
const SHARED_WITHIN = 5; // places, where several products share what was asked

interface Missed {
  readonly spelling: Spelling;
  readonly asked: string;
  readonly code: string;
  readonly place: number | null;
}

const { values } = parseArgs({
  options: {
    catalogue: { type: 'string', multiple: true },
    database: { type: 'string' },
    codes: { type: 'string', default: '400' },
    seed: { type: 'string', default: '1' },
    show: { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const files = values.catalogue ?? globSync('content/catalog/*.csv').toSorted();
const missing = files.filter((file) => !existsSync(file));
if (missing.length || !files.length) {
  console.error(`There is no file ${missing.join(', ') || 'in content/catalog'}.\n\n${USAGE}`);
  process.exit(2);
}
const { db, close } = await open(values.database);
try {
  await showStep('Indexing', async (progress) => {
    await indexAttributes(db, 'all', progress);
    await indexCatalogue(db, () => '', { embedder: null });
  });
  process.exitCode = await measure();
} finally {
  await close();
}

/** A database that holds a catalogue already, else one of its own with the files imported. */
async function open(url: string | undefined): Promise<{ db: Database; close(): Promise<void> }> {
  if (url) {
    const opened = await openDatabase({ DATABASE_URL: url, DATABASE_POOL_SIZE: 2, SHELFTALK_DATA_DIR: '' });
    await migrate(opened.db);
    const { rows } = await rowsOf({ id: tables.product.id })`select id from product limit 1`.execute(
      opened.db,
    );
    if (rows.length) return opened;
    await opened.close();
  }
  const scratch = await openScratchDatabase(url);
  await showStep('Importing', (progress) =>
    importCatalogue(
      scratch.db,
      files.map((file) => ({ name: basename(file), open: () => createReadStream(file) })),
      { now: new Date(), progress, currency: 'USD' },
    ),
  );
  return scratch;
}

async function measure(): Promise<number> {
  const codes = await readCodes();
  const random = seeded(Number(values.seed));
  const sample = sampledCodes(codes, Number(values.codes), random);
  const vocabulary = await readVocabulary(db);
  const missed: Missed[] = [];
  const figures: Record<string, { asked: number; found: number }> = {};
  let [count, spent] = [0, 0];
  for (const code of sample) {
    for (const { spelling, asked, shared } of spellings(code, codes, random)) {
      const before = process.cpuUsage();
      const query = parseQuestion(vocabulary, asked);
      const { hits } = await search(db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
      const { user, system } = process.cpuUsage(before);
      spent += user + system;
      const place = hits.findIndex(({ product }) => product.id === code.productId) + 1;
      const figure = (figures[spelling] ??= { asked: 0, found: 0 });
      figure.asked += 1;
      count += 1;
      if (place > 0 && place <= (shared > 1 ? SHARED_WITHIN : 1)) figure.found += 1;
      else missed.push({ spelling, asked, code: code.written, place: place || null });
    }
  }
  console.log(
    `${codes.length} codes of ${new Set(codes.map((one) => one.productId)).size} products, ${sample.length} asked for`,
  );
  for (const [spelling, { asked, found }] of Object.entries(figures))
    console.log(
      `${spelling.padEnd(12)} ${((100 * found) / asked).toFixed(1).padStart(5)} %  ${found} of ${asked}`,
    );
  console.log(`CPU ${(spent / 1000 / count).toFixed(1)} ms a question`);
  if (values.show)
    for (const one of missed)
      console.log(`${one.spelling}: “${one.asked}” (${one.code}) place ${one.place ?? 'none'}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ figures, missed }, null, 2)}\n`);
  return Object.values(figures).every(({ asked, found }) => found >= asked * BAR) ? 0 : 1;
}

/** Every code of every variant that can be bought. */
async function readCodes(): Promise<readonly Code[]> {
  const { rows } = await rowsOf({
    productId: tables.variant.product_id,
    title: tables.product.title,
    sku: tables.variant.sku,
    gtin: tables.variant.gtin,
    mpn: tables.variant.mpn,
  })`
    select v.product_id as "productId", p.title, v.sku, v.gtin, v.mpn from variant v join product p on p.id = v.product_id
    left join stock s on s.variant_id = v.id
    where p.status = 'active' and ${canBeBoughtSql} order by v.id`.execute(db);
  return rows.flatMap(({ productId, title, ...fields }) =>
    Object.entries(fields).flatMap(([field, written]) =>
      written ? [{ productId, title, field, written }] : [],
    ),
  );
}
