import cluster from 'node:cluster';
import { environment } from '#src/environment.ts';
import { shop } from '#src/shop.ts';
import type { Listen } from './run-shop.ts';
import { workersOf } from './workers.ts';

/*
 * The entry of the build (astro.config.mjs): pages and what starts them are bundled together, so that one copy of every
 * module, and of what it holds in memory, serves both. What is imported when it is called is loaded while the database
 * opens.
 */

const pages = () => Promise.all([import('@astrojs/node/server.js'), import('./serve.ts')]);

const listen: Listen = async (settings) => {
  const [{ handler }, { serve }] = await pages();
  return serve(handler, 'dist/client', settings);
};

/** Opens the built shop, in as many processes as it is to have; in one of them, that one. */
export async function openBuiltShop(): Promise<void> {
  if (cluster.isWorker) {
    const [{ runWorker }] = await Promise.all([import('./run-worker.ts'), pages()]);
    return runWorker(listen);
  }
  const workers = workersOf(environment());
  if (workers === 1) shop().catch(() => {}); // what is wrong is told to who waits for it
  const [{ runShop }] = await Promise.all([import('./run-shop.ts'), workers === 1 ? pages() : null]);
  return runShop(listen, workers);
}
