import { parseArgs } from 'node:util';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';
import {
  addEndpoint,
  endpointsOf,
  EVENTS,
  isEvent,
  resumeEndpoint,
  stopEndpoint,
} from '#src/webhooks/endpoints.ts';

const ALL = Object.keys(EVENTS).join(',');
const USAGE = `npm run webhooks -- add URL [--events EVENT,…] [--low-at N]   tells an address from now on; prints its secret, once
npm run webhooks -- list                                    who is told of what, and what waits
npm run webhooks -- stop ID                                 tells it nothing more
npm run webhooks -- resume ID                               tells it again

Messages are signed as Standard Webhooks describes it, and tried again for some three days. What could not be told stands
in the studio. An address of this network needs WEBHOOK_HOSTS=any. Stock is low at --low-at pieces (3). Events:
${Object.entries(EVENTS)
  .map(([name, means]) => `  ${name.padEnd(16)} ${means}`)
  .join('\n')}`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    events: { type: 'string', default: ALL },
    'low-at': { type: 'string', default: '3' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [command = '', subject = ''] = positionals;
const events = values.events.split(',').map((one) => one.trim());
const lowAt = Number(values['low-at']);
const isRightCall =
  command === 'list' ||
  (['stop', 'resume'].includes(command) && subject !== '') ||
  (command === 'add' && subject !== '' && events.every(isEvent) && Number.isInteger(lowAt) && lowAt >= 0);
if (values.help || !isRightCall) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const settings = environment();
  const { db, close } = await openShop(settings);
  const now = new Date();
  if (command === 'add') {
    const anyHost = settings.WEBHOOK_HOSTS === 'any';
    const added = await addEndpoint(
      db,
      { url: subject, events: events.filter(isEvent), lowAt, anyHost },
      now,
    );
    if (added.ok) {
      console.error(`Address ${added.id} is told of ${events.join(', ')}. Its secret is told only now:`);
      console.log(added.secret);
    } else {
      console.error(`"${subject}" is no address that can be told; it begins with https://.`);
      process.exitCode = 2;
    }
  } else if (command === 'list')
    for (const one of await endpointsOf(db)) {
      const state = one.stoppedAt ? `stopped: ${one.stoppedBecause ?? ''}` : 'told';
      const open = `${one.waiting} wait, ${one.dead} could not be told`;
      console.log([one.id, one.url, state, open, one.events.join(',')].join('  '));
    }
  else {
    const done =
      command === 'stop'
        ? await stopEndpoint(db, subject, 'It was stopped by hand.', now)
        : await resumeEndpoint(db, subject);
    console.log(done ? 'Done.' : `There is no address ${subject} of which that can be said.`);
    process.exitCode = done ? 0 : 1;
  }
  await close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
