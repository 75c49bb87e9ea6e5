import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database, Engine } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { indexAttributes } from '#src/search/attributes/index-attributes.ts';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { rank } from '#src/search/rank/rank.ts';
import { readySearch, search } from '#src/search/search.ts';
import { suggest } from '#src/search/suggest.ts';
import { openScaleDatabase } from './scale/scale-database.ts';
import { showStep } from './progress.ts';
import { openCpuClock } from './scale/cpu-time.ts';
import { measureChange, type ChangeReport } from './scale/measure-change.ts';
import { measureLoad, type Load } from './scale/measure-load.ts';
import { openMiniSearch } from './scale/mini-search-peer.ts';
import { openPostgresPeer } from './scale/postgres-peer.ts';
import { questionsAbout, type AskedOf } from './scale/asked.ts';
import { fillCatalogue } from './scale/synthetic-catalogue.ts';

const USAGE = `npm run bench:scale -- --products N [--database URL] [--json FILE]

Makes a catalogue of N products, indexes it and measures searching, listing and suggesting, by 1 and by 8 clients.
  --products N     how many products (default 10000)
  --database URL   a Postgres database that holds nothing yet (default: an embedded one in a temporary folder)
  --data DIR       keep the embedded database there; one that holds fewer products is filled up
  --as-is          measure the index that the database holds, whatever it was built from
  --queries N      questions of each kind (default 200)
  --only KIND      measure that kind of question alone, such as suggest, and change nothing
  --no-peer        leave the peers out: Postgres's own text search (on Postgres), and MiniSearch, which is left out
                   above ${200_000} products, where it outgrows a process
  --json FILE      write the figures there`;

const MOST_FOR_PEER = 200_000;
const CLIENTS = [1, 8] as const;
const VIEW = { page: 1, perPage: 24, currency: 'USD', locale: 'en-US' } as const;
// Suggestions are measured over the catalogue alone: there are no words of a shop here.
const NO_WORDS = { faqs: [] } as unknown as Content;

interface Asked extends AskedOf {
  /** Words to rank, no question of `words`. */
  readonly ranked: readonly string[];
  /** Asked before anything else: while they are, the engines compile themselves. */
  readonly others: AskedOf;
}

/** Each kind has questions of its own, so that none was asked before. */
async function questionsOf(db: Database, each: number): Promise<Asked> {
  const asked = await questionsAbout(db, each, 7);
  const { limited } = await questionsAbout(db, each, 8);
  const { words: ranked } = await questionsAbout(db, each, 9);
  return { ...asked, limited, ranked, others: await questionsAbout(db, each, 10) };
}

interface Report {
  readonly engine: Engine;
  readonly products: number;
  readonly seconds: Readonly<Record<string, number>>;
  readonly megabytes: Readonly<Record<string, number>>;
  /** Resident memory of this process after all questions; the embedded database is within it. */
  readonly resident: number;
  readonly loads: readonly Load[];
  /** null: not measured. */
  readonly change: ChangeReport | null;
  readonly peers: readonly PeerReport[];
}

interface PeerReport {
  readonly name: string;
  readonly indexSeconds: number;
  readonly megabytes: number;
  readonly loads: readonly Load[];
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      products: { type: 'string', default: '10000' },
      database: { type: 'string' },
      data: { type: 'string' },
      queries: { type: 'string', default: '200' },
      only: { type: 'string' },
      'as-is': { type: 'boolean', default: false },
      'no-peer': { type: 'boolean', default: false },
      json: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const products = Number(values.products);
  if (values.help || !Number.isInteger(products) || products < 100) {
    console.log(USAGE);
    return values.help ? 0 : 2;
  }
  const { db, engine, close } = await openScaleDatabase(values.database, values.data);
  try {
    const seconds = values['as-is'] ? {} : await build(db, products);
    const asked = await questionsOf(db, Number(values.queries));
    const loads = await measure(db, engine, asked, values.only ?? null);
    const change = values.only ? null : await showStep('Changing single products', () => measureChange(db));
    const resident = process.memoryUsage().rss / 2 ** 20; // peers live in this process too
    const peers: PeerReport[] = [];
    if (!values['no-peer'] && engine === 'postgres') {
      peers.push(await showStep('Measuring Postgres', () => measurePostgres(db, asked)));
    }
    if (!values['no-peer'] && products <= MOST_FOR_PEER) {
      peers.push(await showStep('Measuring MiniSearch', () => measureMiniSearch(db, asked)));
    }
    const report: Report = {
      engine,
      products,
      seconds,
      megabytes: await sizes(db),
      resident,
      loads,
      change,
      peers,
    };
    print(report);
    if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
    return 0;
  } finally {
    await close();
  }
}

