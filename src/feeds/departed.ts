import { formerAddress } from '#src/catalog/archived.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import { decodedPath } from '#src/http/decoded-path.ts';
import { pageOfMarkdown } from './markdown-path.ts';

/**
 * A "not found" made precise: 301 to where the merchant says the address has moved (`redirects` in store.yaml) or where a
 * product that an import renamed is now, 410 for a product that has left the shop, else as it was. The body of a 410 stays: it offers what comes nearest.
 */
export async function departed(
  db: Database,
  content: Content,
  url: URL,
  response: Response,
): Promise<Response> {
  if (response.status !== 404) return response;
  const path = decodedPath(url.pathname);
  const markdown = path.endsWith('.md');
  const page = markdown ? pageOfMarkdown(path) : path;
  const redirects = content.store.redirects ?? {};
  const slug = /^\/p\/([^/]+)$/.exec(page)?.[1];
  const told = Object.hasOwn(redirects, page) ? redirects[page] : undefined;
  const former = told === undefined && slug ? await formerAddress(db, slug) : null;
  const to = former?.now === 'moved' ? `/p/${encodeURIComponent(former.slug)}` : told;
  if (to) {
    void response.body?.cancel().catch(() => {});
    const location = new URL(`${to}${markdown ? '.md' : ''}${url.search}`, url.origin);
    return new Response(null, {
      status: 301,
      headers: { location: location.pathname + location.search, 'cache-control': 'public, max-age=3600' },
    });
  }
  if (!former) return response;
  return new Response(response.body, { status: 410, headers: response.headers });
}
