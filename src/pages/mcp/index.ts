import type { APIRoute } from 'astro';
import { answerMcp } from '#src/protocols/mcp/endpoint.ts';
import { shop } from '#src/shop.ts';

/** The shop for agents, by the Model Context Protocol. */
export const ALL: APIRoute = async ({ request, locals }) => answerMcp(await shop(), request, locals.client);
