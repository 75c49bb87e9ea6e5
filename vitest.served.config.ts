import { defineConfig } from 'vitest/config';

/** The built shop on the loopback: over HTTP, and in Chromium where it is installed. */
export default defineConfig({
  test: {
    include: ['test/http/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: ['test/doubles/served-shop.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
  },
});
