import type { Database } from '#src/database/database.ts';
import { attributeKeys, type AttributeKey } from '../attributes/attribute-keys.ts';
import { readNow, type IndexState } from '../index/index-tables.ts';
import { columnStoreOf, type ColumnStore } from '../columns/column-store.ts';

/** What one question is answered from, read when it came; the shelf may be a little behind. */
export interface Snapshot {
  readonly db: Database;
  readonly index: IndexState;
  /** A number that grows whenever facts change. */
  readonly attributesVersion: number;
  readonly keys: ReadonlyMap<string, AttributeKey>;
  /** null where the catalogue is small or still being read: the rows answer then. */
  readonly columns: ColumnStore | null;
}

/** One statement where nothing has changed since the last question. */
export async function takeSnapshot(db: Database): Promise<Snapshot> {
  const { index, facts } = await readNow(db);
  const keys = await attributeKeys(db, facts);
  return { db, index, attributesVersion: facts, keys, columns: await columnStoreOf(db, { version: facts }) };
}
