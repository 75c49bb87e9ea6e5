import { existsSync, readdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checkBackup } from '#src/backup/back-up.ts';
import { readBackup } from '#src/backup/backup-file.ts';
import { restore } from '#src/backup/restore.ts';
import { environment } from '#src/environment.ts';
import { showStep } from './progress.ts';

const USAGE = `npm run restore -- FILE [--replace] [--words]   puts a backup in the place of the shop's database
npm run restore -- FILE --check                reads it to its end and says whether it is whole

The backup of an embedded database also goes into Postgres (DATABASE_URL), and the other way round. Stop the shop first.
Messages go to OUTBOX_DIR. Words go to CONTENT_DIR where that holds none, or with --words, over those of the same name.
With --replace a shop that is there gives way: of an embedded database the old directory is kept under another name.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    check: { type: 'boolean', default: false },
    replace: { type: 'boolean', default: false },
    words: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const [path, ...more] = positionals;
if (values.help || !path || more.length) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  if (values.check) {
    await showStep('Reading the backup', (progress) => checkBackup(path, progress));
    console.log(`${path} is whole.`);
  } else await putBack(path);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function putBack(file: string): Promise<void> {
  const settings = environment();
  const { CONTENT_DIR: content, OUTBOX_DIR: outbox } = settings;
  const withWords = values.words || !existsSync(content) || readdirSync(content).length === 0;
  const done = await showStep('Restoring', (progress) =>
    restore(
      readBackup(file, () => {}),
      {
        ...settings,
        folders: withWords ? { outbox, content } : { outbox },
        replace: values.replace,
        now: new Date(),
      },
      progress,
    ),
  );
  const into = settings.DATABASE_URL ? 'the database of DATABASE_URL' : settings.SHELFTALK_DATA_DIR;
  console.log(`The shop of ${done.head.made} is in ${into}. Its index is made at the next start.`);
  if (done.movedTo) console.log(`What was there before is in ${done.movedTo}.`);
  if (!withWords) console.log(`The words in ${content} are left as they stand.`);
}
