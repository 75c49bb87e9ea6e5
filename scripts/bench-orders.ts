import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import pg from 'pg';
import { integer } from '#src/database/column-kinds.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { rowsOf } from '#src/database/rows.ts';
import { openContent } from '#src/editorial/content.ts';
import { startBuyers } from './orders/buyer-process.ts';
import { buy, look } from './orders/buyers.ts';
import { auditOrders, type OrderAudit } from './orders/order-audit.ts';
import { stockProduct } from './orders/race-product.ts';
import { showStep } from './progress.ts';

/*
 * `npm run bench:orders`: how long an order takes, whether one piece is ever sold twice, and what a kill leaves.
 * On the embedded database, or with --database URL on a Postgres server (a database of its own, dropped after).
 */

const HELP = `npm run bench:orders -- [--database URL] [--orders 1000] [--buyers 200] [--pieces 20] [--processes 4] [--json FILE]

  Places and pays orders one at a time, 10 at once and 10 at once of one SKU, beside the bare inserts that any shop must
  write (the baseline); lets buyers in several processes race for few pieces (Postgres only); and kills a process with SIGKILL every hundred
  orders until so many are acknowledged, then reads everything back.`;
const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    orders: { type: 'string', default: '1000' },
    buyers: { type: 'string', default: '200' },
    pieces: { type: 'string', default: '20' },
    processes: { type: 'string', default: '4' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}
const number = (name: 'orders' | 'buyers' | 'pieces' | 'processes'): number => {
  const given = Number(values[name]);
  if (Number.isInteger(given) && given >= 1 && given <= 1_000_000) return given;
  console.error(`--${name} is a whole number from 1 to 1000000.\n\n${HELP}`);
  process.exit(1);
};
const orders = number('orders');
const buyers = number('buyers');
const pieces = number('pieces');
const processes = number('processes');
const SAMPLE = 200;
const KILL_EVERY = 100;

const place = await openPlace(values.database);
const content = openContent('content');
const words = content.current();
const AT_ONCE = 10;
const many = Array.from({ length: SAMPLE }, (_, at) => `SPEED-${at}`);
for (const sku of many) await stockProduct(place.db, sku, 1_000_000);

const alone = await showStep('One order at a time', () => timed('alone', 1, many));
const together = await showStep(`${AT_ONCE} at once`, () => timed('together', AT_ONCE, many));
const hot = await showStep(`${AT_ONCE} at once of one SKU`, () => timed('hot', AT_ONCE, many.slice(0, 1)));
const bare = await showStep('Bare inserts, one at a time', () => timedBare());

let race: { orders: number; told: number; audit: OrderAudit } | null = null;
if (place.url) race = await showStep('The race', () => raceFor(place.url ?? ''));
const kills = await showStep('Killed again and again', (report) => killed(report));

const figures = {
  engine: place.url ? 'postgres' : 'pglite',
  milliseconds: { alone, together, hot, bare },
  race,
  kills,
};
console.table({
  'one at a time': alone,
  [`${AT_ONCE} at once`]: together,
  'of one SKU': hot,
  'bare inserts': bare,
});
if (race)
  console.log(
    `Race: ${buyers} buyers in ${processes} processes for ${pieces} pieces: ${race.orders} orders, ${race.told} told otherwise, ${race.audit.oversold} oversold.`,
  );