/** Fills and indexes what is not there yet; seconds of each step. */
async function build(db: Database, products: number): Promise<Record<string, number>> {
  const seconds: Record<string, number> = {};
  const step = async (
    name: string,
    work: (progress: (done: number, of: number | null) => void) => Promise<unknown>,
  ) => {
    const from = performance.now();
    await showStep(name, work);
    seconds[name] = (performance.now() - from) / 1000;
  };
  const { rows } = await rowsOf({ n: integer })`select count(*)::int as n from product`.execute(db);
  const held = rows[0]?.n ?? 0;
  if (held > products) throw new Error(`The database holds ${held} products already, not ${products}.`);
  if (held < products) await step('filling', (progress) => fillCatalogue(db, held, products, progress));
  await step('indexing words', (progress) => indexCatalogue(db, () => '', { progress, embedder: null }));
  await step('indexing facts', (progress) => indexAttributes(db, 'all', progress));
  return seconds;
}

async function measure(
  db: Database,
  engine: Engine,
  asked: Asked,
  only: string | null,
): Promise<readonly Load[]> {
  await showStep('Reading the catalogue into memory', () => readySearch(db));
  const cpu = openCpuClock(db, engine);
  const rankWords = (text: string) => rank(db, text, { embedder: null });
  const searchWords = (text: string) => search(db, { ...emptyQuery, text }, VIEW);
  const searchLimited = ({ need: query }: AskedOf['limited'][number]) => search(db, query, VIEW);
  const list = (query: SearchQuery) => search(db, query, VIEW);
  const complete = (prefix: string) => suggest(db, NO_WORDS, prefix);
  const loads: Load[] = [];
  const run = async <One>(
    name: string,
    clients: number,
    questions: readonly One[],
    ask: (one: One) => Promise<unknown>,
  ) => {
    if (only !== null && only !== name) return;
    await showStep(`Measuring ${name}, ${clients} at a time`, async () => {
      loads.push(await measureLoad(name, clients, questions, ask, cpu));
    });
  };
  const { others } = asked;
  await run('ranking words, new process', 1, others.words, rankWords);
  const warm = async <One>(name: string, questions: readonly One[], ask: (one: One) => Promise<unknown>) => {
    if (only === null || only === name) for (const one of questions) await ask(one);
  };
  await showStep('Asking other questions', async () => {
    await warm('ranking words', others.words, rankWords);
    await warm('words', others.words, searchWords);
    await warm('words + limits', others.limited, searchLimited);
    await warm('category listing', others.listings, list);
    await warm('suggest', others.prefixes, complete);
  });
  for (const clients of CLIENTS) {
    await run('ranking words', clients, asked.ranked, rankWords);
    await run('words', clients, asked.words, searchWords);
    await run('words + limits', clients, asked.limited, searchLimited);
    if (clients === 1) {
      await run('words, again', clients, asked.words, searchWords);
      await run('words + limits, again', clients, asked.limited, searchLimited);
    }
    await run('category listing', clients, asked.listings, list);
    await run('suggest', clients, asked.prefixes, complete);
  }
  return loads;
}

