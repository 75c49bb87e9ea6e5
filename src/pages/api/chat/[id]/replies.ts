import type { APIRoute } from 'astro';
import { conversationOf, messagesOf } from '#src/conversations/conversation-store.ts';
import { problem } from '#src/http/problem.ts';
import { shop } from '#src/shop.ts';

/** What people of the team wrote in the visitor's own conversation, without the first `after` of it. */
export const GET: APIRoute = async ({ params: { id = '' }, locals, url }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  if (!visitor || !(await conversationOf(db, visitor, id)))
    return problem(404, 'No such conversation', 'It was deleted, or it belongs to another browser.');
  const shown = Number(url.searchParams.get('after') ?? 0) || 0;
  const written = (await messagesOf(db, id)).filter(({ parts }) =>
    parts.some((part) => (part as { readonly type?: string }).type === 'data-person'),
  );
  const messages = written.slice(Math.max(0, shown)).map(({ role, parts }) => ({ role, parts }));
  return Response.json({ messages }, { headers: { 'cache-control': 'no-store' } });
};
