import { parseArgs } from 'node:util';
import { sendMail } from '#src/automations/mail.ts';
import { mailSettings } from '#src/automations/reminder-settings.ts';
import { studioLink, studioMail } from '#src/automations/studio-mail.ts';
import { environment } from '#src/environment.ts';
import { openShop, type Shop } from '#src/shop.ts';
import { INVITATION_DAYS, invite, removePerson, ROLES, team, type Role } from '#src/studio/people.ts';

const USAGE = `npm run studio -- invite EMAIL NAME [--role ROLE]   lets somebody into /studio and prints a link that works once
npm run studio -- remove EMAIL               ends their links and sessions
npm run studio -- list                       who is in the team

ROLE is one of ${ROLES.join(', ')}: a writer edits words and asks for a review, a publisher publishes them, support
leaves them alone, an owner may also publish over a refusal; team is as publisher. --owner is --role owner.

The shop may run meanwhile.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    owner: { type: 'boolean', default: false },
    role: { type: 'string' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [command, email = '', ...names] = positionals;
const role = ROLES.find((one) => one === (values.owner ? 'owner' : (values.role ?? 'team')));
if (values.help || !role || !['invite', 'remove', 'list'].includes(command ?? '')) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const shop = await openShop(environment());
  if (command === 'invite') await letIn(shop, role, new Date());
  else if (command === 'remove') {
    const gone = await removePerson(shop.db, email, new Date());
    console.log(gone ? `${email} is out.` : `Nobody of the team has the address ${email}.`);
    process.exitCode = gone ? 0 : 1;
  } else for (const one of await team(shop.db)) console.log(`${one.email}  ${one.name}  ${one.role}`);
  await shop.close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function letIn({ db, environment: settings, content }: Shop, role: Role, now: Date): Promise<void> {
  const { store } = content.current();
  const done = await invite(db, { email, name: names.join(' '), role }, now);
  if (!done.ok) {
    console.error(
      done.refusal === 'no-address'
        ? `"${email}" is no e-mail address.`
        : 'Say the name that shoppers read, after the address.',
    );
    process.exitCode = 2;
    return;
  }
  const { person, token } = done;
  await sendMail(
    db,
    mailSettings(settings, store),
    studioMail(store.name, settings.SITE_URL, person, token, 'invitation'),
    now,
  );
  console.log(
    `${person.name} <${person.email}> may open the studio. The link works once, for ${INVITATION_DAYS} days:`,
  );
  console.log(studioLink(settings.SITE_URL, token));
}
