import { parseArgs } from 'node:util';
import { isRight, keysOf, makeKey, revokeKey, RIGHTS } from '#src/back-office/key.ts';
import { environment } from '#src/environment.ts';
import { openShop } from '#src/shop.ts';

const USAGE = `npm run keys -- make NAME --rights RIGHT,… [--days N]   makes a key for a program and prints it, once
npm run keys -- list                                    which keys there are, and when each was used last
npm run keys -- revoke ID                               takes a key back, at once

With a key a program works in the back office (/api/back-office/openapi.json). A key holds for a year unless --days
says otherwise; --days 0 holds until it is taken back. Rights:
${Object.entries(RIGHTS)
  .map(([right, means]) => `  ${right.padEnd(14)} ${means}`)
  .join('\n')}`;

const DAY_MS = 86_400_000;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rights: { type: 'string', default: '' },
    days: { type: 'string', default: '365' },
    help: { type: 'boolean', short: 'h' },
  },
});
const [command = '', subject = ''] = positionals;
const rights = values.rights.split(',').map((one) => one.trim());
const days = Number(values.days);
const isRightCall =
  command === 'list' ||
  (command === 'revoke' && subject !== '') ||
  (command === 'make' &&
    subject.trim() !== '' &&
    rights.every(isRight) &&
    Number.isInteger(days) &&
    days >= 0);
if (values.help || !isRightCall) {
  console.log(USAGE);
  process.exit(values.help ? 0 : 2);
}
try {
  const { db, close } = await openShop(environment());
  const now = new Date();
  if (command === 'make') {
    const expiresAt = days === 0 ? null : new Date(now.getTime() + days * DAY_MS);
    const made = await makeKey(db, { name: subject.trim(), rights: rights.filter(isRight), expiresAt }, now);
    console.error(`Key ${made.id} for ${subject.trim()}; it is told only now:`);
    console.log(made.token);
  } else if (command === 'revoke') {
    const gone = await revokeKey(db, subject, now);
    console.log(gone ? `Key ${subject} opens nothing any more.` : `There is no key ${subject} that holds.`);
    process.exitCode = gone ? 0 : 1;
  } else
    for (const one of await keysOf(db)) {
      const state = one.revokedAt
        ? 'taken back'
        : one.expiresAt && one.expiresAt <= now
          ? 'over'
          : one.expiresAt
            ? `until ${one.expiresAt.toISOString().slice(0, 10)}`
            : 'holds';
      const used = one.usedAt ? `used ${one.usedAt.toISOString()}` : 'never used';
      console.log([one.id, one.name, state, used, one.rights.join(',')].join('  '));
    }
  await close();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
