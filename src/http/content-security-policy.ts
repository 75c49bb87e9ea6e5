const MOST_BYTES = 600; // of the picture hosts: a proxy's default buffer takes 4 KB of headers in all

/**
 * What a page may load: the shop's own files, and pictures from those origins besides. Styles and scripts are files of
 * the build (astro.config.mjs), so no page needs a hash or an exception. More origins than fit into the header's budget
 * open pictures, and pictures only, to every https address: a picture that does not show costs a sale.
 */
export function contentSecurityPolicy(pictureOrigins: readonly string[]): string {
  const named = pictureOrigins.filter(isOrigin).join(' ');
  return [
    "default-src 'self'",
    `img-src 'self' data: ${named.length > MOST_BYTES ? 'https:' : named}`.trim(),
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'self'",
  ].join('; ');
}

/** Scheme, host and port alone: a name from a feed must not end the directive and begin another. */
const isOrigin = (text: string): boolean => /^https?:\/\/[a-z0-9.-]+(?::\d+)?$/.test(text);
