import type { APIRoute } from 'astro';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { shop } from '#src/shop.ts';
import { pageOf } from '#src/word-desk/page-of.ts';

/** The Markdown twin with the draft in it; the page itself, where there is a draft, the middleware answers. */
export const GET: APIRoute = async ({ url: { searchParams } }) => {
  const { db, content, environment } = await shop();
  const page = searchParams.get('as') === 'twin' ? pageOf(searchParams.get('file') ?? '') : null;
  const at = { db, content: content.current(), site: environment.SITE_URL, now: new Date() };
  const markdown = page && (await markdownPage(at, page));
  return markdown
    ? new Response(markdown, { headers: { 'content-type': 'text/plain; charset=utf-8' } })
    : new Response('There is no draft of that file, or it has no page of its own.\n', { status: 404 });
};
