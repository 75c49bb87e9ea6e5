import type { APIRoute } from 'astro';
import { answerBackOffice } from '#src/back-office/answer.ts';
import { shop } from '#src/shop.ts';

/** The back office, for programs that bring a key. */
export const ALL: APIRoute = async ({ request, locals }) => {
  const { db, content, payment } = await shop();
  const desk = { db, content: () => content.current(), payment };
  return answerBackOffice(desk, request, { address: locals.client.address, visitor: null }, new Date());
};
