import type { APIRoute } from 'astro';
import { requestStop } from '#src/conversations/stop-run.ts';
import { problem } from '#src/http/problem.ts';
import { shop } from '#src/shop.ts';

/** Stops the answer that is being given in this conversation, in whichever process it runs. */
export const POST: APIRoute = async ({ params: { id = '' }, locals }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  return visitor && (await requestStop(db, visitor, id))
    ? new Response(null, { status: 202 })
    : problem(404, 'No such conversation', 'It was deleted, or it belongs to another browser.');
};
