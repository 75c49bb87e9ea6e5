import type { Database } from '#src/database/database.ts';
import { factKeys, type FactKey } from '../attributes/attribute-keys.ts';
import { readNow, type IndexState } from '../index/index-tables.ts';
import { shelfOf, type Shelf } from '../columns/column-store.ts';

/** What one question is answered from, read when it came; the shelf may be a little behind. */
export interface Moment {
  readonly db: Database;
  readonly index: IndexState;
  /** A number that grows whenever facts change. */
  readonly facts: number;
  readonly keys: ReadonlyMap<string, FactKey>;
  /** null where the catalogue is small or still being read: the rows answer then. */
  readonly shelf: Shelf | null;
}

/** One statement where nothing has changed since the last question. */
export async function momentOf(db: Database): Promise<Moment> {
  const { index, facts } = await readNow(db);
  const keys = await factKeys(db, facts);
  return { db, index, facts, keys, shelf: await shelfOf(db, { version: facts }) };
}
