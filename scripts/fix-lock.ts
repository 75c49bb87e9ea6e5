import { readFileSync, writeFileSync } from 'node:fs';

/*
 * `npm ci` refuses a lock in which an optional platform package is missing because the registry in use does not
 * carry it. This adds a stub entry for each; run it after a dependency changed (`npm run fix-lock`).
 */

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
  [field: string]: unknown;
}
const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as { packages: Record<string, LockedPackage> };
let added = 0;
for (const [path, entry] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    const nested = `${path ? `${path}/` : ''}node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[top]) continue;
    const os = /darwin|android|win32|linux|freebsd|openharmony/.exec(name)?.[0];
    const cpu = /arm64|x64|wasm32|ia32|arm|riscv64|ppc64|s390x/.exec(name)?.[0];
    lock.packages[top] = {
      version: version.replace(/^[~^]/, ''),
      ...(cpu ? { cpu: [cpu] } : {}),
      optional: true,
      ...(os ? { os: [os] } : {}),
    };
    added += 1;
  }
}
if (added) {
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(added ? `Added ${added} stub(s).` : 'Nothing to add.');
