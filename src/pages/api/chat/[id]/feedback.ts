import type { APIRoute } from 'astro';
import { z } from 'zod';
import { keepFeedback } from '#src/conversations/feedback-store.ts';
import { isSameOrigin, problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import { knownVisitor } from '#src/http/visitor.ts';
import { shop } from '#src/shop.ts';

const MOST_BYTES = 4 * 1024;
const body = z.object({ helpful: z.boolean(), reason: z.string().trim().max(500).default('') });

/** Keeps what the shopper thinks of the latest answer. */
export const POST: APIRoute = async ({ params: { id = '' }, cookies, request }) => {
  if (!isSameOrigin(request))
    return problem(403, 'Not from this shop', 'Only this shop’s own pages may do that.');
  const given = await readBody(request, MOST_BYTES);
  const parsed = body.safeParse(parseJson(given ?? ''));
  if (!parsed.success) return problem(400, 'Not feedback', z.prettifyError(parsed.error));
  const visitor = knownVisitor(cookies);
  const { db } = await shop();
  return visitor && (await keepFeedback(db, visitor, id, parsed.data))
    ? new Response(null, { status: 204 })
    : problem(404, 'No such conversation', 'It was deleted, or it belongs to another browser.');
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
