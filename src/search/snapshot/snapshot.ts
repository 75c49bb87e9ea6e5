import type { Database } from '#src/database/database.ts';
import { attributeKeys } from '#src/query-understanding/attribute-keys.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { readAsPage, readNow, type IndexState } from '../index/index-tables.ts';
import { columnStores, type ColumnStore } from '../columns/column-store.ts';
import { followPricesAndStock } from '../columns/follow-prices-and-stock.ts';

/** What one question is answered from, brought up to date with the rows as it came. */
export interface Snapshot {
  readonly db: Database;
  readonly index: IndexState;
  readonly keys: ReadonlyMap<string, AttributeKey>;
  /** A number that grows whenever attributes are announced anew. */
  readonly attributesVersion: number;
  /** Behind that version while much of the catalogue is read again. */
  readonly columns: ColumnStore;
}

/**
 * One statement where nothing has changed since the last question, none where it is for a page, whose request has read
 * what has changed. `at`: this process's clock in milliseconds.
 */
export async function takeSnapshot(
  db: Database,
  at: number = performance.now(),
  isForPage = false,
): Promise<Snapshot> {
  const { index, attributesVersion, offerChanges } = await (isForPage ? readAsPage(db) : readNow(db));
  const keys = await attributeKeys(db, attributesVersion);
  const columns = await columnStores.at(db, attributesVersion);
  await followPricesAndStock(db, columns, offerChanges, at);
  return { db, index, keys, attributesVersion, columns };
}
