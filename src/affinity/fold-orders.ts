import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import {
  lastChange,
  nextGeneration,
  remembered,
  standingModel,
  takeOver,
  writeRows,
  type Standing,
} from './affinity-store.ts';
import { DAY_MS, learnAffinity, type LearnAffinityOptions, type LearnReport } from './learn-affinity.ts';
import { startLearner } from './learner.ts';
import { basketsOf } from './read-baskets.ts';

/** A transaction may have been open while the last learning read, and an import dates its changes by its beginning. */
const OVERLAP_MS = 3_600_000;

/**
 * Folds in what was ordered, cancelled or sent back since everything was learned last: only those orders are read, the
 * rest comes from what was remembered, and the weights stand. What goes with what is then the same as if all had been
 * read anew. Learns everything where nothing is remembered yet.
 */
export async function foldOrders(db: Database, options: LearnAffinityOptions): Promise<LearnReport> {
  const standing = await standingModel(db);
  if (!standing?.memory) return learnAffinity(db, options);
  const { now, before = now, progress } = options;
  const { memory, policy } = standing;
  const changed = await lastChange(db);
  const generation = await nextGeneration(db);
  const learner = startLearner();
  try {
    let read = 0;
    for await (const rows of basketsOf(db, await changedSince(db, memory, before), before)) {
      learner.tell({ verb: 'changed', rows });
      read += rows.length;
      progress?.(read, null, 'orders read');
    }
    for await (const text of remembered(db, memory.generation)) learner.tell({ verb: 'remembered', text });
    const learned = await learner.learn(
      { verb: 'learn', today: before.getTime() / DAY_MS, policy },
      (rows) => writeRows(db, generation, rows),
      (done, of) => progress?.(done, of, 'learned'),
    );
    const model = { generation, learnedAt: now, learnedTo: before, memory, changed };
    const stands = await takeOver(db, model, learned);
    return { orders: learned.orders, items: learned.items, fittedOn: 0, read, stands };
  } finally {
    await learner.stop();
  }
}

/** The orders that the memory does not know as they are now. */
async function changedSince(
  db: Database,
  memory: NonNullable<Standing['memory']>,
  before: Date,
): Promise<readonly string[]> {
  const from = new Date(memory.changed.getTime() - OVERLAP_MS);
  const { rows } = await rowsOf({ id: text })`
    select id from customer_order where placed_at >= ${memory.to} and placed_at < ${before}
    union select id from customer_order where updated_at > ${from}
    union select order_id from order_return where updated_at > ${from}`.execute(db);
  return rows.map(({ id }) => id);
}