async function measureMiniSearch(db: Database, asked: Asked): Promise<PeerReport> {
  const peer = await openMiniSearch(db);
  return measurePeer('MiniSearch', peer, asked, openCpuClock(db, 'pglite'));
}

async function measurePostgres(db: Database, asked: Asked): Promise<PeerReport> {
  const peer = await openPostgresPeer(db);
  try {
    return await measurePeer('Postgres alone', peer, asked, openCpuClock(db, 'postgres'));
  } finally {
    await peer.close();
  }
}

interface Peer {
  readonly seconds: number;
  readonly megabytes: number;
  search(text: string): unknown;
  searchUnder(text: string, query: SearchQuery): unknown;
  suggest(prefix: string): unknown;
}

async function measurePeer(
  name: string,
  peer: Peer,
  asked: Asked,
  cpu: () => Promise<number | null>,
): Promise<PeerReport> {
  const { others } = asked;
  for (const text of others.words) await peer.search(text);
  for (const { text, need: query } of others.limited) await peer.searchUnder(text, query);
  for (const prefix of others.prefixes) await peer.suggest(prefix);
  const underLimits = ({ text, need: query }: AskedOf['limited'][number]) => peer.searchUnder(text, query);
  return {
    name,
    indexSeconds: peer.seconds,
    megabytes: peer.megabytes,
    loads: [
      await measureLoad('words', 1, asked.words, (text) => peer.search(text), cpu),
      await measureLoad('words + limits', 1, asked.limited, underLimits, cpu),
      await measureLoad('suggest', 1, asked.prefixes, (prefix) => peer.suggest(prefix), cpu),
    ],
  };
}

async function sizes(db: Database): Promise<Record<string, number>> {
  const { rows } = await rowsOf({ name: text, bytes: integer })`
    select case when relname ~ '^search_fact' then 'facts'
        when relname ~ '^search_(term|list|replaced|doc|spelling)_[0-9]' then 'words'
        when relname ~ '_vector_[0-9]' then 'vectors' else 'catalogue' end as name,
      sum(pg_total_relation_size(oid))::bigint as bytes
    from pg_class where relkind = 'r' and (relname ~ '^search_' or relname in ('product', 'variant', 'stock'))
    group by 1`.execute(db);
  return Object.fromEntries(rows.map((row) => [row.name, row.bytes / 2 ** 20]));
}

function print({ engine, products, seconds, megabytes, resident, loads, change, peers }: Report): void {
  console.log(`${products} products on ${engine}`);
  for (const [name, value] of Object.entries(seconds)) {
    console.log(`  ${name}: ${value.toFixed(1)} s (${Math.round(products / value)} products a second)`);
  }
  for (const [name, value] of Object.entries(megabytes)) console.log(`  ${name}: ${value.toFixed(0)} MB`);
  console.log(`  resident: ${resident.toFixed(0)} MB`);
  table(loads);
  if (change) {
    console.log(
      `One changed product: ${change.told.p50.toFixed(0)} ms, at most ${change.told.most.toFixed(0)} ms; ` +
        `${change.looked.toFixed(0)} ms where it must be looked for`,
    );
  }
  for (const peer of peers) {
    console.log(
      `${peer.name}: indexed in ${peer.indexSeconds.toFixed(1)} s, ${peer.megabytes.toFixed(0)} MB`,
    );
    table(peer.loads);
  }
}

function table(loads: readonly Load[]): void {
  console.log('| question | clients | p50 ms | p95 ms | a second | CPU ms |');
  console.log('|---|---:|---:|---:|---:|---:|');
  for (const { name, clients, p50, p95, perSecond, cpuMs } of loads) {
    const cells = [
      name,
      clients,
      p50.toFixed(1),
      p95.toFixed(1),
      perSecond.toFixed(0),
      cpuMs?.toFixed(1) ?? '–',
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

process.exitCode = await main();
