import { openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { serveProcess, type ServedProcess } from './served-process.ts';
import { readShelves, type Shelves } from './shelves.ts';

/** As `npm start` does. */
export const SHOP = ['--max-semi-space-size=16', 'scripts/start.ts'] as const;
export const FLOOR = ['var/floor-shop/server/entry.mjs'] as const;
/** Where the floor has a page: a product of every catalogue that is made. */
export const FLOOR_PAGE = '/p/p-1';
/** The loopback is taken for a proxy, so that the addresses that shoppers name are told apart. */
const BEHIND_A_PROXY = { TRUSTED_PROXIES: '127.0.0.0/8' };

/** A shop over a catalogue of its own, and beside it the floor over the same database. */
export interface Place {
  readonly shop: ServedProcess;
  readonly floor: ServedProcess;
  readonly shelves: Shelves;
  readonly database: BenchDatabase;
  readonly products: number;
  close(): Promise<void>;
}

export interface PlaceAsked {
  /** A Postgres server, or null for embedded databases. */
  readonly server: string | null;
  readonly products: number;
  readonly anew: boolean;
  readonly workers: number;
}

export async function openPlace({ server, products, anew, workers }: PlaceAsked): Promise<Place> {
  const database = await openBenchDatabase(server, products, anew);
  // An embedded database belongs to one process: the floor then has a copy of its own.
  const second = server ? null : await openBenchDatabase(null, products, false);
  const settings = { ...BEHIND_A_PROXY, WORKERS: String(workers) };
  try {
    const shelves = await readShelves(database);
    const shop = await serveProcess(SHOP, '/healthz', { server, database }, settings);
    const floor = await serveProcess(FLOOR, FLOOR_PAGE, { server, database: second ?? database });
    return {
      shop,
      floor,
      shelves,
      database,
      products,
      close: async () => {
        await Promise.all([shop.stop(), floor.stop()]);
        await Promise.all([database.drop(), second?.drop()]);
      },
    };
  } catch (error) {
    await Promise.all([database.drop(), second?.drop()]);
    throw error;
  }
}
