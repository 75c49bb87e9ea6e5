import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '#src/environment.ts';
import { prepareShop } from '#src/prepare-shop.ts';
import { shop, type Shop } from '#src/shop.ts';
import { freePort } from './free-port.ts';
import { showStep } from './progress.ts';

export interface Served {
  /** Where the pages are fetched from, without a slash at the end. */
  readonly base: string;
  /** The origin that the pages name in their addresses. */
  readonly site: string;
  readonly shop: Shop;
  readonly close: () => Promise<void>;
}

/**
 * Serves this process's shop on a free port of the loopback, so that pages and rows are read from one database even
 * where that database belongs to one process only.
 */
export async function serveShop(): Promise<Served> {
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const opened = await showStep('Opening the database', () => shop());
  await prepareShop(opened, showStep);
  const port = await freePort();
  const server = await showStep('Opening the pages', async () => {
    const { dev } = await import('astro');
    return dev({
      server: { host: '127.0.0.1', port },
      logLevel: 'error',
      vite: { server: { watch: null, hmr: false } }, // a file saved meanwhile must not close the pages
    });
  });
  return {
    base: `http://127.0.0.1:${server.address.port}`,
    site: new URL(environment().SITE_URL).origin,
    shop: opened,
    close: async () => {
      await server.stop();
      await opened.close();
    },
  };
}

/** The addresses of a shop's sitemap as paths with their query. */
export async function sitemapPaths(base: string): Promise<readonly string[]> {
  const locations = async (path: string): Promise<readonly string[]> => {
    const response = await fetch(base + path);
    if (!response.ok) throw new Error(`${base}${path} answers ${response.status}`);
    const text = await response.text();
    return [...text.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, loc = '']) => {
      const url = new URL(loc.replaceAll('&amp;', '&'));
      return url.pathname + url.search;
    });
  };
  const found: string[] = [];
  for (const path of await locations('/sitemap.xml')) {
    found.push(...(path.endsWith('.xml') ? await locations(path) : [path]));
  }
  return [...new Set(found)];
}

/** Fetches an address, once more where the connection broke. */
export async function patientFetch(url: string): Promise<Response> {
  try {
    return await fetch(url, { redirect: 'manual' });
  } catch {
    await sleep(AGAIN_AFTER_MS);
    return fetch(url, { redirect: 'manual' });
  }
}

const AGAIN_AFTER_MS = 1_000;
