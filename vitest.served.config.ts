import { defineConfig } from 'vitest/config';

/** The built shop on the loopback: over HTTP, and in Chromium where it is installed. */
export default defineConfig({
  test: {
    include: ['test/http/**/*.test.ts', 'test/browser/**/*.test.ts'],
    globalSetup: ['test/doubles/served-shop.ts', 'test/doubles/chromium.ts'],
    // Nets for what hangs, not measures: a machine with other work may take many times as long as a quiet one.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    expect: { poll: { timeout: 120_000 } },
    teardownTimeout: 120_000,
    maxWorkers: 1,
  },
});
