import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import pg from 'pg';
import { integer } from '#src/database/column-kinds.ts';
import { rowsOf } from '#src/database/rows.ts';
import { readEnvironment } from '#src/environment.ts';
import type { Report } from '#src/log/step.ts';
import { indexShop } from '#src/search/index-shop.ts';
import { prepareShop } from '#src/prepare-shop.ts';
import { openShop } from '#src/shop.ts';
import { stockProduct } from '../orders/race-product.ts';
import { showStep } from '../progress.ts';
import { fillCatalogue } from '../scale/synthetic-catalogue.ts';

/** The product that everybody wants at once; its SKU and, in small letters, its slug. */
export const HOT_SKU = 'BENCH-HOT';
const PLENTY = 1_000_000;
const KEPT = 'var/bench-server';

export interface BenchDatabase {
  /** What a process is started with to use it. */
  readonly settings: Readonly<Record<string, string>>;
  /** Name of the database on its server; null where it is embedded. */
  readonly name: string | null;
  /** Removes it; the kept original stays. */
  drop(): Promise<void>;
}

/**
 * A copy of the shop with the demonstration's words, its own products and generated ones up to so many. The original is
 * made once and kept, on the server as `shelftalk_bench_N`, embedded under var/, until `anew` is asked for.
 */
export async function openBenchDatabase(
  server: string | null,
  products: number,
  anew: boolean,
): Promise<BenchDatabase> {
  return server ? copyOnServer(server, products, anew) : copyOfFolder(products, anew);
}

async function copyOnServer(server: string, products: number, anew: boolean): Promise<BenchDatabase> {
  const original = `shelftalk_bench_${products}`;
  const name = `${original}_${randomBytes(4).toString('hex')}`;
  const url = (database: string) => Object.assign(new URL(server), { pathname: `/${database}` }).href;
  const admin = async (...statements: readonly string[]) => {
    const client = new pg.Client({ connectionString: server });
    await client.connect();
    try {
      let rows = 0;
      for (const statement of statements) rows = (await client.query(statement)).rowCount ?? 0;
      return rows;
    } finally {
      await client.end();
    }
  };
  if (anew) await admin(`drop database if exists ${original} with (force)`);
  if (!(await admin(`select from pg_database where datname = '${original}'`))) {
    const making = `${original}_making`;
    await admin(`drop database if exists ${making} with (force)`, `create database ${making}`);
    await makeShop({ DATABASE_URL: url(making) }, products);
    await admin(`alter database ${making} rename to ${original}`);
  }
  await admin(`create database ${name} template ${original}`);
  return {
    settings: { DATABASE_URL: url(name) },
    name,
    drop: async () => void (await admin(`drop database if exists ${name} with (force)`)),
  };
}

async function copyOfFolder(products: number, anew: boolean): Promise<BenchDatabase> {
  const original = join(KEPT, `database-${products}`);
  if (anew) rmSync(original, { recursive: true, force: true });
  if (!existsSync(original)) {
    const making = `${original}-making`;
    rmSync(making, { recursive: true, force: true });
    await makeShop({ SHELFTALK_DATA_DIR: making }, products);
    renameSync(making, original);
  }
  const folder = mkdtempSync(join(tmpdir(), 'shelftalk-bench-'));
  cpSync(original, join(folder, 'database'), { recursive: true });
  return {
    settings: { SHELFTALK_DATA_DIR: join(folder, 'database') },
    name: null,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function makeShop(settings: Readonly<Record<string, string>>, products: number): Promise<void> {
  const shop = await openShop(readEnvironment(settings));
  const quietly = <Result>(_: string, step: (report: Report) => Promise<Result>) => step(() => undefined);
  try {
    await showStep('Importing the demonstration', () => prepareShop(shop, quietly));
    const { rows } = await rowsOf({ n: integer })`select count(*)::int as n from product`.execute(shop.db);
    const more = products - (rows[0]?.n ?? 0) - 1;
    await showStep(`Making ${more} more products`, (report) => fillCatalogue(shop.db, 0, more, report));
    await stockProduct(shop.db, HOT_SKU, PLENTY);
    await sql`update stock set on_hand = ${PLENTY} where variant_id in
      (select v.id from variant v join product p on p.id = v.product_id where p.source = 'synthetic' and v.position = 0)`.execute(
      shop.db,
    );
    await sql`create table floor_product as select p.slug, p.title, p.description, v.price_minor::int as price_minor, v.currency
      from product p join variant v on v.product_id = p.id and v.position = 0`.execute(shop.db);
    await sql`alter table floor_product add primary key (slug)`.execute(shop.db);
    await indexShop(shop.db, shop.content, showStep);
    await sql`vacuum (analyze)`.execute(shop.db);
  } finally {
    await shop.close();
  }
}
