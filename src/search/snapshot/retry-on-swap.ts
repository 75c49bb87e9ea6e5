import type { Database } from '#src/database/database.ts';
import { takeSnapshot, type Snapshot } from './snapshot.ts';

const TRIES = 3;
const UNDEFINED_TABLE = '42P01';

/** Asks the index in use; where it was swapped between two statements, the new one from the beginning. */
export async function retryOnSwap<Answer>(
  db: Database,
  ask: (snapshot: Snapshot) => Promise<Answer> | Answer,
  taken?: Snapshot,
): Promise<Answer> {
  for (let turn = 1; ; turn += 1) {
    try {
      return await ask((turn === 1 && taken) || (await takeSnapshot(db)));
    } catch (error) {
      if (turn === TRIES || (error as { code?: unknown }).code !== UNDEFINED_TABLE) throw error;
    }
  }
}
