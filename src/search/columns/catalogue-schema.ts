import type { Schema, SortKey } from '../engine/engine.ts';
import type { Sort } from '#src/query/search-query.ts';

/** What every product and variant has; attributes are the engine's dynamic fields. Brands are in lower case. */
export const catalogueSchema = {
  keywords: ['category', 'brand'],
  numbers: ['rating', 'ratings', 'popularity', 'created'],
  itemNumbers: ['price'],
  itemFlags: ['on_sale'],
} as const satisfies Schema;

const byRating = { field: 'rating', order: 'descending' } as const;

/** What a listing goes by. */
export const sortKeys: Readonly<Record<Sort, readonly SortKey[]>> = {
  'price-low': [{ field: 'price', order: 'ascending' }],
  'price-high': [{ field: 'price', order: 'descending' }],
  newest: [
    { field: 'created', order: 'descending' },
    { field: 'id', order: 'descending' },
  ],
  rating: [byRating, { field: 'ratings', order: 'descending' }],
  best: [{ field: 'popularity', order: 'descending' }, byRating],
};
