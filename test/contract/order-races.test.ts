import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { auditOrders } from '#scripts/orders/order-audit.ts';
import { startBuyers } from '#scripts/orders/buyer-process.ts';
import { stockProduct } from '#scripts/orders/race-product.ts';
import { openDatabase, type Database } from '#src/database/database.ts';
import { fillDirectory } from '#test/doubles/fresh-database.ts';

const server = process.env['TEST_DATABASE_URL'];
const BUYERS = 200;
const PIECES = 20;
const PROCESSES = 4;

describe.skipIf(!server)(
  `orders from many processes on Postgres${server ? '' : ' (skipped: TEST_DATABASE_URL is not set)'}`,
  () => {
    const name = `shelftalk_race_${randomBytes(6).toString('hex')}`;
    let admin: pg.Client;
    let db: Database;
    let close: () => Promise<void>;
    let url: string;
    beforeAll(async () => {
      admin = new pg.Client({ connectionString: server });
      await admin.connect();
      await admin.query(`create database ${name} template ${inject('postgresTemplate')}`);
      url = Object.assign(new URL(server ?? ''), { pathname: `/${name}` }).href;
      ({ db, close } = await openDatabase({
        DATABASE_URL: url,
        DATABASE_POOL_SIZE: 4,
        SHELFTALK_DATA_DIR: '',
      }));
    });
    afterAll(async () => {
      await close();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    });

    it(`sells ${PIECES} pieces to ${BUYERS} buyers in ${PROCESSES} processes ${PIECES} times and tells everybody else`, async () => {
      await stockProduct(db, 'RACE', PIECES);
      const each = BUYERS / PROCESSES;
      const all = Array.from({ length: PROCESSES }, (_, at) =>
        startBuyers({ url, dataDir: '', sku: 'RACE', from: at * each, count: each, atOnce: 10, pays: true }),
      );
      await Promise.all(all.map((one) => one.ready));
      for (const one of all) one.go();
      await Promise.all(all.map((one) => one.ended));
      const said = all.flatMap((one) => one.said);
      expect(said).toHaveLength(BUYERS);
      expect(said.filter((one) => one.paid)).toHaveLength(PIECES);
      expect(
        said.filter((one) => one.refusal !== null && /sold out|left|We have/.test(one.refusal)),
      ).toHaveLength(BUYERS - PIECES);
      expect(await auditOrders(db)).toEqual({
        orders: PIECES,
        halfWritten: 0,
        oversold: 0,
        wronglyCharged: 0,
      });
    });

    it('loses no order that was acknowledged and leaves none half written when a process is killed', async () => {
      await stockProduct(db, 'KILL', 5_000);
      const acknowledged = await killedAgainAndAgain({ url, dataDir: '' }, 3);
      const { rows } = await db
        .selectFrom('customer_order')
        .select(({ fn }) => fn.countAll<string>().as('found'))
        .where('id', 'in', acknowledged)
        .execute()
        .then((found) => ({ rows: found }));
      expect(Number(rows[0]?.found)).toBe(acknowledged.length);
      expect(await auditOrders(db)).toMatchObject({ halfWritten: 0, oversold: 0, wronglyCharged: 0 });
    });
  },
);

describe('orders on the embedded database', () => {
  it('loses no order that was acknowledged and leaves none half written when the shop is killed', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'killed-shop-'));
    const dataDir = join(folder, 'database');
    const settings = { DATABASE_URL: undefined, DATABASE_POOL_SIZE: 1, SHELFTALK_DATA_DIR: dataDir };
    await fillDirectory(dataDir);
    const before = await openDatabase(settings);
    await stockProduct(before.db, 'KILL', 5_000);
    await before.close();
    const acknowledged = await killedAgainAndAgain({ url: null, dataDir }, 2);
    const after = await openDatabase(settings);
    const found = await after.db
      .selectFrom('customer_order')
      .select('id')
      .where('id', 'in', acknowledged)
      .execute();
    expect(found).toHaveLength(acknowledged.length);
    expect(await auditOrders(after.db)).toMatchObject({ halfWritten: 0, oversold: 0, wronglyCharged: 0 });
    await after.close();
    await rm(folder, { recursive: true, force: true });
  });
});

/** Lets buyers buy and kills their process at a moment of its own, so many times; answers what was acknowledged. */
async function killedAgainAndAgain(
  where: { readonly url: string | null; readonly dataDir: string },
  times: number,
): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (let round = 0; round < times; round++) {
    const enough = 15 + round * 7;
    const buyers = startBuyers(
      {
        ...where,
        sku: 'KILL',
        from: 1_000 * (round + 1),
        count: enough + 40,
        atOnce: where.url ? 6 : 1,
        pays: true,
      },
      () => {
        if (buyers.said.length === enough) buyers.child.kill('SIGKILL');
      },
    );
    await buyers.ready;
    buyers.go();
    await buyers.ended;
    acknowledged.push(...buyers.said.flatMap((one) => one.order ?? []));
  }
  expect(acknowledged.length).toBeGreaterThan(15 * times);
  return acknowledged;
}
