import { parseArgs } from 'node:util';
import { outbox } from '#src/automations/mail.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';

const USAGE = `npm run outbox -- [--last N] [--bodies]

Lists what the shop wrote by e-mail, the newest first; it may run meanwhile. The messages also lie as files in OUTBOX_DIR.`;

const { values } = parseArgs({
  options: {
    last: { type: 'string', default: '20' },
    bodies: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});
const most = Number(values.last);
if (values.help || !Number.isInteger(most) || most < 1) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const shop = await openShop(environment());
  const messages = await outbox(shop.db, most);
  for (const one of messages) {
    console.log(
      [one.writtenAt.toISOString(), one.state, one.kind, one.recipient, one.subject, one.error ?? ''].join(
        '  ',
      ),
    );
    if (values.bodies && one.body) console.log(one.body.replace(/^/gm, '    '));
  }
  console.log(messages.length ? `${messages.length} message(s)` : 'No message yet.');
  await shop.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
