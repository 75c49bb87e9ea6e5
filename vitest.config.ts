/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

/** Everything that needs no server of its own; the rest is in vitest.served.config.ts. */
export default getViteConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/http/**', 'test/browser/**'],
    globalSetup: ['test/doubles/database-template.ts'],
    setupFiles: ['test/doubles/quiet-console.ts', 'test/doubles/check-rows.ts'],
    // Nets for what hangs, not measures: a machine with other work may take many times as long as a quiet one.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    // Each PGlite takes about 300 MB and a core; two files at a time keep a small machine responsive.
    maxWorkers: 2,
  },
});
