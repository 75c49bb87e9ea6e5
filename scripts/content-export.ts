import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { contentSources } from '#src/editorial/content-sources.ts';
import { exportFiles } from '#src/editorial/revisions/export-files.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';

const USAGE = `npm run content:export [-- --folder DIR]

Writes what was published in the studio into content/ (or DIR, such as a checkout), so that git keeps it. A file that was
changed meanwhile is put together with it, line by line; one that changed in the same place is left alone and named, and
the command ends with 3.`;

const { values } = parseArgs({
  options: { folder: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const settings = environment();
const folder = values.folder ?? settings.CONTENT_DIR;
const shop = await openShop(settings);
try {
  const { changes, clashes } = await exportFiles(shop.db, contentSources(folder));
  for (const { path, text } of changes) {
    const file = join(folder, path);
    if (text === null) rmSync(file, { force: true });
    else {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    console.log(`${text === null ? 'taken off' : 'written'}  ${file}`);
  }
  for (const path of clashes)
    console.error(`left alone  ${path}: it changed in the same place as in the studio`);
  if (!changes.length && !clashes.length) console.log('The files say what is published.');
  process.exitCode = clashes.length ? 3 : 0;
} finally {
  await shop.close();
}
