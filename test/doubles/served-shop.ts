import type { TestProject } from 'vitest/node';
import { startShop } from './started-shop.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    shopUrl: string;
  }
}

/** Starts the demonstration shop on a data directory of its own for all files, and stops it after them. */
export default async function servedShop(project: TestProject): Promise<() => Promise<void>> {
  const shop = await startShop({
    SITE_URL: 'http://localhost:4321',
    SHELFTALK_DATA_DIR: 'var/test/served',
    DATABASE_URL: '',
    METRICS_TOKEN: 'served-shop-metrics',
  });
  project.provide('shopUrl', shop.url);
  return () => shop.stop();
}
