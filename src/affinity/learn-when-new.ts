import { boolean } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { lastChange, standingModel } from './affinity-store.ts';
import { foldOrders } from './fold-orders.ts';
import { learnAffinity, type LearnReport } from './learn-affinity.ts';

/**
 * Learns everything anew if anything was ordered, cancelled or sent back since that was done last; null, and nothing
 * done, where nothing was. For a job: a shop that sells nothing new learns nothing new.
 */
export async function learnWhenNew(db: Database, now: Date): Promise<LearnReport | null> {
  const since = (await standingModel(db))?.memory?.changed ?? null;
  return (await changedAfter(db, since)) ? learnAffinity(db, { now }) : null;
}

/** The same, but folds the changes in: for a job that comes more often. */
export async function foldWhenNew(db: Database, now: Date): Promise<LearnReport | null> {
  const since = (await standingModel(db))?.changed ?? null;
  return (await changedAfter(db, since)) ? foldOrders(db, { now }) : null;
}

async function changedAfter(db: Database, since: Date | null): Promise<boolean> {
  if (since) return (await lastChange(db)) > since;
  const { rows } = await rowsOf({ any: boolean })`select exists (select 1 from customer_order
    where state <> 'awaiting-payment') as any`.execute(db);
  return rows[0]?.any ?? false;
}
