import { readForm } from '#src/http/read-form.ts';
import type { APIRoute } from 'astro';

/** Remembers the chosen colour scheme for browsers without script, then goes back to the page it was chosen on. */
export const POST: APIRoute = async ({ request, cookies, locals }) => {
  const chosen = (await readForm(request)).get('theme');
  if (chosen === 'dark' || chosen === 'light') {
    const secure = locals.client.isSecure;
    cookies.set('theme', chosen, { path: '/', maxAge: 365 * 24 * 60 * 60, sameSite: 'lax', secure });
  }
  const from = URL.parse(request.headers.get('referer') ?? '');
  const back = from ? from.pathname + from.search : '/';
  return new Response(null, { status: 303, headers: { location: back.replace(/^\/+/, '/') } });
};
