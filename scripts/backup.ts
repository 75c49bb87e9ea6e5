import { readdirSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { backUp } from '#src/backup/back-up.ts';
import { environment } from '#src/environment.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run backup [-- FILE] [--keep N]

Writes all that the shop keeps into one file: every row that cannot be made anew, the messages in OUTBOX_DIR and the
words in CONTENT_DIR. The shop may run meanwhile. Without a FILE it goes to var/backups under its date; --keep N then
deletes the oldest ones beside it, so that N are left. The file holds what customers wrote, and keys: keep it as safe
as the database, and on another machine. Settings of the environment are not in it.`;

const FOLDER = 'var/backups';
const OWN = /^shelftalk-[\dTZ-]+\.jsonl\.gz$/;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { keep: { type: 'string' }, help: { type: 'boolean', short: 'h', default: false } },
});
const keep = values.keep === undefined ? null : Number(values.keep);
if (values.help || positionals.length > 1 || (keep !== null && !(Number.isInteger(keep) && keep > 0))) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
const now = new Date();
const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
const path = positionals[0] ?? join(FOLDER, `shelftalk-${stamp}Z.jsonl.gz`);
try {
  const settings = environment();
  const folders = { outbox: settings.OUTBOX_DIR, content: settings.CONTENT_DIR };
  await showStep('Backing up', (progress) => backUp({ ...settings, folders, now }, path, progress));
  console.log(`${path}: ${(statSync(path).size / 1024 / 1024).toFixed(1)} MB, read again and whole.`);
  if (keep !== null) forgetOlder(dirname(path), keep);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

function forgetOlder(folder: string, most: number): void {
  const made = readdirSync(folder)
    .filter((name) => OWN.test(name))
    .sort()
    .reverse();
  for (const name of made.slice(most)) {
    rmSync(join(folder, name));
    console.log(`${basename(name)} is deleted: the newest ${most} are kept.`);
  }
}
