import { createHash } from 'node:crypto';
import { foldOrders } from '#src/affinity/fold-orders.ts';
import { learnAffinity } from '#src/affinity/learn-affinity.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { showStep } from '../progress.ts';

export const FOLDED_DAYS = 7;
const DAY_MS = 86_400_000;

/** Learns up to a week earlier, folds that week in, and says whether what goes with what is then the same as before. */
export async function foldedIn(db: Database, before: Date) {
  const anew = await fingerprint(db);
  await showStep('Learning up to a week earlier', (progress) =>
    learnAffinity(db, {
      now: new Date(),
      before: new Date(before.getTime() - FOLDED_DAYS * DAY_MS),
      progress,
    }),
  );
  const began = performance.now();
  const worked = process.cpuUsage();
  const { read } = await showStep('Folding in that week', (progress) =>
    foldOrders(db, { now: new Date(), before, progress }),
  );
  const { user, system } = process.cpuUsage(worked);
  return {
    orders: read,
    seconds: (performance.now() - began) / 1000,
    cpuSeconds: (user + system) / 1e6,
    same: (await fingerprint(db)) === anew,
  };
}

async function fingerprint(db: Database): Promise<string> {
  const { rows } = await rowsOf(columns('affinity_item', 'key', 'support', 'neighbours'))`
    select key, support, neighbours from affinity_item
    where generation = (select generation from affinity_model) order by item`.execute(db);
  const hash = createHash('sha256');
  for (const row of rows) hash.update(`${row.key} ${row.support}`).update(row.neighbours);
  return hash.digest('hex');
}
