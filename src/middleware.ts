import type { MiddlewareNext } from 'astro';
import { defineMiddleware } from 'astro:middleware';
import { DatabaseUnavailable } from '#src/database/database.ts';
import { departed } from '#src/feeds/departed.ts';
import { markdownPath } from '#src/feeds/markdown-path.ts';
import { prefersMarkdown } from '#src/http/negotiate.ts';
import { varyBy, withValidators } from '#src/http/validators.ts';
import { shop } from '#src/shop.ts';

const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(self)',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin',
};

/** Every answer carries the same guards; a database that is away gives a readable 503 instead of a stack. */
export const onRequest = defineMiddleware(async ({ request, url }, next) => {
  const asked = new URL(url); // a page that answers "not found" by rewriting moves the context's own
  let response: Response;
  try {
    response = await forMachines(request, asked, next);
  } catch (error) {
    if (!isOutage(error)) throw error;
    response = outagePage();
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
});

/** Markdown for who asks for it, precise endings for what is gone, and validators for whoever comes back. */
async function forMachines(request: Request, url: URL, next: MiddlewareNext): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return next();
  const twin = markdownPath(url.pathname);
  const wanted = twin && prefersMarkdown(request.headers.get('accept'));
  let response = wanted ? await next(twin) : await next();
  if (response.status === 404) {
    const { db, content } = await shop();
    response = await departed(db, content.current(), url, response);
  }
  if (twin) {
    varyBy(response.headers, 'Accept');
    if (response.ok && !wanted)
      response.headers.append('link', `<${twin}>; rel="alternate"; type="text/markdown"`);
  }
  return withValidators(request, response);
}

/** Codes of Node and Postgres that mean "not now": refused, reset, starting, shutting down, too many, timed out. */
const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EPIPE',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  '57014',
]);

function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseUnavailable) return true;
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown };
  if (code && AWAY.has(code)) return true;
  if (/Connection terminated|timeout exceeded when trying to connect|embedded database/i.test(message ?? ''))
    return true;
  return cause !== undefined && cause !== error && isOutage(cause);
}

function outagePage(): Response {
  const html =
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">' +
    '<title>Back in a moment</title><style>body{font:18px/1.5 system-ui;margin:15vh auto;max-width:32rem;padding:0 1.5rem}' +
    '@media(prefers-color-scheme:dark){body{background:#161513;color:#eee8dd}}</style>' +
    '<h1>Back in a moment</h1><p>The shop cannot reach its shelves right now. Nothing you did is lost. ' +
    'Please try again in a few seconds.</p>';
  return new Response(html, {
    status: 503,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '5', 'cache-control': 'no-store' },
  });
}
