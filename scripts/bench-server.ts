import { execFileSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { printRows, rowsOfFigures, type Figure } from './bench/figures.ts';
import { measureInstall } from './bench/measure-install.ts';
import { measurePages, type Round } from './bench/measure-pages.ts';
import { measureCart, measureOrders, measureSearch } from './bench/measure-shopping.ts';
import { measureStarts } from './bench/measure-starts.ts';
import { measureTurns } from './bench/measure-turns.ts';
import { FLOOR, openPlace, type Place } from './bench/place.ts';
import { measureSurge, printSurge, type Surge } from './bench/surge.ts';
import { showStep } from './progress.ts';

const PARTS = ['pages', 'search', 'cart', 'orders', 'turns', 'starts', 'install', 'surge'] as const;
const ASKED_FOR: readonly Part[] = ['install', 'surge']; // they take minutes
type Part = (typeof PARTS)[number];
const USAGE = `npm run bench:server -- [--database URL] [--only PART,PART] [--rounds N] [--json FILE]

What the built shop costs over HTTP, beside the floor (a bare Astro page with one query) in the same minutes: both are
started over one database, the load takes turns between them, and each figure is the middle one of the rounds.
  --database URL   a Postgres server on this machine, in which databases are made (default: TEST_DATABASE_URL; without
                   either, embedded databases; scripts/postgres.sh starts a server)
  --products N     size of the catalogue (default 5000)
  --large N        size of the large one, for first asked pages, searches and turns (default 50000; 0: none)
  --only PARTS     some of ${PARTS.join(', ')}; ${ASKED_FOR.join(' and ')}
                   are measured only where they are asked for, since they take minutes. surge: many times more visits
                   than the shop can take, and what becomes of them
  --capacity N     visits a second that the surge counts from, where they are known from an earlier run
  --rounds N       how often everything is measured (default 3)
  --seconds N      length of each load (default 4)
  --workers N      processes that serve (default 1, so that CPU and memory are those of one)
  --quick          one round of one second over the small catalogue alone
  --anew           make the catalogues anew (they are kept between runs)
  --json FILE      write the figures there`;

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    products: { type: 'string', default: '5000' },
    large: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string' },
    seconds: { type: 'string' },
    workers: { type: 'string', default: '1' },
    quick: { type: 'boolean', default: false },
    capacity: { type: 'string' },
    anew: { type: 'boolean', default: false },
    json: { type: 'string' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const only = values.only?.split(',') ?? PARTS.filter((part) => !ASKED_FOR.includes(part));
const unknown = only.filter((part) => !(PARTS as readonly string[]).includes(part));
if (values.help || unknown.length) {
  console.log(unknown.length ? `There is no part ${unknown.join(', ')}.\n\n${USAGE}` : USAGE);
  process.exit(values.help ? 0 : 2);
}
const wanted = (...parts: readonly Part[]): boolean => parts.some((part) => only.includes(part));
const server = values.database ?? process.env['TEST_DATABASE_URL'] ?? null;
const rounds = Number(values.rounds ?? (values.quick ? 1 : 3));
const seconds = Number(values.seconds ?? (values.quick ? 1 : 4));
const products = Number(values.products);
const large = Number(values.large ?? (values.quick ? 0 : 50_000));
const figures: Figure[] = [];

console.log(
  `${availableParallelism()} cores, load average ${loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}, Node ${process.version}, ` +
    `${server ? 'Postgres' : 'embedded databases: no --database was given'}. The load comes from the same cores as the answers.`,
);
if (!existsSync(FLOOR[0])) await showStep('Building the floor', async () => buildFloor());
if (wanted('pages', 'search', 'cart', 'orders', 'turns')) await measureAt(products, false);
if (large > 0 && wanted('pages', 'search', 'turns')) await measureAt(large, true);
for (let at = 0; wanted('starts') && at < rounds; at++)
  figures.push(...(await showStep('Starts and memory', () => measureStarts({ server, products, seconds }))));
if (wanted('install'))
  figures.push(...(await showStep('A production install', async () => measureInstall())));
const surge = wanted('surge') ? await surgeOf() : null;
const rows = rowsOfFigures(figures);
if (rows.length) printRows(rows);
if (surge) printSurge(surge);
if (values.json)
  writeFileSync(
    values.json,
    `${JSON.stringify({ server: server ? 'postgres' : 'pglite', products, large, rows, surge }, null, 2)}\n`,
  );
process.exit(0);

async function measureAt(size: number, isLarge: boolean): Promise<void> {
  const place = await showStep(`A shop with ${size} products`, () =>
    openPlace({ server, products: size, anew: values.anew, workers: Number(values.workers) }),
  );
  const parts: readonly (readonly [Part, (place: Place, round: Round) => Promise<readonly Figure[]>])[] = [
    ['pages', measurePages],
    ['search', measureSearch],
    ['turns', measureTurns],
    ['cart', measureCart],
    ['orders', measureOrders],
  ];
  try {
    for (let at = 0; at < rounds; at++)
      for (const [part, measure] of parts) {
        if (!wanted(part) || (isLarge && (part === 'cart' || part === 'orders'))) continue;
        const round = { seconds, at, large: isLarge };
        figures.push(...(await showStep(`${part}, round ${at + 1}`, () => measure(place, round))));
      }
  } finally {
    await place.close();
  }
}

async function surgeOf(): Promise<Surge> {
  const place = await openPlace({ server, products, anew: values.anew, workers: Number(values.workers) });
  try {
    return await measureSurge(place, {
      seconds: Number(values.seconds ?? 20),
      capacity: values.capacity === undefined ? null : Number(values.capacity),
      report: (said) => void process.stderr.write(`  ${said}\n`),
    });
  } finally {
    await place.close();
  }
}

function buildFloor(): void {
  const astro = 'node_modules/astro/bin/astro.mjs';
  execFileSync(process.execPath, [astro, 'build', '--silent', '--root', 'scripts/bench/floor-shop'], {
    stdio: 'inherit',
  });
  rmSync('scripts/bench/floor-shop/.astro', { recursive: true, force: true }); // types that nobody here reads
}
