import type { TestProject } from 'vitest/node';
import { startShop } from './started-shop.ts';

/** What newcomers at one address may do in the served shop. */
export const NEWCOMERS = 30;

declare module 'vitest' {
  export interface ProvidedContext {
    shopUrl: string;
  }
}

const LIMITS = ['hand-off', 'sign-in-mail', 'order-look-up']
  .flatMap((name) => [`${name}.newcomers=${NEWCOMERS}`, `${name}.address=${NEWCOMERS * 4}`])
  .concat('search.newcomers=60') // ten at once, then one a second: however slow the machine is
  .join();

/** Starts the demonstration shop on a data directory of its own for all files, and stops it after them. */
export default async function servedShop(project: TestProject): Promise<() => Promise<void>> {
  const shop = await startShop({
    SITE_URL: 'http://localhost:4321',
    SHELFTALK_DATA_DIR: 'var/test/served',
    DATABASE_URL: '',
    LIMITS, // counts of an hour stay in the directory: a suite that runs again at once must not meet them
    TRUSTED_PROXIES: 'loopback', // so that a test may come from where it likes
    METRICS_TOKEN: 'served-shop-metrics',
  });
  project.provide('shopUrl', shop.url);
  return () => shop.stop();
}
