import type { APIRoute } from 'astro';
import { answerProfile } from '#src/protocols/ucp/answer-profile.ts';
import { answerUcp, leafOf } from '#src/protocols/ucp/answer-rest.ts';
import { counterOf } from '#src/protocols/ucp/counter.ts';
import { publishedAt } from '#src/protocols/ucp/published.ts';
import { problem } from '#src/http/problem.ts';
import { shop } from '#src/shop.ts';

/** The Universal Commerce Protocol, for other people's agents: each release at addresses of its own. */
export const ALL: APIRoute = async ({ request, url, locals }) => {
  const counter = counterOf(await shop());
  const leaf = leafOf(url.pathname);
  if (leaf && (request.method === 'GET' || request.method === 'HEAD')) return answerProfile(counter, leaf);
  const published = publishedAt(counter.site, url.pathname);
  if (published) return published;
  const { scheme, host, address } = locals.client;
  const origin = URL.parse(`${scheme}://${host}`)?.origin ?? counter.site;
  return (
    (await answerUcp(counter, request, { address, origin }, new Date())) ??
    problem(404, 'No such address', `What there is stands in ${counter.site}/.well-known/ucp.`)
  );
};
