import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBenchDatabase, type BenchDatabase } from './bench-database.ts';
import { closedLoop } from './closed-loop.ts';
import type { Figure, Unit } from './figures.ts';
import { FLOOR, FLOOR_PAGE, SHOP } from './place.ts';
import { serveProcess } from './served-process.ts';
import { newShopper } from './shopper.ts';

export interface StartsAsked {
  readonly server: string | null;
  readonly products: number;
  readonly seconds: number;
}

/** From the start to the first good answer, and what is resident after some seconds of load: on Postgres, embedded, and the floor of both. */
export async function measureStarts({ server, products, seconds }: StartsAsked): Promise<readonly Figure[]> {
  const figures: Figure[] = [];
  const add = (what: string, unit: Unit, value: number, floor: number | null) =>
    void figures.push({ what, unit, value, floor });
  if (server) {
    const database = await openBenchDatabase(server, products, false);
    try {
      await started(SHOP, '/', server, database, 0); // the first start of a copy may have something to take up
      const bare = await started(FLOOR, FLOOR_PAGE, server, database, seconds);
      const shop = await started(SHOP, '/', server, database, seconds);
      add('start, Postgres', 's', shop.seconds, bare.seconds);
      add('memory, Postgres', 'MB', shop.megabytes, bare.megabytes);
    } finally {
      await database.drop();
    }
  }
  const bareDatabase = await openBenchDatabase(null, 1_000, false);
  const folder = mkdtempSync(join(tmpdir(), 'shelftalk-bench-start-'));
  const fresh: BenchDatabase = {
    settings: { SHELFTALK_DATA_DIR: join(folder, 'database') },
    name: null,
    drop: async () => rmSync(folder, { recursive: true, force: true }),
  };
  try {
    const first = await started(SHOP, '/', null, fresh, 0);
    add('start, embedded first', 's', first.seconds, null);
    const bare = await started(FLOOR, FLOOR_PAGE, null, bareDatabase, seconds);
    const again = await started(SHOP, '/', null, fresh, seconds);
    add('start, embedded again', 's', again.seconds, bare.seconds);
    add('memory, embedded', 'MB', again.megabytes, bare.megabytes);
  } finally {
    await Promise.all([fresh.drop(), bareDatabase.drop()]);
  }
  return figures;
}

/** Starts, asks that page by ten at once for so long, and stops. */
async function started(
  script: readonly string[],
  path: string,
  server: string | null,
  database: BenchDatabase,
  seconds: number,
): Promise<{ readonly seconds: number; readonly megabytes: number }> {
  const served = await serveProcess(script, path, { server, database }, { WORKERS: '1' });
  try {
    const requests = [newShopper(served.url).get(path)];
    if (script === SHOP)
      requests.push(newShopper(served.url).get('/search?q=light'), newShopper(served.url).get('/guides'));
    await closedLoop(served, { requests, seconds, again: true, expected: ({ status }) => status === 200 });
    return { seconds: served.startedInMs / 1000, megabytes: served.peakMemory().all };
  } finally {
    await served.stop();
  }
}
