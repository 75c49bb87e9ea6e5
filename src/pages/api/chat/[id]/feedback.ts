import type { APIRoute } from 'astro';
import { z } from 'zod';
import { keepFeedback, lastQuestion } from '#src/conversations/feedback-store.ts';
import { correctFromThumb } from '#src/handoff/thumb-correction.ts';
import { problem } from '#src/http/problem.ts';
import { readBody } from '#src/http/read-body.ts';
import { noteQuestion } from '#src/open-questions/note-question.ts';
import { shop } from '#src/shop.ts';

const MOST_BYTES = 4 * 1024;
const body = z.object({ helpful: z.boolean(), reason: z.string().trim().max(500).default('') });

/** Keeps what the shopper thinks of the latest answer; a reason why it was no help is the team's to see. */
export const POST: APIRoute = async ({ params: { id = '' }, locals, request }) => {
  const given = await readBody(request, MOST_BYTES);
  const parsed = body.safeParse(parseJson(given ?? ''));
  if (!parsed.success) return problem(400, 'Not feedback', z.prettifyError(parsed.error));
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  if (!visitor || !(await keepFeedback(db, visitor, id, parsed.data)))
    return problem(404, 'No such conversation', 'It was deleted, or it belongs to another browser.');
  const { helpful, reason } = parsed.data;
  const now = new Date();
  const asked = helpful ? null : await lastQuestion(db, visitor, id);
  if (asked)
    await noteQuestion(
      db,
      { text: asked, source: 'conversation', because: 'thumbs-down', visitorId: visitor },
      now,
    );
  if (!helpful && reason) await correctFromThumb(db, visitor, id, reason, now);
  return new Response(null, { status: 204 });
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
