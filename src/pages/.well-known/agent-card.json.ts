import type { APIRoute } from 'astro';
import { agentCard } from '#src/protocols/a2a/card.ts';
import { shop } from '#src/shop.ts';

/** The card of the shop's assistant (Agent2Agent). */
export const GET: APIRoute = async () =>
  Response.json(agentCard(await shop()), {
    headers: { 'cache-control': 'public, max-age=300', 'access-control-allow-origin': '*' },
  });
