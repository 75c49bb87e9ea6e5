/** A product's page as a link writes it: in the notation of the sitemap, so that one page has one address. */
export const productPath = (slug: string): string => `/p/${encodeURI(slug)}`;

/** A shelf's page, in the same notation; each level is a part of the path. */
export const shelfPath = (slug: string): string => `/c/${encodeURI(slug)}`;
