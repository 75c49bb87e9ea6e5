import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import pg from 'pg';
import { currentRequest } from '#src/log/request-id.ts';

/*
 * `npm run statements`: the shop on Postgres as `npm start` opens it, and for each request the statements that it asked,
 * in order, with the milliseconds until each was answered. For development; nothing of it stands in the way of a
 * request otherwise.
 */

interface Asked {
  readonly text: string;
  readonly ms: number;
}

const MOST_SHOWN = 120; // characters of a statement
const asked = new Map<string, Asked[]>();
const query = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;

pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
  const [first] = args;
  const text = typeof first === 'string' ? first : (first as { readonly text?: string }).text;
  const request = currentRequest()?.request;
  const from = performance.now();
  const answer = query.apply(this, args);
  if (request !== undefined && text !== undefined && answer instanceof Promise) {
    const all = asked.get(request) ?? [];
    asked.set(request, all);
    const done = () => all.push({ text: text.replace(/\s+/g, ' ').trim(), ms: performance.now() - from });
    answer.then(done, done);
  }
  return answer;
} as typeof pg.Client.prototype.query;

subscribe('http.server.response.finish', (message) => {
  const { request, response } = message as { request: IncomingMessage; response: ServerResponse };
  const id = String(response.getHeader('x-request-id'));
  // What a turn writes when its answer is out belongs to it.
  setTimeout(() => {
    const all = asked.get(id);
    asked.delete(id);
    if (!all) return;
    const lines = all.map(({ text, ms }) => `${ms.toFixed(1).padStart(8)}  ${text.slice(0, MOST_SHOWN)}`);
    console.log([`${request.method} ${request.url}: ${all.length} statements`, ...lines].join('\n'));
  }, 300);
});
