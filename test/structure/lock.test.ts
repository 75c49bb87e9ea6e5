import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { mendLock, type Lock } from '#scripts/mend-lock.ts';

const lockWith = (packages: Lock['packages']): Lock => ({ lockfileVersion: 3, packages });

describe('the lock file', () => {
  it('holds every optional package where npm looks for it, so that npm ci accepts it on a fresh machine', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
    expect(mendLock(lock).added).toEqual([]);
  });

  it('gets a stub for an optional package that is missing', () => {
    const { mended, added } = mendLock(
      lockWith({ 'node_modules/a': { optionalDependencies: { 'a-linux-arm64': '^2.0.0' } } }),
    );
    expect(added).toEqual(['node_modules/a-linux-arm64']);
    expect(mended.packages['node_modules/a-linux-arm64']).toEqual({
      version: '2.0.0',
      cpu: ['arm64'],
      optional: true,
      os: ['linux'],
    });
  });

  it('gets a stub of its own beside the asker where the one outside is another version', () => {
    const { added } = mendLock(
      lockWith({
        'node_modules/a': { version: '2.0.0', optionalDependencies: { 'a-darwin-x64': '2.0.0' } },
        'node_modules/a-darwin-x64': { version: '1.0.0' },
      }),
    );
    expect(added).toEqual(['node_modules/a/node_modules/a-darwin-x64']);
  });

  it('is left as it is where a nested package finds the right version further out', () => {
    const { added } = mendLock(
      lockWith({
        'node_modules/b/node_modules/a': {
          version: '1.0.0',
          optionalDependencies: { 'a-win32-x64': '1.0.0' },
        },
        'node_modules/a-win32-x64': { version: '1.0.0' },
      }),
    );
    expect(added).toEqual([]);
  });
});
