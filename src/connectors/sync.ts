import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { importCatalogue } from '#src/catalog/import/import-catalogue.ts';
import type { ImportOptions } from '#src/catalog/import/import-options.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { orderRecord } from '#src/back-office/order-record.ts';
import { ordersChangedSince } from '#src/orders/order-changes.ts';
import { orderById } from '#src/orders/order-store.ts';
import type { Order } from '#src/orders/order.ts';
import { TryLater, WrongKey, type Connector, type PushedOrder } from './connector.ts';

export interface SyncSettings {
  /** What the merchant's files say of imports. */
  readonly importing: () => Omit<ImportOptions, 'now' | 'source' | 'countedAt' | 'progress'>;
  /** What follows an import that changed something. */
  readonly taken: (connector: Connector) => Promise<void>;
}

const LEASE_S = 900; // whoever syncs and dies is followed after that
const EVERY_S = 60;
const PULL_EVERY_S = 900; // a webhook brings it forward; one that was missed costs no more than this
const LONGEST_WAIT_S = 3_600;
const ORDERS_AT_ONCE = 50;

export type Synced = 'done' | 'not-due' | 'later' | 'refused';

/**
 * Brings this shop's orders there, and that shop's products, prices and counts here, where it is time. A webhook is only a
 * reason to look: what is true is read, so one that was missed, came twice or came late changes nothing. What fails is
 * tried again later from where it stood, and no order is brought twice.
 */
export async function syncConnector(
  db: Database,
  connector: Connector,
  settings: SyncSettings,
  now: Date,
): Promise<Synced> {
  const { name } = connector;
  await sql`insert into connector (name, begun_at, next_at) values (${name}, ${now}, ${now}) on conflict do nothing`.execute(
    db,
  );
  const { rows } = await rowsOf(
    columns('connector', 'begun_at', 'orders_to', 'wanted_at', 'pulled_at', 'tries'),
  )`
    update connector set next_at = ${now}::timestamptz + ${LEASE_S} * interval '1 second'
    where name = ${name} and next_at <= ${now} returning begun_at, orders_to, wanted_at, pulled_at, tries`.execute(
    db,
  );
  const [state] = rows;
  if (!state) return 'not-due';
  try {
    const left = await pushOrders(db, connector, { begunAt: state.begun_at, from: state.orders_to }, now);
    const age = state.pulled_at ? (now.getTime() - state.pulled_at.getTime()) / 1000 : Infinity;
    if (state.wanted_at || age >= PULL_EVERY_S) await pull(db, connector, settings, state.wanted_at, now);
    if (left.length) throw left[0]; // the others have arrived; it is tried again
    await settle(db, name, EVERY_S, 0, null, now);
    return 'done';
  } catch (error) {
    const isLater = error instanceof TryLater;
    const usual = Math.min(LONGEST_WAIT_S, EVERY_S * 2 ** Math.min(state.tries, 10));
    const wait = isLater ? Math.max(error.afterS, Math.min(usual, PULL_EVERY_S)) : usual;
    await settle(db, name, wait, state.tries + 1, (error as Error).message.slice(0, 500), now);
    if (isLater) return 'later';
    if (error instanceof WrongKey) return 'refused';
    throw error;
  }
}

/** That shop says that something has changed; it is looked at with the next sync, however often it says so. */
export async function noteWanted(db: Database, name: Connector['name'], now: Date): Promise<void> {
  await sql`insert into connector (name, begun_at, wanted_at, next_at) values (${name}, ${now}, ${now}, ${now})
    on conflict (name) do update set wanted_at = excluded.wanted_at`.execute(db);
}

async function settle(
  db: Database,
  name: string,
  waitS: number,
  tries: number,
  error: string | null,
  now: Date,
): Promise<void> {
  await sql`update connector set next_at = ${now}::timestamptz + ${waitS} * interval '1 second', tries = ${tries},
    error = ${error} where name = ${name}`.execute(db);
}

/** Brings over what was paid since, and cancels there what was cancelled here. Answers why some of it does not go. */
async function pushOrders(
  db: Database,
  connector: Connector,
  { begunAt, from }: { readonly begunAt: Date; readonly from: string | null },
  now: Date,
): Promise<readonly unknown[]> {
  const failed: unknown[] = [];
  const push = async (order: Order): Promise<void> => {
    try {
      await pushOrder(db, connector, order, begunAt, now);
    } catch (error) {
      if (error instanceof TryLater || error instanceof WrongKey) throw error;
      failed.push(error); // of this order alone: its row stays without a reference
    }
  };
  const { rows } = await rowsOf(columns('connector_order', 'order_id'))`
    select order_id from connector_order where connector = ${connector.name} and ref is null
    order by at, order_id limit ${ORDERS_AT_ONCE}`.execute(db);
  for (const { order_id: id } of rows) {
    const order = await orderById(db, id);
    if (order) await push(order);
  }
  for (let cursor = from; ;) {
    const read = await ordersChangedSince(db, cursor, { state: null, most: ORDERS_AT_ONCE });
    if (!read.ok) {
      cursor = null; // the database was restored: what was brought over is known by its row
      continue;
    }
    for (const order of read.orders) await push(order);
    await sql`update connector set orders_to = ${read.next} where name = ${connector.name}`.execute(db);
    if (!read.more) return failed;
    cursor = read.next;
  }
}

