import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { sql } from 'kysely';
import { openDatabase } from '#src/database/database.ts';
import { migrate } from '#src/database/migrate.ts';
import { importOrders } from '#src/orders/import/import-orders.ts';
import { showStep } from '../progress.ts';

/** What importing took, told to `../bench-bundles.ts`, which runs this in a process of its own as a shop does. */
export interface ImportedOrders {
  readonly lines: number;
  readonly rejected: number;
  readonly seconds: number;
  readonly memoryMb: number;
}

const [orders = '', folder = '', source = '', url = ''] = process.argv.slice(2);
const { db, close } = await openDatabase({
  DATABASE_URL: url || undefined,
  SHELFTALK_DATA_DIR: folder,
  DATABASE_POOL_SIZE: 2,
});
try {
  await migrate(db);
  const began = performance.now();
  const report = await showStep('Importing orders', (progress) =>
    importOrders(db, [{ name: basename(orders), open: () => createReadStream(orders) }], {
      source,
      currency: 'GBP',
      now: new Date(),
      progress,
    }),
  );
  const seconds = (performance.now() - began) / 1000;
  // As if each had been placed with this shop, so that what is new since a learning is told apart.
  await sql`update customer_order set updated_at = placed_at`.execute(db);
  const lines = report.files.reduce((sum, file) => sum + file.rows, 0);
  const memoryMb = process.resourceUsage().maxRSS / 1024;
  process.send?.({ lines, rejected: report.rejected, seconds, memoryMb } satisfies ImportedOrders);
} finally {
  await close();
}
