import { createHash } from 'node:crypto';
import type { Filter } from '../query.ts';

/** Names an answer about what satisfies those filters, in any order; `what`: which answer it is. */
export function cacheKey(
  filters: readonly Filter[],
  includeSoldOut: boolean,
  what: readonly string[],
): string {
  const parts = filters.map((filter) => JSON.stringify({ ...filter, label: '' })).toSorted();
  return createHash('sha256')
    .update(JSON.stringify([parts, includeSoldOut, what]))
    .digest('base64url');
}
