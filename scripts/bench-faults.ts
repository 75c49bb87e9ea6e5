import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nanoid } from 'nanoid';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { openScratchShop } from './attacks/scratch-shop.ts';
import { FAULTS, faultServer, type Fault } from './faults/fault-server.ts';
import { importFaults } from './faults/import-faults.ts';

/*
 * npm run bench:faults -- [--turns 2000] [--json FILE]   Turns whose provider fails in every way there is. Each has to
 * end in time with words; ends with 1 where one does not. Every turn has a circuit of its own, so that each one meets
 * its fault, but for the last tenth, which shares one as the turns of a shop do.
 *
 * npm run bench:faults -- --imports [--database URL] [--small-disk DIR]   Imports that are killed, whose disk is full
 * (DIR lies on a file system of some 600 MB), whose Postgres goes: each has to end soon, to say why, to leave no half
 * product, and to go on where it stopped when it is run again.
 */

const LATEST_MS = 10_000;
const AT_ONCE = 8;
const WARM = 0.1; // share of the turns before memory is first looked at
const SETTLE_MS = 300; // for sockets and timers of the last turns to close
const SHORT = { LLM_TIMEOUT_MS: 150, LLM_TURN_MS: 400 }; // the waits of the defaults, 6 and 8.5 s, made short
const QUESTIONS = [
  'trail shoes under $150',
  'a gel without caffeine',
  'can I return worn shoes?',
  'headlamps',
];

const { values } = parseArgs({
  options: {
    turns: { type: 'string', default: '2000' },
    json: { type: 'string' },
    imports: { type: 'boolean', default: false },
    database: { type: 'string' },
    'small-disk': { type: 'string' },
    'kill-after': { type: 'string', default: '6000' },
  },
});
if (values.imports) {
  const server = values.database ?? process.env['TEST_DATABASE_URL'] ?? null;
  const found = await importFaults(server, values['small-disk'] ?? null, Number(values['kill-after']));
  console.log(JSON.stringify(found, null, 2));
  process.exit(found.every(({ good }) => good) ? 0 : 1);
}
const turns = Number(values.turns);
const shop = await openScratchShop();
const server = await faultServer();
const counts = Object.fromEntries(
  FAULTS.map((fault) => [
    fault,
    { turns: 0, late: 0, wordless: 0, unlabelled: 0, failed: 0, times: [] as number[] },
  ]),
) as Record<
  Fault,
  { turns: number; late: number; wordless: number; unlabelled: number; failed: number; times: number[] }
>;
const memory: { turn: number; rssMb: number; heapMb: number; externalMb: number }[] = [];
let next = 0;

// Memory is looked at between blocks of turns, when nothing runs that still needs what it holds.
const BLOCKS = 20;
for (let block = 1; block <= BLOCKS; block += 1) {
  const until = Math.round((turns * block) / BLOCKS);
  await Promise.all(Array.from({ length: AT_ONCE }, () => work(until)));
  if (until >= turns * WARM) memory.push({ turn: until, ...(await memoryNow()) });
}
await server.close();
const openHandles = process.getActiveResourcesInfo().filter((one) => /TCPSocket/.test(one)).length;
await shop.close();

async function work(until: number): Promise<void> {
  while (next < until) await faultedTurn(next++);
}

async function faultedTurn(turn: number): Promise<void> {
  const fault = FAULTS[turn % FAULTS.length] ?? 'silent';
  const shared = turn >= turns * 0.9;
  const count = counts[fault];
  const environment = {
    ...shop.environment,
    ...SHORT,
    LLM_PROVIDER: 'openai' as const,
    LLM_MODEL: shared ? 'shared' : `m-${turn}`,
    LLM_API_KEY: 'none',
    LLM_BASE_URL: server.url(fault),
  };
  const from = performance.now();
  const report = () => void (count.failed += 1);
  const text = QUESTIONS[Math.floor(turn / FAULTS.length) % QUESTIONS.length] ?? '';
  const answer = await answerTurn({
    shop: { ...shop, environment },
    visitorId: nanoid(),
    conversationId: null,
    text,
    report,
  });
  const took = performance.now() - from;
  count.turns += 1;
  count.times.push(took);
  if (took > LATEST_MS) count.late += 1;
  if (!textOf(answer.parts).trim()) count.wordless += 1;
  if (!answer.parts.some(({ type }) => type === 'data-note')) count.unlabelled += 1;
}

async function memoryNow(): Promise<Omit<(typeof memory)[number], 'turn'>> {
  // Finalizers of what one collection found run before the next.
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setTimeout(resolve, SETTLE_MS));
    (globalThis as { gc?: () => void }).gc?.();
  }
  const { rss, heapUsed, external } = process.memoryUsage();
  const mb = (bytes: number) => Math.round((bytes / 2 ** 20) * 10) / 10;
  return { rssMb: mb(rss), heapMb: mb(heapUsed), externalMb: mb(external) };
}

const figures = {
  turns,
  atOnce: AT_ONCE,
  settings: SHORT,
  faults: Object.fromEntries(
    Object.entries(counts).map(([fault, { times, ...rest }]) => {
      const sorted = times.toSorted((a, b) => a - b);
      const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
      return [fault, { ...rest, p50Ms: at(0.5), p95Ms: at(0.95), mostMs: at(1) }];
    }),
  ),
  memory: { start: memory[0], end: memory.at(-1), all: memory },
  openHandles,
};
for (const [fault, one] of Object.entries(figures.faults)) console.log(fault, JSON.stringify(one));
console.log(`memory ${JSON.stringify(figures.memory.start)} to ${JSON.stringify(figures.memory.end)}`);
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
const bad = Object.values(counts).reduce((sum, one) => sum + one.late + one.wordless + one.failed, 0);
process.exit(bad > 0 ? 1 : 0);
