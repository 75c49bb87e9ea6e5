import { dateTimeText } from '#src/editorial/date-text.ts';
import { createUIMessageStreamResponse } from 'ai';
import type { APIRoute } from 'astro';
import { z } from 'zod';
import { streamAnswer } from '#agents/shopping/run/stream-answer.ts';
import { deleteConversations, recentConversations } from '#src/conversations/conversation-store.ts';
import { askerOf } from '#src/customers/asker.ts';
import { turnPermits } from '#src/http/load/turn-permits.ts';
import { tryShare } from '#src/http/rate-limit.ts';
import { tooOftenText } from '#src/http/wait-text.ts';
import { problem } from '#src/http/problem.ts';
import { log } from '#src/log/log.ts';
import { shop } from '#src/shop.ts';
import { readBody } from '#src/http/read-body.ts';

const MOST_BYTES = 32 * 1024;

const body = z.object({
  conversationId: z
    .string()
    .regex(/^[\w-]{0,64}$/)
    .nullish(),
  message: z.object({ text: z.string() }),
  page: z
    .object({
      slug: z
        .string()
        .max(120)
        .regex(/^[^\0]*$/)
        .nullish(),
      path: z.string().max(2_000).nullish(),
    })
    .nullish(),
});

const MOST_LISTED = 20;

/** The visitor's earlier conversations, the newest first. */
export const GET: APIRoute = async ({ locals }) => {
  const visitor = await locals.visitor.known();
  const { db, content } = await shop();
  const { store } = content.current();
  const found = visitor ? await recentConversations(db, visitor, MOST_LISTED) : [];
  const conversations = found.map((one) => ({ ...one, updated: dateTimeText(store, one.updatedAt) }));
  return Response.json({ conversations }, { headers: { 'cache-control': 'no-store' } });
};

/** Deletes all of the visitor's conversations with everything they remember. */
export const DELETE: APIRoute = async ({ locals }) => {
  const visitor = await locals.visitor.known();
  const { db } = await shop();
  const deleted = visitor ? await deleteConversations(db, visitor) : 0;
  return Response.json({ deleted });
};

/** One turn of the conversation, answered as the AI SDK's UI message stream. */
export const POST: APIRoute = async ({ request, locals }) => {
  const given = await readBody(request, MOST_BYTES);
  if (given === null) return problem(413, 'Too long', `A message has at most ${MOST_BYTES} bytes.`);
  const parsed = body.safeParse(parseJson(given));
  if (!parsed.success) return problem(400, 'Not a message', z.prettifyError(parsed.error));
  const { conversationId, message, page } = parsed.data;
  const open = await shop();
  const asker = await askerOf(open.db, locals);
  const answered = turnPermits.arrive();
  const tried = await tryShare(open.db, 'conversation', asker, new Date()).finally(answered);
  if (!tried.ok)
    return problem(
      429,
      'A moment, please',
      tooOftenText(tried.retryAfterSeconds, open.content.current().store.locale),
      {
        'retry-after': String(tried.retryAfterSeconds),
      },
    );
  const stream = streamAnswer(
    open,
    {
      asker,
      visitorId: await locals.visitor.id(),
      conversationId: conversationId ?? null,
      text: message.text,
      pageSlug: page?.slug ?? /^\/p\/([\w-]+)/.exec(page?.path ?? '')?.[1] ?? null,
    },
    reportFailure,
  );
  return createUIMessageStreamResponse({
    stream,
    headers: { 'cache-control': 'no-store', 'x-accel-buffering': 'no' },
  });
};

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A failed turn is the operator's to read; the shopper already has a sentence. */
const reportFailure = (error: unknown): void => log().error({ err: error }, 'a turn of the chat failed');
