/** Pages of a list hold this many products: fills rows of two, three and four. */
export const PER_PAGE = 24;

/** The page number of an address; 1 where it tells none. */
export const pageOf = (params: URLSearchParams): number => {
  const page = Number(params.get('page'));
  return Number.isSafeInteger(page) && page > 0 ? Math.min(page, 10_000) : 1;
};
