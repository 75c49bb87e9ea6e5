import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { environment } from '#src/environment.ts';
import { erase } from '#src/personal-data/erase.ts';
import { exportInWords, exportOf } from '#src/personal-data/export.ts';
import { openShop, type Shop } from '#src/shop.ts';

const USAGE = `npm run customer -- export --email ADDRESS [--markdown] [--out FILE]   writes everything the shop holds of a person
npm run customer -- erase --email ADDRESS --yes                         erases it; orders stay without name and address

Account or none: everything under the address, with the files in OUTBOX_DIR. What stays and why stands in
docs/personal-data.md. The shop may run meanwhile.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    email: { type: 'string' },
    markdown: { type: 'boolean', default: false },
    out: { type: 'string' },
    yes: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h' },
  },
});
const [command] = positionals;
const { email } = values;
if (values.help || !email || !['export', 'erase'].includes(command ?? '')) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
let opened: Shop | null = null;
try {
  opened = await openShop(environment());
  await (command === 'export' ? write(opened, email) : remove(opened, email));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await opened?.close();
}

async function write({ db, environment: settings, content }: Shop, address: string): Promise<void> {
  const exported = await exportOf(db, settings, { email: address }, new Date());
  const text = values.markdown
    ? exportInWords(content.current().store.name, exported)
    : `${JSON.stringify(exported, null, 2)}\n`;
  if (values.out) await writeFile(values.out, text, { mode: 0o600 });
  else process.stdout.write(text);
}

async function remove({ db, environment: settings }: Shop, address: string): Promise<void> {
  if (!values.yes) {
    const { parts, mailFiles } = await exportOf(db, settings, { email: address }, new Date());
    for (const { title, rows } of parts) console.log(`${String(rows.length).padStart(6)}  ${title}`);
    if (mailFiles.length) console.log(`${String(mailFiles.length).padStart(6)}  Files of e-mails`);
    console.log(`Nothing was erased. Add --yes to erase what is kept of ${address}.`);
    process.exitCode = 2;
    return;
  }
  const done = await erase(db, settings, { email: address }, new Date());
  if (done.ok) return console.log(`Nothing names ${address} any more.`);
  console.error(
    `Nothing was erased: ${done.orders.join(', ')} must be settled first, since the address is needed to deliver or to give money back.`,
  );
  process.exitCode = 1;
}
