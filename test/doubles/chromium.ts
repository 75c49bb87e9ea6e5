import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the one Chromium of all files is reached; empty where none is installed. */
    chromium: string;
  }
}

export const CHROMIUM = '/usr/bin/chromium';
const PATIENCE_MS = 200_000; // below the time-out of a test, so that what is waited for is named

export const hasChromium = existsSync(CHROMIUM);

/** Starts Chromium once for all files, and stops it after them. */
export default async function chromiumForAll(
  project: TestProject,
): Promise<(() => Promise<void>) | undefined> {
  project.provide('chromium', '');
  if (!hasChromium) return undefined;
  const server = await chromium.launchServer({
    executablePath: CHROMIUM,
    timeout: PATIENCE_MS,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--no-first-run',
      '--disable-component-update',
    ],
  });
  project.provide('chromium', server.wsEndpoint());
  return () => server.close();
}

/** The Chromium of all files, by its address; what a file opens in it is its own, and gone when it closes the browser. */
export async function connectChromium(address: string): Promise<Browser> {
  const browser = await chromium.connect(address, { timeout: PATIENCE_MS });
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE_MS));
  return browser;
}
