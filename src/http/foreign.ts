const READS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What a form of another site can send without asking first (Fetch standard, CORS-safelisted content types). */
const FORMS = ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'];

/**
 * Whether a request that changes something was, or may have been, sent by a page of another site with this visitor's
 * cookies. What scripts cannot set decides: Sec-Fetch-Site, else Origin, which has to be one of the shop's `own`. A
 * program says neither; what no form can send is taken from it, unless `strict`.
 */
export function isForeign(
  { method, headers }: Pick<Request, 'method' | 'headers'>,
  own: readonly string[],
  { strict = false }: { readonly strict?: boolean } = {},
): boolean {
  if (READS.has(method)) return false;
  const site = headers.get('sec-fetch-site');
  if (site) return site !== 'same-origin' && (strict || site !== 'none');
  const origin = headers.get('origin');
  if (origin) return !own.includes(origin);
  const type = headers.get('content-type')?.toLowerCase();
  return strict || type === undefined || FORMS.some((form) => type.includes(form));
}
