import type { APIRoute } from 'astro';
import { foreignHost } from '#src/protocols/known-host.ts';
import { whoAnswer } from '#src/protocols/nlweb/who.ts';
import { shop } from '#src/shop.ts';

/** Says who answers here; whatever is asked, this shop is all there is. */
export const ALL: APIRoute = async ({ locals }) => {
  const open = await shop();
  return foreignHost(open.environment.SITE_URL, locals.client) ?? Response.json(whoAnswer(open));
};
