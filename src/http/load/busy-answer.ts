import type { IncomingMessage, ServerResponse } from 'node:http';
import { plainPage } from '#src/http/plain-page.ts';

const LEAST_WAIT_S = 2;
const MORE_WAIT_S = 3; // drawn by lot, so that those who were turned away do not all come back at once

const problem = Buffer.from(
  JSON.stringify({
    type: 'about:blank',
    status: 503,
    title: 'Many people are here',
    detail:
      'The shop cannot take this up in time. Nothing was changed. Try again after the seconds in Retry-After.',
  }),
);
const busy = plainPage(
  'en',
  503,
  'Many people are here',
  'So many that this page would not come in time. Your cart is kept. <a href="">Load the page again</a> in a few seconds.',
);
const page = Buffer.from(await busy.arrayBuffer());
const headers = {
  page: { ...Object.fromEntries(busy.headers), 'content-length': page.byteLength },
  problem: {
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'content-length': problem.byteLength,
  },
};

/** Tells whoever asked that it cannot be served in time and when to come back; made beforehand, since many may be told. */
export function answerBusy(request: IncomingMessage, response: ServerResponse, chance: number): void {
  const forProgram =
    request.url?.startsWith('/api/') || /\bjson\b/.test(String(request.headers.accept ?? ''));
  const kind = forProgram ? 'problem' : 'page';
  const wait = LEAST_WAIT_S + Math.floor(chance * (MORE_WAIT_S + 1));
  response.writeHead(503, { ...headers[kind], 'retry-after': String(wait) });
  response.end(request.method === 'HEAD' ? undefined : forProgram ? problem : page);
}
