import type { SearchQuery } from '#src/query/search-query.ts';
import { toQueryString } from '#src/query/query-string.ts';
import { LISTED_ON_A_PAGE } from '#src/search/result.ts';
import { queryFromFields } from './query-from-fields.ts';

/** The page number of an address; 1 where it tells none. */
export const pageOf = (params: URLSearchParams): number => {
  const page = Number(params.get('page'));
  return Number.isSafeInteger(page) && page > 0 ? Math.min(page, 10_000) : 1;
};

/** How a list of the shop is shown: the page that its address names, with the shop's currency and locale. */
export const listingView = (
  params: URLSearchParams,
  { currency, locale }: { readonly currency: string; readonly locale: string },
) => ({ page: pageOf(params), perPage: LISTED_ON_A_PAGE, currency, locale, asShown: true });

/** The address of a list: its path, and what is asked of it where something is. */
export const addressOf = (path: string, query: string): string => (query ? `${path}?${query}` : path);

/**
 * Where an address with filled range fields leads: the same list with the fields written as limits. Null where it has
 * none. `within` takes out of the query what the path says already.
 */
export function addressOfFields(
  path: string,
  params: URLSearchParams,
  currency: string,
  within: (query: SearchQuery) => SearchQuery = (query) => query,
): string | null {
  const filled = queryFromFields(params, currency);
  return filled && addressOf(path, toQueryString(within(filled), currency));
}
