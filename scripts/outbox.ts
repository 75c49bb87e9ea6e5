import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { outbox } from '#src/automations/mail.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';
import { viewOutbox } from './view-outbox.ts';

const USAGE = `npm run outbox -- [--last N] [--bodies | --view [--port N]]

Lists what the shop wrote by e-mail, the newest first; it may run meanwhile. The messages also lie as files in OUTBOX_DIR.
  --last N     how many (20)
  --bodies     with their text
  --view       shows them in a browser of this machine, as mail programs do, until it is stopped
  --port N     where (any free one)`;

const { values } = parseArgs({
  options: {
    last: { type: 'string', default: '20' },
    bodies: { type: 'boolean', default: false },
    view: { type: 'boolean', default: false },
    port: { type: 'string', default: '0' },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const most = Number(values.last);
const port = Number(values.port);
const isRight = Number.isInteger(most) && most > 0 && Number.isInteger(port) && port >= 0 && port < 65_536;
if (values.help || !isRight) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const shop = await openShop(environment());
  if (values.view) {
    const viewer = await viewOutbox(() => outbox(shop.db, most), port);
    console.log(`The mails of the shop: ${viewer.url}\nCtrl+C ends it.`);
    await once(process, 'SIGINT');
    await viewer.close();
  }
  const messages = values.view ? [] : await outbox(shop.db, most);
  for (const one of messages) {
    console.log(
      [one.writtenAt.toISOString(), one.state, one.kind, one.recipient, one.subject, one.error ?? ''].join(
        '  ',
      ),
    );
    if (values.bodies && one.body) console.log(one.body.replace(/^/gm, '    '));
  }
  if (!values.view) console.log(messages.length ? `${messages.length} message(s)` : 'No message yet.');
  await shop.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
