import { boolean, integer } from './column-kinds.ts';
import type { Database } from './database.ts';
import { rowsOf } from './rows.ts';
import { oncePerRequest } from '#src/log/request-id.ts';

/** How far the database's changes have come, as one request reads it. */
export interface Changes {
  /** Grows with every change of products, variants or categories but of prices, stock and ratings. */
  readonly catalogue: number;
  /**
   * Whether no writer was about to commit what is counted already: what is read from now on then holds all of it. What
   * was read before a commit would be taken for what came after it, and must not be kept.
   */
  readonly isSettled: boolean;
}

/** Read at most once a request, never before it came. */
export const changesOf = (db: Database): Promise<Changes> => oncePerRequest('changes', () => readChanges(db));

async function readChanges(db: Database): Promise<Changes> {
  const { rows } = await rowsOf({ catalogue: integer, isSettled: boolean })`
    select last_value as catalogue, changes_are_settled(1) as "isSettled" from catalogue_change`.execute(db);
  const [read] = rows;
  if (!read) throw new Error('The sequence catalogue_change is not there; run the migrations.');
  return read;
}

/** For `followVersion`: a value read of unsettled changes serves nobody else. */
export const stillStands = (held: Changes, wanted: Changes): boolean =>
  held.isSettled && held.catalogue >= wanted.catalogue;
