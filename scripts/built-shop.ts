import { handler } from '@astrojs/node/server.js';
import { runShop } from './run-shop.ts';
import { serve } from './serve.ts';

/*
 * The entry of the build (astro.config.mjs): pages and what starts them are bundled together, so that one copy of every
 * module, and of what it holds in memory, serves both.
 */

/** Opens the built shop. */
export const openBuiltShop = (): Promise<void> =>
  runShop((settings) => serve(handler, 'dist/client', settings));
