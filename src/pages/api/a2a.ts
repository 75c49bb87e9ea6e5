import type { APIRoute } from 'astro';
import { answerA2a } from '#src/protocols/a2a/endpoint.ts';
import { shop } from '#src/shop.ts';

/** The shop's assistant for other agents, by Agent2Agent. */
export const ALL: APIRoute = async ({ request, locals }) => answerA2a(await shop(), request, locals.client);
