import type { APIRoute } from 'astro';
import { readBody } from '#src/http/read-body.ts';
import { shop } from '#src/shop.ts';
import { endSession, setStudioCookie, studioCookie } from '#src/studio/session.ts';

const MOST_BYTES = 1_000;

/** Ends this session, or with `do=all` every session of the person. */
export const POST: APIRoute = async ({ request, cookies, locals, redirect }) => {
  const form = new URLSearchParams((await readBody(request, MOST_BYTES)) ?? '');
  const { db } = await shop();
  const { isSecure } = locals.client;
  await endSession(
    db,
    studioCookie(cookies, isSecure),
    form.get('do') === 'all' ? 'all' : 'this',
    new Date(),
  );
  setStudioCookie(cookies, null, isSecure);
  return redirect('/studio/sign-in', 303);
};