async function pushOrder(
  db: Database,
  connector: Connector,
  order: Order,
  begunAt: Date,
  now: Date,
): Promise<void> {
  const { name } = connector;
  const { rows } = await rowsOf(columns('connector_order', 'ref', 'cancelled'))`
    select ref, cancelled from connector_order where connector = ${name} and order_id = ${order.id}`.execute(
    db,
  );
  const [known] = rows;
  if (order.state === 'cancelled') {
    const ref = known ? (known.ref ?? (await connector.findOrder(await pushedOrder(db, order)))) : null;
    if (!ref || known?.cancelled) return;
    await connector.cancelOrder(ref);
    await sql`update connector_order set ref = ${ref}, cancelled = true
      where connector = ${name} and order_id = ${order.id}`.execute(db);
    return;
  }
  // One that was sent within the minute takes its pieces out of what they have there all the same.
  const isNews = order.state === 'paid' || (order.state !== 'awaiting-payment' && order.placedAt >= begunAt);
  if (!isNews || known?.ref) return;
  const pushed = await pushedOrder(db, order);
  await sql`insert into connector_order (connector, order_id, at) values (${name}, ${order.id}, ${now})
    on conflict do nothing`.execute(db);
  const ref = (known && (await connector.findOrder(pushed))) || (await connector.pushOrder(pushed));
  await sql`update connector_order set ref = ${ref} where connector = ${name} and order_id = ${order.id}`.execute(
    db,
  );
}

/** The order with each line under the merchant's own SKU, by which the other shop knows it. */
async function pushedOrder(db: Database, order: Order): Promise<PushedOrder> {
  const record = await orderRecord(db, order);
  const { rows } = await rowsOf(columns('variant', 'sku', 'merchant_sku'))`
    select sku, merchant_sku from variant where sku = any(${record.lines.map(({ sku }) => sku)}::text[])`.execute(
    db,
  );
  const own = new Map(rows.map((row) => [row.sku, row.merchant_sku ?? row.sku]));
  return { ...record, lines: record.lines.map((line) => ({ ...line, sku: own.get(line.sku) ?? line.sku })) };
}

/** Reads everything on sale there to the end, and only then takes it as one feed. */
async function pull(
  db: Database,
  connector: Connector,
  { importing, taken }: SyncSettings,
  wantedAt: Date | null,
  now: Date,
): Promise<void> {
  const scratch = await mkdtemp(join(tmpdir(), 'shelftalk-pull-'));
  try {
    const path = join(scratch, 'products.json');
    const file = await open(path, 'w', 0o600);
    try {
      await file.write('{"products":[');
      let count = 0;
      for await (const products of connector.products())
        for (const product of products) await file.write(`${count++ ? ',' : ''}${JSON.stringify(product)}`);
      await file.write(']}');
    } finally {
      await file.close();
    }
    const input = { name: `${connector.name} products`, open: () => createReadStream(path) };
    const report = await importCatalogue(db, input, {
      ...importing(),
      source: connector.name,
      countedAt: now,
      now,
    });
    if (report.exitCode === 2) throw new Error(report.closing);
    if (report.changedIds.length || report.products.archived) await taken(connector);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
  await sql`update connector set pulled_at = ${now},
    wanted_at = case when wanted_at is distinct from ${wantedAt}::timestamptz then wanted_at end
    where name = ${connector.name}`.execute(db);
}

export interface ConnectorShown {
  readonly name: string;
  readonly pulledAt: Date | null;
  readonly error: string | null;
  readonly nextAt: Date;
}

/** How the other shops stand, for the studio. */
export async function connectorsOf(db: Database): Promise<readonly ConnectorShown[]> {
  const { rows } = await rowsOf(columns('connector', 'name', 'pulled_at', 'error', 'next_at'))`
    select name, pulled_at, error, next_at from connector order by name`.execute(db);
  return rows.map((row) => ({
    name: row.name,
    pulledAt: row.pulled_at,
    error: row.error,
    nextAt: row.next_at,
  }));
}
