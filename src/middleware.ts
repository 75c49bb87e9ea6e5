import { defineMiddleware } from 'astro:middleware';
import { DatabaseUnavailable } from '#src/database/database.ts';

const headers: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(self)',
  'x-frame-options': 'SAMEORIGIN',
  'cross-origin-opener-policy': 'same-origin',
};

/** Every answer carries the same guards; a database that is away gives a readable 503 instead of a stack. */
export const onRequest = defineMiddleware(async (_context, next) => {
  let response: Response;
  try {
    response = await next();
  } catch (error) {
    if (!isOutage(error)) throw error;
    response = outagePage();
  }
  for (const [name, value] of Object.entries(headers)) {
    if (!response.headers.has(name)) response.headers.set(name, value);
  }
  return response;
});

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
