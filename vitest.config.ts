/// <reference types="vitest/config" />
import { getViteConfig } from 'astro/config';

export default getViteConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/doubles/database-template.ts'],
    setupFiles: ['test/doubles/quiet-console.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    // Each PGlite takes about 300 MB and a core; two files at a time keep a small machine responsive.
    maxWorkers: 2,
  },
});
