import type { APIRoute } from 'astro';
import { answerAcp } from '#src/protocols/acp/endpoint.ts';
import { counterOf } from '#src/protocols/ucp/counter.ts';
import { shop } from '#src/shop.ts';

/** The Agentic Commerce Protocol, for other people's agents that the merchant gave a key. */
export const ALL: APIRoute = async ({ request, locals }) =>
  answerAcp(counterOf(await shop()), request, { address: locals.client.address }, new Date());
