import { parseArgs } from 'node:util';
import { contentSources } from '#src/editorial/content-sources.ts';
import { syncFiles } from '#src/editorial/revisions/sync-files.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';

const USAGE = `npm run content:import [-- --take-files]

Takes the files of content/ into what the studio publishes, as every start does: new and changed ones, and those that
changed in the studio too, put together line by line. What changed in the same place is named, and the command ends with
3: what was published stays until you decide in the studio, or with --take-files, which lets the files win.`;

const { values } = parseArgs({
  options: { 'take-files': { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h' } },
});
if (values.help) {
  console.log(USAGE);
  process.exit(0);
}
const settings = environment();
const shop = await openShop(settings);
try {
  const prefer = values['take-files'] ? 'files' : 'neither';
  const report = await syncFiles(shop.db, contentSources(settings.CONTENT_DIR), new Date(), prefer);
  for (const path of report.new) console.log(`new     ${path}`);
  for (const path of report.taken) console.log(`taken   ${path}`);
  for (const path of report.merged) console.log(`merged  ${path}`);
  for (const { path, clashes } of report.clashes) {
    console.error(`\nchanged on both sides: ${path}`);
    for (const { ours, theirs } of clashes)
      console.error(`  in the studio: ${ours}\n  in the file:   ${theirs}`);
  }
  const { new: fresh, taken, merged, clashes } = report;
  console.log(
    `\n${fresh.length} new, ${taken.length} taken, ${merged.length} put together, ${clashes.length} to decide.`,
  );
  process.exitCode = clashes.length ? 3 : 0;
} finally {
  await shop.close();
}
