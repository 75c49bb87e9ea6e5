import { readFileSync, writeFileSync } from 'node:fs';
import { mendLock, type Lock } from './mend-lock.ts';

/*
 * `npm ci` refuses a lock in which an optional platform package is missing, or stands there in another version,
 * because the registry in use does not carry it. This adds a stub entry for each; run it after a dependency
 * changed (`npm run fix-lock`).
 */

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
const { mended, added } = mendLock(lock);
if (added.length) writeFileSync('package-lock.json', `${JSON.stringify(mended, null, 2)}\n`);
console.log(added.length ? `Added ${added.length} stub(s):\n  ${added.join('\n  ')}` : 'Nothing to add.');