console.log(
  `Kills: ${kills.acknowledged} orders acknowledged over ${kills.kills} kills, ${kills.lost} lost, ${kills.audit.halfWritten} half written, ${kills.audit.oversold} oversold, ${kills.audit.wronglyCharged} wrongly charged.`,
);
if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`);
content.close();
await place.close();
if (
  (race && (race.orders !== pieces || race.audit.oversold > 0)) ||
  kills.lost + kills.audit.halfWritten + kills.audit.oversold + kills.audit.wronglyCharged > 0
)
  process.exitCode = 1;

interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly perSecond: number;
}

function timesOf(each: readonly number[], wholeMs: number): Times {
  const sorted = each.toSorted((a, b) => a - b);
  const at = (part: number) =>
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95), perSecond: Math.round((each.length * 10_000) / wholeMs) / 10 };
}

/** Placing and paying, after the cart was filled. */
async function timed(name: string, atOnce: number, skus: readonly string[]): Promise<Times> {
  const seen = [];
  for (let at = 0; at < SAMPLE; at++)
    seen.push(await look(place.db, words, `${name}-${at}`, skus[at % skus.length] ?? ''));
  const each: number[] = [];
  const open = seen.entries();
  const started = performance.now();
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (const [at, one] of open) {
        const from = performance.now();
        const done = await buy(place.db, words, `${name}-${at}`, one, true);
        if (!done.paid) throw new Error(`An order was not paid: ${done.refusal}`);
        each.push(performance.now() - from);
      }
    }),
  );
  return timesOf(each, performance.now() - started);
}

/** What any shop must write for an order: stock, order, line, ledger, in one transaction; no price, offer or stock is looked at. */
async function timedBare(): Promise<Times> {
  const each: number[] = [];
  const started = performance.now();
  for (let at = 0; at < SAMPLE; at++) {
    const from = performance.now();
    const id = `bare-${at}`;
    await place.db.transaction().execute(async (trx) => {
      await sql`update stock set on_hand = on_hand - 1 where variant_id = (select id from variant where sku = 'SPEED-0')`.execute(
        trx,
      );
      await sql`insert into customer_order (id, number, source, state, placed_at, currency, subtotal_minor, total_minor)
        values (${id}, ${id}, 'bare', 'paid', now(), 'USD', 2500, 2500)`.execute(trx);
      await sql`insert into order_line (order_id, position, sku, quantity, unit_minor, total_minor)
        values (${id}, 0, 'SPEED-0', 1, 2500, 2500)`.execute(trx);
      await sql`insert into money_entry (order_id, kind, amount_minor, currency, reference, at)
        values (${id}, 'order', 2500, 'USD', ${id}, now())`.execute(trx);
    });
    each.push(performance.now() - from);
  }
  return timesOf(each, performance.now() - started);
}

async function raceFor(url: string): Promise<{ orders: number; told: number; audit: OrderAudit }> {
  await stockProduct(place.db, 'RACE', pieces);
  const each = Math.ceil(buyers / processes);
  const all = Array.from({ length: processes }, (_, at) =>
    startBuyers({
      url,
      dataDir: '',
      sku: 'RACE',
      from: 10_000 + at * each,
      count: Math.min(each, buyers - at * each),
      atOnce: 10,
      pays: true,
    }),
  );
  await Promise.all(all.map((one) => one.ready));
  for (const one of all) one.go();
  await Promise.all(all.map((one) => one.ended));
  const said = all.flatMap((one) => one.said);
  return {
    orders: said.filter((one) => one.paid).length,
    told: said.filter((one) => one.refusal !== null).length,
    audit: await auditOrders(place.db),
  };
}

async function killed(
  report: (done: number, of: number) => void,
): Promise<{ acknowledged: number; kills: number; lost: number; audit: OrderAudit }> {
  await stockProduct(place.db, 'KILL', 1_000_000);
  await place.release();
  const ids: string[] = [];
  let kills = 0;
  for (let round = 0; ids.length < orders; round++) {
    const enough = Math.min(orders - ids.length, KILL_EVERY - 10 + ((round * 7) % 20));
    const shoppers = startBuyers(
      {
        url: place.url,
        dataDir: place.dataDir,
        sku: 'KILL',
        from: 100_000 + round * 10_000,
        count: enough + 20,
        atOnce: place.url ? 8 : 1,
        pays: true,
      },
      () => {
        report(ids.length + shoppers.said.length, orders);
        if (shoppers.said.length === enough) shoppers.child.kill('SIGKILL');
      },
    );
    await shoppers.ready;
    shoppers.go();
    await shoppers.ended;
    kills += 1;
    ids.push(...shoppers.said.flatMap((one) => one.order ?? []));
  }
  await place.reopen();
  const { rows } = await rowsOf({ found: integer })`select count(*)::int as found from customer_order
    where id = any(${ids}::text[])`.execute(place.db);
  return {
    acknowledged: ids.length,
    kills,
    lost: ids.length - (rows[0]?.found ?? 0),
    audit: await auditOrders(place.db),
  };
}

interface Place {
  db: Database;
  readonly url: string | null;
  readonly dataDir: string;
  /** The embedded database belongs to one process: it is closed while others use it. */
  release(): Promise<void>;
  reopen(): Promise<void>;
  close(): Promise<void>;
}

async function openPlace(server: string | undefined): Promise<Place> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-orders-'));
  const name = `shelftalk_orders_${randomBytes(6).toString('hex')}`;
  let admin: pg.Client | null = null;
  let url: string | null = null;
  if (server) {
    admin = new pg.Client({ connectionString: server });
    await admin.connect();
    await admin.query(`create database ${name}`);
    url = Object.assign(new URL(server), { pathname: `/${name}` }).href;
  }
  const settings = {
    DATABASE_URL: url ?? undefined,
    DATABASE_POOL_SIZE: 10,
    SHELFTALK_DATA_DIR: join(folder, 'database'),
  };
  let opened = await openDatabase(settings);
  await migrate(opened.db);
  const made: Place = {
    db: opened.db,
    url,
    dataDir: settings.SHELFTALK_DATA_DIR,
    release: async () => {
      if (!url) await opened.close();
    },
    reopen: async () => {
      if (url) return;
      opened = await openDatabase(settings);
      made.db = opened.db;
    },
    close: async () => {
      await opened.close();
      await admin?.query(`drop database ${name} with (force)`);
      await admin?.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return made;
}
