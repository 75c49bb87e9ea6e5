import type { APIRoute } from 'astro';
import { openApi } from '#src/back-office/openapi.ts';
import { shop } from '#src/shop.ts';

/** What programs can do in the back office, for anybody to read. */
export const GET: APIRoute = async () => {
  const { content, environment } = await shop();
  return new Response(JSON.stringify(openApi(environment.SITE_URL, content.current().store.name), null, 2), {
    headers: { 'content-type': 'application/json; charset=utf-8' },
  });
};
