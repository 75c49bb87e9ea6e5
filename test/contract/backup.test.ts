import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { backUp, checkBackup } from '#src/backup/back-up.ts';
import type { Line } from '#src/backup/backup-lines.ts';
import { clearShop } from '#src/backup/clear-shop.ts';
import { readBackup, writeBackup } from '#src/backup/backup-file.ts';
import { dumpRows } from '#src/backup/dump-rows.ts';
import { dumpFiles } from '#src/backup/kept-files.ts';
import { restore } from '#src/backup/restore.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { productBySku } from '#src/catalog/product-store.ts';
import { appendMessage, messagesOf } from '#src/conversations/conversation-store.ts';
import { customerOfVisitor } from '#src/customers/customer-store.ts';
import { askToSignIn, signIn } from '#src/customers/sign-in.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { openDatabase, type OpenDatabase } from '#src/database/database.ts';
import { lockDataDirectory } from '#src/database/lock-data-directory.ts';
import { migrate, migrateTo } from '#src/database/migrate.ts';
import { migrationNames } from '#src/database/migration-files.ts';
import { balanceOf, lotsOf } from '#src/loyalty/points-lots.ts';
import { orderById } from '#src/orders/order-store.ts';
import { payOrder } from '#src/orders/pay-order.ts';
import { testProvider } from '#src/orders/payment/test-provider.ts';
import { auditOrders } from '#scripts/orders/order-audit.ts';
import { fillDirectory, onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertProduct } from '#test/doubles/insert-product.ts';
import { orderAs, orderWords } from '#test/doubles/order-shop.ts';
import { startConversation } from '#test/doubles/start-conversation.ts';

const NOW = new Date('2026-11-27T12:00:00.123Z');
const silent = () => {};
const words = orderWords();
const MARK = 'Ünïcode "quoted" \\ back\nnew \u2028 line, 靴 👟';

const server = process.env['TEST_DATABASE_URL'];
const targets = ['a directory', ...(server ? ['Postgres'] : [])];

/** A place without a database: settings for it, and a function that takes it away. */
async function emptyPlace(folder: string, target: string) {
  const name = `shelftalk_restored_${randomBytes(6).toString('hex')}`;
  const settings = { DATABASE_POOL_SIZE: 4, SHELFTALK_DATA_DIR: join(folder, name) };
  if (target !== 'Postgres') return { settings, drop: () => Promise.resolve() };
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  await admin.query(`create database ${name}`);
  const url = new URL(server ?? '');
  url.pathname = `/${name}`;
  const drop = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { settings: { ...settings, DATABASE_URL: url.href }, drop };
}

async function linesOf(lines: AsyncIterable<Line>): Promise<readonly Line[]> {
  return (await Array.fromAsync(lines)).filter((line) => line[0] !== 'backup');
}

