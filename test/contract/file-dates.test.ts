import { cpSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openContent } from '#src/editorial/content.ts';
import { keepFileDates } from '#src/editorial/file-dates.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';

const FILE = 'policies/returns.md';
const WRITTEN = new Date('2026-03-01T08:00:00Z');
const DEPLOYED = new Date('2026-11-20T08:00:00Z');

onBothEngines('the day of a file of words', (open) => {
  let opened: FreshDatabase;
  let folder: string;
  beforeAll(async () => {
    opened = await open();
    folder = mkdtempSync(join(tmpdir(), 'words-'));
    for (const part of ['store.yaml', FILE])
      cpSync(join('content', part), join(folder, part), { recursive: true });
    utimesSync(join(folder, FILE), WRITTEN, WRITTEN);
  });
  afterAll(async () => {
    await opened.close();
    rmSync(folder, { recursive: true });
  });

  /** What a process that starts now says of the file. */
  async function told(): Promise<Date | undefined> {
    const store = openContent(folder);
    await keepFileDates(opened.db, store);
    const day = store.current().policy('returns')?.modified;
    store.close();
    return day;
  }

  it('stays when the same words are written again, and moves when they change', async () => {
    expect(await told()).toEqual(WRITTEN);
    utimesSync(join(folder, FILE), DEPLOYED, DEPLOYED);
    expect(await told()).toEqual(WRITTEN);
    writeFileSync(join(folder, FILE), `${readFileSync(join(folder, FILE), 'utf8')}\nOne more sentence.\n`);
    utimesSync(join(folder, FILE), DEPLOYED, DEPLOYED);
    expect(await told()).toEqual(DEPLOYED);
  });
});
