import type { APIRoute } from 'astro';
import { canonicalPath } from '#src/catalog/compare.ts';
import { markdownPage } from '#src/feeds/markdown-page.ts';
import { pageOfMarkdown } from '#src/feeds/markdown-path.ts';
import { decodedPath } from '#src/http/decoded-path.ts';
import { shop } from '#src/shop.ts';

const headers = { 'content-type': 'text/markdown; charset=utf-8', 'x-robots-tag': 'noindex' };

/** Answers any `.md` address with the Markdown twin of the page that stands at the same address without it. */
export const markdownTwin: APIRoute = async ({ url }) => {
  const { db, content, environment } = await shop();
  const site = environment.SITE_URL;
  const path = pageOfMarkdown(decodedPath(url.pathname));
  const markdown = await markdownPage({ db, content: content.current(), site, now: new Date() }, path);
  if (markdown === null) {
    return new Response('# Not here\n\nThere is no page at this address. See /llms.txt and /sitemap.xml.\n', {
      status: 404,
      headers,
    });
  }
  return markdownResponse(site, canonicalPath(path), markdown);
};

/** A Markdown document with the page at `path` as the address that counts. */
export const markdownResponse = (site: string, path: string, markdown: string): Response =>
  new Response(markdown, {
    headers: { ...headers, link: `<${new URL(path, site).href}>; rel="canonical"` },
  });
