import cluster from 'node:cluster';
import { handler } from '@astrojs/node/server.js';
import { environment } from '#src/environment.ts';
import { runShop, type Listen } from './run-shop.ts';
import { runWorker } from './run-worker.ts';
import { serve } from './serve.ts';
import { workersOf } from './workers.ts';

/*
 * The entry of the build (astro.config.mjs): pages and what starts them are bundled together, so that one copy of every
 * module, and of what it holds in memory, serves both.
 */

const listen: Listen = (settings) => serve(handler, 'dist/client', settings);

/** Opens the built shop, in as many processes as it is to have; in one of them, that one. */
export const openBuiltShop = (): Promise<void> =>
  cluster.isWorker ? runWorker(listen) : runShop(listen, workersOf(environment()));
