import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from './database.ts';

const TRIES = 4;
const PAUSE_MS = 20;
const AGAIN = new Set(['40P01', '40001', '0A000', '26000']); // Postgres: deadlock found, serialization failed, a kept statement went stale

class RolledBack<Value> extends Error {
  override readonly name = 'RolledBack';
  readonly value: Value;
  constructor(value: Value) {
    super('The transaction was rolled back on purpose');
    this.value = value;
  }
}

/**
 * Runs work in one transaction: all of it or nothing. What the database could not fit between others is tried again,
 * so the work must do nothing outside of it. `rollBack` undoes everything and its value becomes the answer.
 */
export async function inTransaction<Result>(
  db: Database,
  work: (trx: Database, rollBack: (value: Result) => never) => Promise<Result>,
): Promise<Result> {
  for (let tried = 1; ; tried++) {
    try {
      return await db.transaction().execute((trx) =>
        work(trx, (value) => {
          throw new RolledBack(value);
        }),
      );
    } catch (error) {
      if (error instanceof RolledBack) return error.value as Result;
      if (tried >= TRIES || !AGAIN.has((error as { code?: string }).code ?? '')) throw error;
      await sleep(PAUSE_MS * tried);
    }
  }
}
