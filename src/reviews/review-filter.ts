import type { Fit } from './review.ts';

/** What of a product's reviews to show. Every part is one GET parameter of the product page. */
export interface ReviewFilter {
  readonly stars: number | null;
  readonly verified: boolean;
  readonly fit: Fit | null;
  /** Counted from 1. */
  readonly page: number;
}

export const everyReview: ReviewFilter = { stars: null, verified: false, fit: null, page: 1 };
export const REVIEWS_A_PAGE = 10;
const MOST_PAGES = 10_000;

/** Reads `stars`, `verified`, `fit` and `reviews` (the page); what makes no sense is passed over. */
export function filterFromQuery(query: URLSearchParams): ReviewFilter {
  const stars = query.get('stars') ?? '';
  const fit = query.get('fit') ?? '';
  const page = query.get('reviews') ?? '';
  return {
    stars: /^[1-5]$/.test(stars) ? Number(stars) : null,
    verified: query.get('verified') === '1',
    fit: fit === 'small' || fit === 'true' || fit === 'large' ? fit : null,
    page: /^\d{1,5}$/.test(page) ? Math.min(Math.max(Number(page), 1), MOST_PAGES) : 1,
  };
}

/** The address that shows the filter, other parameters of the page kept; a changed filter begins at its first page. */
export function filterAddress(url: URL, filter: ReviewFilter): string {
  const query = new URLSearchParams(url.search);
  const put = (name: string, value: string | null) => (value ? query.set(name, value) : query.delete(name));
  put('stars', filter.stars?.toString() ?? null);
  put('verified', filter.verified ? '1' : null);
  put('fit', filter.fit);
  put('reviews', filter.page > 1 ? String(filter.page) : null);
  const text = query.toString();
  return `${url.pathname}${text ? `?${text}` : ''}#reviews`;
}

export const isFiltered = (filter: ReviewFilter): boolean =>
  filter.stars !== null || filter.verified || filter.fit !== null;
