import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { environment } from '#src/environment.ts';
import type { OrderState } from '#src/orders/order.ts';
import { ordersCsv } from '#src/orders/orders-csv.ts';
import { openShop } from '#src/shop.ts';

const STATES: readonly OrderState[] = ['awaiting-payment', 'paid', 'sent', 'delivered', 'cancelled'];
const USAGE = `npm run export:orders -- [FILE] [--since 2026-11-01] [--state paid]

Writes the shop's orders as CSV, a row for each line, to the file or to standard output. It holds names and addresses:
keep it as safe as the database. --state is one of ${STATES.join(', ')}.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { since: { type: 'string' }, state: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
const since = values.since === undefined ? null : new Date(values.since);
const state = STATES.find((one) => one === values.state) ?? null;
const isRight =
  positionals.length < 2 && !Number.isNaN(since?.getTime()) && (state !== null || !values.state);
if (values.help || !isRight) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const { db, close } = await openShop(environment());
  const [file] = positionals;
  const rows = ordersCsv(db, { since, state });
  if (file === undefined) for await (const piece of rows) process.stdout.write(piece);
  else await pipeline(rows, createWriteStream(file, { mode: 0o600 }));
  await close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
