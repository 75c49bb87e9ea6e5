import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase, type OpenDatabase } from '#src/database/database.ts';
import { doorOf } from '#src/database/door.ts';
import { openDoorPool } from '#src/database/door-pool.ts';
import { framesOf, sendFrame } from '#src/database/frames.ts';
import { fillDirectory } from '#test/doubles/fresh-database.ts';

describe('an embedded database that is open in another process', () => {
  let folder: string;
  let settings: { readonly SHELFTALK_DATA_DIR: string; readonly DATABASE_POOL_SIZE: number };
  let shop: OpenDatabase;
  let command: OpenDatabase;
  beforeAll(async () => {
    await mkdir('var/test', { recursive: true });
    folder = mkdtempSync('var/test/door-');
    settings = { SHELFTALK_DATA_DIR: join(folder, 'database'), DATABASE_POOL_SIZE: 1 };
    await fillDirectory(settings.SHELFTALK_DATA_DIR);
    await mkdir(`${settings.SHELFTALK_DATA_DIR}.door`);
    writeFileSync(doorOf(settings.SHELFTALK_DATA_DIR), ''); // left by one that died
    shop = await openDatabase(settings, 'gives');
    command = await openDatabase(settings, 'asks');
  });
  afterAll(async () => {
    await command.close();
    await shop.close();
    rmSync(folder, { recursive: true });
  });

  const slugs = async ({ db }: OpenDatabase) =>
    (await db.selectFrom('category').select('slug').orderBy('slug').execute()).map(({ slug }) => slug);
  const put = (db: OpenDatabase['db'], slug: string) =>
    db.insertInto('category').values({ slug, name: slug, depth: 0 }).execute();

  it('is asked through a door that only its user may open', () => {
    const door = doorOf(settings.SHELFTALK_DATA_DIR);
    expect(statSync(door).mode & 0o777).toBe(0o600);
    expect(statSync(join(door, '..')).mode & 0o777).toBe(0o700);
  });

  it('answers as it does at home: dates, bytes, numbers, refusals', async () => {
    const { rows } =
      await sql`select 2::bigint as n, '2026-11-27T12:00:00Z'::timestamptz as t, '\\x0102'::bytea as b,
      '{"a": [1]}'::jsonb as j, null as nothing`.execute(command.db);
    const [row] = rows as Record<string, unknown>[];
    expect(row).toMatchObject({ n: 2, t: new Date('2026-11-27T12:00:00Z'), j: { a: [1] }, nothing: null });
    expect([...(row?.['b'] as Uint8Array)]).toEqual([1, 2]);
    await put(command.db, 'a');
    await expect(put(command.db, 'a')).rejects.toMatchObject({ code: '23505', constraint: 'category_pkey' });
    const done = await command.db
      .updateTable('category')
      .set({ name: 'A' })
      .where('slug', '=', 'a')
      .executeTakeFirst();
    expect(done.numUpdatedRows).toBe(1n);
    expect(await slugs(shop)).toEqual(['a']);
  });

  it('keeps a transaction of a command together, and whoever else asks waits for its end', async () => {
    let wrote = () => {};
    const halfway = new Promise<void>((resolve) => (wrote = resolve));
    const running = command.db.transaction().execute(async (trx) => {
      await put(trx, 'b');
      wrote();
      await put(trx, 'c');
    });
    await halfway;
    expect(await slugs(shop)).toEqual(['a', 'b', 'c']);
    await running;
  });

  it('forgets what a command had begun when it died', async () => {
    const dies = await openDatabase(settings, 'asks');
    const socket = createConnection(doorOf(settings.SHELFTALK_DATA_DIR));
    for (const text of ['begin', `insert into category (slug, name, depth) values ('lost', '', 0)`])
      sendFrame(socket, { verb: 'query', sql: text, parameters: [] });
    const answers = framesOf(socket);
    for (let heard = 0; heard < 2; heard++) expect((await answers.next()).value).toMatchObject({ ok: true });
    socket.destroy();
    expect(await slugs(dies)).toEqual(['a', 'b', 'c']);
    await dies.close();
    expect(await slugs(shop)).toEqual(['a', 'b', 'c']);
  });

  it('gives nothing to a command of another version, and none to who does not ask', async () => {
    await expect(openDoorPool(settings.SHELFTALK_DATA_DIR, '0001-other.sql')).rejects.toThrow(
      'another version',
    );
    await expect(openDatabase(settings)).rejects.toThrow('is open in another process');
  });

  it('is gone for commands when the shop ends', async () => {
    const late = await openDatabase(settings, 'asks');
    await shop.close();
    await expect(slugs(late)).rejects.toThrow('has ended');
    await late.close();
    shop = await openDatabase(settings, 'gives');
    expect(await slugs(shop)).toEqual(['a', 'b', 'c']);
  });
});
