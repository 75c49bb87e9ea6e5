import type { APIRoute } from 'astro';
import type { ShoppingMessage } from '#agents/shopping/parts.ts';
import { conversationOf, deleteConversation, messagesOf } from '#src/conversations/conversation-store.ts';
import { feedbackOf } from '#src/conversations/feedback-store.ts';
import { problem } from '#src/http/problem.ts';
import { shop } from '#src/shop.ts';

const unknown = () =>
  problem(404, 'No such conversation', 'It was deleted, or it belongs to another browser.');

/** The messages of the visitor's own conversation, for a page that is opened again, and what they think of the last. */
export const GET: APIRoute = async ({ params: { id = '' }, locals }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  if (!visitor || !(await conversationOf(db, visitor, id))) return unknown();
  const messages = (await messagesOf(db, id)).map(({ position, role, parts }): ShoppingMessage => ({
    id: `${id}-${position}`,
    role,
    parts: parts as ShoppingMessage['parts'],
  }));
  const helpful = await feedbackOf(db, id);
  return Response.json({ messages, helpful }, { headers: { 'cache-control': 'no-store' } });
};

/** Deletes the conversation with everything it remembers. */
export const DELETE: APIRoute = async ({ params: { id = '' }, locals }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  return visitor && (await deleteConversation(db, visitor, id))
    ? new Response(null, { status: 204 })
    : unknown();
};
