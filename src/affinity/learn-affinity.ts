import type { Database } from '#src/database/database.ts';
import { lastChange, nextGeneration, remember, takeOver, writeRows } from './affinity-store.ts';
import { startLearner } from './learner.ts';
import { basketsBefore } from './read-baskets.ts';

export const DAY_MS = 86_400_000;

export interface LearnReport {
  readonly orders: number;
  readonly items: number;
  /** Earlier baskets the weights were fitted on; 0 where there were too few, and where the weights stand as they were. */
  readonly fittedOn: number;
  /** Orders that were read from the shop's books for it. */
  readonly read: number;
  /** False where something learned later stands already, so that this was thrown away. */
  readonly stands: boolean;
}

export interface LearnAffinityOptions {
  readonly now: Date;
  /** Only orders placed before it; else all up to now. */
  readonly before?: Date | undefined;
  readonly progress?: ((done: number, of: number | null, what?: string) => void) | undefined;
}

/**
 * Learns anew what goes with what from every order that was not cancelled, weights included, and puts it in the place
 * of what was known. The arithmetic runs in a thread of its own and the orders are read in small parts, so that the
 * shop goes on answering; readers see the old knowledge until the new is whole.
 */
export async function learnAffinity(db: Database, options: LearnAffinityOptions): Promise<LearnReport> {
  const { now, before = now, progress } = options;
  const changed = await lastChange(db);
  const generation = await nextGeneration(db);
  const learner = startLearner();
  try {
    let [read, part] = [0, 0];
    for await (const rows of basketsBefore(db, before)) {
      learner.tell({ verb: 'baskets', rows });
      await remember(db, generation, part++, rows);
      read += rows.length;
      progress?.(read, null, 'orders read');
    }
    const learned = await learner.learn(
      { verb: 'learn', today: before.getTime() / DAY_MS, policy: null },
      (rows) => writeRows(db, generation, rows),
      (done, of) => progress?.(done, of, 'learned'),
    );
    const memory = { generation, to: before, changed };
    const model = { generation, learnedAt: now, learnedTo: before, memory, changed };
    const stands = await takeOver(db, model, learned);
    return { orders: learned.orders, items: learned.items, fittedOn: learned.fittedOn, read, stands };
  } finally {
    await learner.stop();
  }
}
