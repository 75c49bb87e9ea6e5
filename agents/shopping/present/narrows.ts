import { categoryOf } from '#src/conversations/revise-query.ts';
import type { SearchQuery } from '#src/query/search-query.ts';

/** Whether filters beyond price and kind of thing narrow what fits, so that their count tells something. */
export const narrows = (query: SearchQuery): boolean =>
  query.text === '' || categoryOf(query) !== null
    ? query.filters.some(({ key }) => key !== 'price' && (key !== 'category' || query.text === ''))
    : false;
