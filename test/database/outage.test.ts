import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DatabaseUnavailable, openDatabase } from '#src/database/database.ts';
import { directoryFailure } from '#src/database/data-directory-failure.ts';
import { namingOutages, outageOf } from '#src/database/outage.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

describe('a data directory that cannot be opened', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shelftalk-'));
  });
  afterAll(() => rm(folder, { recursive: true }));
  const opening = async (directory: string): Promise<string> =>
    openDatabase({ DATABASE_POOL_SIZE: 1, SHELFTALK_DATA_DIR: directory }).then(
      async ({ close }) => {
        await close();
        return 'opened';
      },
      (error: unknown) => {
        expect(error).toBeInstanceOf(DatabaseUnavailable);
        return (error as Error).message;
      },
    );

  it('is told as damaged, holding orders and not to be deleted, where a database lies in it', async () => {
    const damaged = join(folder, 'damaged');
    await mkdir(join(damaged, 'global'), { recursive: true });
    await writeFile(join(damaged, 'PG_VERSION'), '18\n');
    await writeFile(join(damaged, 'global/pg_control'), 'xx');
    const told = await opening(damaged);
    expect(told).toContain('damaged');
    expect(told).toContain('holds the orders, accounts and carts of the shop: do not delete it');
    expect(told).not.toMatch(/move it away|imported anew/);
  });

  it('is told as a file where it is one', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await opening(join(folder, 'file'))).toContain('file is a file');
    expect(await opening(join(folder, 'file/below'))).toContain('file is a file');
  });

  it.each([
    ['EROFS', 'cannot be written to'],
    ['EACCES', 'cannot be written to'],
    ['ENOSPC', 'the disk is full'],
  ])('is told for what it is where the system says %s: %s', (code, words) => {
    const told = directoryFailure(join(folder, 'new'), Object.assign(new Error(code), { code }));
    expect(told).toContain(words);
    expect(told).toContain('Nothing of the shop is kept in it yet.');
  });
});

onBothEngines('a database that takes no writes', (open) => {
  let fresh: FreshDatabase;
  beforeAll(async () => {
    fresh = await open();
  });
  afterAll(() => fresh?.close());

  it('is told as read-only, in words for whoever starts the shop', async () => {
    const writing = () =>
      fresh.db.transaction().execute(async (trx) => {
        await sql`set transaction read only`.execute(trx);
        await sql`delete from rate_limit`.execute(trx);
      });
    expect(await writing().catch(outageOf)).toBe('read-only');
    const told = await namingOutages(writing).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(DatabaseUnavailable);
    expect((told as Error).message).toContain('takes no writes');
  });
});

describe('an error of the database', () => {
  it.each([
    ['53100', 'full'],
    ['25006', 'read-only'],
    ['XX001', 'damaged'],
    ['55P03', 'away'],
    ['57014', 'away'],
    ['23505', null],
  ])('%s is told as %s, also as the cause of another', (code, outage) => {
    const error = Object.assign(new Error('x'), { code });
    expect([outageOf(error), outageOf(new Error('y', { cause: error }))]).toEqual([outage, outage]);
  });
});