onBothEngines('a backup', (open) => {
  let at: FreshDatabase;
  let folder: string;
  let file: string;
  let before: readonly Line[];
  const known = { orderId: '', conversationId: '', token: '', secret: '' };
  const dump = (from: Pick<OpenDatabase, 'db' | 'engine'>) =>
    dumpRows(from.db, { engine: from.engine, now: NOW });

  beforeAll(async () => {
    at = await open();
    const { db } = at;
    await mkdir('var/test', { recursive: true });
    folder = await mkdtemp('var/test/backup-');
    await insertProduct(db, {
      slug: 'lamp',
      title: MARK,
      variants: [{ sku: 'LAMP', price: 4000, stock: 9 }],
    });
    const asked = await askToSignIn(
      db,
      { email: 'ann@example.com', asker: { address: 'b', visitor: 'b' } },
      NOW,
    );
    await signIn(db, (asked.ok && asked.token) || '', 'v1', NOW);
    const { id: customer } = (await customerOfVisitor(db, 'v1')) ?? { id: '' };
    await sql`insert into loyalty_member (customer_id) values (${customer})`.execute(db);
    await sql`insert into points_entry (customer_id, kind, points, at) values (${customer}, 'adjust', 70, ${NOW})`.execute(
      db,
    );
    const placed = await orderAs(db, words, 'v1', [['LAMP', 2]], NOW);
    if (!placed.ok) throw new Error(placed.refusal);
    known.orderId = placed.orderId;
    await payOrder(db, testProvider(db), { orderId: placed.orderId, method: 'good', returnUrl: '' }, NOW);
    await orderAs(db, words, 'v2', [['LAMP', 1]], NOW); // waits to be paid
    known.conversationId = (await startConversation(db, 'v1')).id;
    await appendMessage(db, known.conversationId, 'user', [{ type: 'text', text: MARK }]);
    const later = await askToSignIn(
      db,
      { email: 'ben@example.com', asker: { address: 'c', visitor: 'c' } },
      NOW,
    );
    known.token = (later.ok && later.token) || '';
    known.secret = await signingSecret(db, 'unsubscribe');
    // More rows than are read at once, and bytes.
    await sql`insert into event (kind, data, at)
      select 'page', jsonb_build_object('n', n, 'x', 0.1 + n), ${NOW} from generate_series(1, 1700) n`.execute(
      db,
    );
    await sql`insert into affinity_item (generation, item, key, support, neighbours)
      values (1, 1, 'LAMP', ${1 / 3}, ${randomBytes(300)})`.execute(db);
    await mkdir(join(folder, 'outbox'));
    await writeFile(join(folder, 'outbox', 'a.eml'), `To: ann\n\n${MARK}`);
    await writeFile(join(folder, 'outbox', 'empty.eml'), '');
    await mkdir(join(folder, 'content/guides'), { recursive: true });
    await writeFile(join(folder, 'content/guides/long.md'), randomBytes(200_000));
    file = join(folder, 'shop.jsonl.gz');
    const folders = { outbox: join(folder, 'outbox'), content: join(folder, 'content') };
    await writeBackup(
      file,
      (async function* () {
        yield* dump(at);
        yield* dumpFiles(folders);
      })(),
      silent,
    );
    before = await linesOf(dump(at));
  });
  afterAll(async () => {
    await at.close();
    await rm(folder, { recursive: true, force: true });
  });

  describe.each(targets)('restored into %s', (target) => {
    it('is the shop that it was, to the row, and goes on from there', async () => {
      const { settings, drop } = await emptyPlace(folder, target);
      const into = { outbox: join(folder, `${target}/outbox`), content: join(folder, `${target}/content`) };
      const asked = { ...settings, folders: into, replace: false, now: NOW };
      expect(await restore(readBackup(file, silent), asked, silent)).toMatchObject({ movedTo: null });
      const opened = await openDatabase(settings);
      const { db } = opened;
      expect(await migrate(db)).toEqual([]);
      expect(await linesOf(dump(opened))).toEqual(before);
      expect(await auditOrders(db)).toEqual({ orders: 2, halfWritten: 0, oversold: 0, wronglyCharged: 0 });
      expect(await orderById(db, known.orderId)).toEqual(await orderById(at.db, known.orderId));
      const customer = await customerOfVisitor(db, 'v1');
      expect(customer?.email).toBe('ann@example.com');
      expect(balanceOf(await lotsOf(db, customer?.id ?? '', NOW))).toBe(70);
      expect((await productBySku(db, 'LAMP'))?.variant.availability.left).toBe(6);
      expect(await messagesOf(db, known.conversationId)).toMatchObject([{ parts: [{ text: MARK }] }]);
      expect(await signingSecret(db, 'unsubscribe')).toBe(known.secret);
      expect(await signIn(db, known.token, 'v3', NOW)).toMatchObject({ ok: true });
      await insertProduct(db, { slug: 'rug', variants: [{ sku: 'RUG', price: 1, stock: 1 }] });
      expect(await orderAs(db, words, 'v4', [['LAMP', 6]], NOW)).toMatchObject({ ok: true });
      expect((await cartOf(db, 'v4')).lines).toEqual([]);
      await opened.close();
      for (const name of ['outbox/a.eml', 'outbox/empty.eml', 'content/guides/long.md'])
        expect(await readFile(join(folder, target, name))).toEqual(await readFile(join(folder, name)));
      expect((await readdir(into.outbox)).sort()).toEqual(['a.eml', 'empty.eml']);
      await drop();
    });

    it('takes the place of a shop only where that is said, and of nothing where it is damaged', async () => {
      const { settings, drop } = await emptyPlace(folder, target);
      const asked = { ...settings, folders: {}, replace: false, now: NOW };
      if (target === 'a directory') await fillDirectory(settings.SHELFTALK_DATA_DIR);
      const older = await openDatabase(settings);
      await migrate(older.db);
      await insertProduct(older.db, { slug: 'old', variants: [{ sku: 'OLD', price: 1, stock: 1 }] });
      await older.close();
      const there = async () => {
        const { db, close } = await openDatabase(settings);
        const { rows } = await sql<{ slug: string }>`select slug from product`.execute(db);
        await close();
        return rows.map(({ slug }) => slug);
      };
      await expect(restore(readBackup(file, silent), asked, silent)).rejects.toThrow('--replace');
      const cut = join(folder, 'cut.gz');
      const whole = gunzipSync(await readFile(file)).toString();
      await writeFile(cut, gzipSync(whole.slice(0, whole.lastIndexOf('["end"'))));
      const over = { ...asked, replace: true };
      await expect(restore(readBackup(cut, silent), over, silent)).rejects.toThrow('damaged');
      expect(await there()).toEqual(['old']);
      const { movedTo } = await restore(readBackup(file, silent), over, silent);
      expect(await there()).toEqual(['lamp']);
      if (target === 'a directory') expect(existsSync(movedTo ?? '')).toBe(true);
      await drop();
    });
  });

  it.each([
    ['is cut off', async (copy: string) => truncate(copy, (await readFile(copy)).length - 30)],
    [
      'has another figure in a row',
      async (copy: string) => {
        const text = gunzipSync(await readFile(copy)).toString();
        await writeFile(copy, gzipSync(text.replace('"points":70', '"points":99')));
      },
    ],
    [
      'lacks a row',
      async (copy: string) => {
        const text = gunzipSync(await readFile(copy)).toString();
        await writeFile(copy, gzipSync(text.replace(/\n\{[^\n]*"points":70[^\n]*/, '')));
      },
    ],
    [
      'goes on behind its end',
      async (copy: string) => {
        const text = gunzipSync(await readFile(copy)).toString();
        await writeFile(copy, gzipSync(`${text}{}\n`));
      },
    ],
    [
      'names a file outside of its folder',
      async (copy: string) => {
        const text = gunzipSync(await readFile(copy)).toString();
        await writeFile(copy, gzipSync(text.replace('"a.eml"', '"../a.eml"')));
      },
    ],
    ['is another file', (copy: string) => writeFile(copy, 'words')],
    ['is another packed file', (copy: string) => writeFile(copy, gzipSync('{"a":1}\n'))],
  ])('is damaged where it %s', async (_, damage) => {
    const copy = join(folder, 'copy.gz');
    await writeFile(copy, await readFile(file));
    await checkBackup(copy, silent);
    await damage(copy);
    await expect(checkBackup(copy, silent)).rejects.toThrow(`${copy} is damaged, or no backup of a shop`);
  });

  it('of newer code is refused before anything is touched', async () => {
    const copy = join(folder, 'newer.gz');
    await writeBackup(
      copy,
      (async function* (): AsyncGenerator<Line> {
        yield [
          'backup',
          { format: 1, made: NOW.toISOString(), engine: 'pglite', migrations: ['9999-new.sql'] },
        ];
      })(),
      silent,
    );
    const { settings } = await emptyPlace(folder, 'a directory');
    const asked = { ...settings, folders: {}, replace: true, now: NOW };
    await expect(restore(readBackup(copy, silent), asked, silent)).rejects.toThrow(
      'of a newer version of the shop, which ran 9999-new.sql',
    );
    expect(existsSync(settings.SHELFTALK_DATA_DIR)).toBe(false);
  });
});

describe('a backup of an embedded database', () => {
  let folder: string;
  beforeAll(async () => {
    await mkdir('var/test', { recursive: true });
    folder = await mkdtemp('var/test/backup-');
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const settingsFor = (name: string) => ({
    DATABASE_POOL_SIZE: 1,
    SHELFTALK_DATA_DIR: join(folder, name),
    folders: { outbox: join(folder, 'none'), content: join(folder, 'none') },
    now: NOW,
  });

  it('is had from the process that has it open, as of one moment while others write', async () => {
    const settings = settingsFor('running');
    await fillDirectory(settings.SHELFTALK_DATA_DIR);
    const { db, close } = await openDatabase(settings, 'gives');
    let stop = false;
    const pair = async () => {
      // Two rows that are always written together, in tables that are read one after the other.
      for (let n = 0; !stop; n += 1)
        await db.transaction().execute(async (trx) => {
          await sql`insert into category (slug, name, depth) values (${`c${n}`}, 'c', 0)`.execute(trx);
          await sql`insert into signing_secret (purpose, secret) values (${`c${n}`}, 'c')`.execute(trx);
        });
    };
    const writing = pair();
    const file = join(folder, 'running.gz');
    await backUp(settings, file, silent);
    stop = true;
    await writing;
    const lines = await Array.fromAsync(readBackup(file, silent));
    const count = (table: string) => {
      const from = lines.findIndex((line) => line[0] === 'table' && line[1] === table);
      return lines.slice(from + 1).findIndex((line) => typeof line !== 'string');
    };
    expect(count('category')).toBe(count('signing_secret'));
    await close();
  });

  it('of older code is restored as it was and brought up to date by the next start', async () => {
    const older = (await migrationNames()).filter((name) => name < '0142');
    const { settings } = await emptyPlace(folder, 'a directory');
    const first = await openDatabase(settings);
    await first.db.transaction().execute(async (trx) => {
      await clearShop(trx); // a new directory may begin with today's tables
      await migrateTo(trx, older);
    });
    await sql`insert into event (kind, data, at) values ('x', '{}', ${NOW})`.execute(first.db);
    await writeBackup(
      join(folder, 'older.gz'),
      dumpRows(first.db, { engine: first.engine, now: NOW }),
      silent,
    );
    await first.close();
    const { settings: next } = await emptyPlace(folder, 'a directory');
    const asked = { ...next, folders: {}, replace: false, now: NOW };
    await restore(readBackup(join(folder, 'older.gz'), silent), asked, silent);
    const { db, close } = await openDatabase(next);
    expect((await migrate(db)).length).toBe((await migrationNames()).length - older.length);
    expect((await sql`select kind from event`.execute(db)).rows).toEqual([{ kind: 'x' }]);
    await close();
  });

  it('is refused where a process has it open that gives none, and where there is none', async () => {
    const settings = settingsFor('held');
    await mkdir(settings.SHELFTALK_DATA_DIR, { recursive: true });
    await writeFile(join(settings.SHELFTALK_DATA_DIR, 'PG_VERSION'), '17');
    const unlock = lockDataDirectory(settings.SHELFTALK_DATA_DIR);
    await expect(backUp(settings, join(folder, 'x.gz'), silent)).rejects.toThrow('open in another process');
    unlock();
    await expect(backUp(settingsFor('nowhere'), join(folder, 'x.gz'), silent)).rejects.toThrow(
      'There is no database in',
    );
    expect((await readdir(folder)).filter((name) => name.startsWith('x.gz'))).toEqual([]);
  });
});
