/** An error answer for programs, as RFC 9457 describes it. `detail` is for the person behind the program. */
export function problem(
  status: number,
  title: string,
  detail: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(JSON.stringify({ type: 'about:blank', status, title, detail }), {
    status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store', ...headers },
  });
}

/**
 * Whether a state-changing request comes from a page of this shop: by Sec-Fetch-Site where the browser says it,
 * else by Origin. Programs send neither and are let through; they hold no visitor's cookie.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.headers.get('sec-fetch-site');
  if (site) return site === 'same-origin' || site === 'none';
  const origin = request.headers.get('origin');
  return !origin || origin === new URL(request.url).origin;
}
