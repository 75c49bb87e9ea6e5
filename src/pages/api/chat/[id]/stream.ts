import { createUIMessageStreamResponse, type UIMessageChunk } from 'ai';
import type { APIRoute } from 'astro';
import { resumeRun } from '#agents/shopping/run/resumable-stream.ts';
import { conversationOf } from '#src/conversations/conversation-store.ts';
import { runningIn } from '#src/conversations/run-store.ts';
import { shop } from '#src/shop.ts';

/** The answer that is being given now, from its beginning; 204 where none is, as the AI SDK's resume asks for it. */
export const GET: APIRoute = async ({ params: { id = '' }, locals }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  const own = visitor && (await conversationOf(db, visitor, id));
  const run = own ? await runningIn(db, own.id) : null;
  if (!run) return new Response(null, { status: 204 });
  return createUIMessageStreamResponse({
    stream: resumeRun<UIMessageChunk>(db, run),
    headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
};
