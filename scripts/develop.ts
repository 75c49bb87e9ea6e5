import { dev } from 'astro';
import { runShop } from './run-shop.ts';

/** Opens the shop with Astro's development server, which loads its own copy of what a page imports, anew after an edit. */
export const openForDevelopment = (): Promise<void> =>
  runShop(async ({ HOST, PORT }) => {
    const server = await dev({ server: { host: HOST, port: PORT } });
    return () => server.stop();
  });
