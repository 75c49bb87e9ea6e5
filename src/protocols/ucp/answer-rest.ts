import { readBody } from '#src/http/read-body.ts';
import { jsonBody } from '../json-body.ts';
import { enter, perform, type Asking, type Counter } from './ask.ts';
import { protocolRefusal, type Door } from './door.ts';
import { answerJsonRpc } from './answer-json-rpc.ts';
import { operationAt } from './operations.ts';
import { isRelease, type Release } from './releases.ts';
import { sessionOfOrder } from './session.ts';
import { tellNow } from './tell-agent.ts';
import { runHook } from './test-hooks.ts';
import { writeAnswer } from './write-answer.ts';

const MOST_BYTES = 300_000;

/** Answers what an agent asks below `/ucp/`: over REST, and over JSON-RPC at `mcp`. Null where there is no such address. */
export async function answerUcp(
  counter: Counter,
  request: Request,
  asker: { readonly address: string; readonly origin: string },
  now: Date,
): Promise<Response | null> {
  const url = new URL(request.url);
  const [, named = '', path = '/'] = /^\/ucp\/([\d-]{10})(\/.*)?$/.exec(url.pathname) ?? [];
  if (!isRelease(named)) return null;
  const release = named;
  const refuse = (
    status: number,
    code: string,
    content: string,
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const {
      status: code_,
      body,
      headers: more,
    } = writeAnswer({ ...counter, release }, 'catalog', protocolRefusal(status, code, content, headers));
    return sent(code_, JSON.stringify(body), more);
  };
  const text =
    request.method === 'GET' || request.method === 'HEAD' ? '' : await readBody(request, MOST_BYTES);
  if (text === null) return refuse(413, 'too_long', `A body has at most ${MOST_BYTES} bytes.`);
  if (text && !/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse(415, 'not_json', 'Send the body as application/json.');
  const asking: Asking = {
    release,
    message: {
      method: request.method,
      url: new URL(url.pathname + url.search, asker.origin),
      header: (name) => request.headers.get(name),
    },
    text,
    address: asker.address,
    idempotencyKey: request.headers.get('idempotency-key'),
    ifMatch: request.headers.get('if-match'),
  };
  const body = jsonBody(text);
  if (body === undefined) return refuse(400, 'unreadable', 'The body is not JSON.');
  if (path === '/mcp') return answerJsonRpc(counter, asking, body, now);
  const hooked =
    counter.testSecret === null ? null : await hook(counter, counter.testSecret, asking, { path, body }, now);
  if (hooked) return hooked;
  const found = operationAt(request.method, path);
  if (!found.operation)
    return found.methods.length
      ? refuse(405, 'wrong_method', `It takes ${found.methods.join(' and ')}.`, {
          allow: found.methods.join(', '),
        })
      : refuse(404, 'not_found', `Nothing is at ${path} here.`);
  const door = await enter(counter, asking, now);
  if ('ok' in door) {
    const written = writeAnswer({ ...counter, release }, 'catalog', door);
    return sent(written.status, JSON.stringify(written.body), written.headers);
  }
  const {
    status,
    text: answer,
    headers,
  } = await perform(door, found.operation, { id: found.id, body }, asking);
  return sent(status, answer, headers);
}

/** The hooks of a suite of tests, where they are mounted; null for any other address. */
async function hook(
  counter: Counter,
  secret: string,
  asking: Asking,
  { path, body }: { readonly path: string; readonly body: unknown },
  now: Date,
): Promise<Response | null> {
  if (!path.startsWith('/testing/') && asking.message.method !== 'PUT') return null;
  if (!path.startsWith('/testing/') && !path.startsWith('/orders/')) return null;
  const door = await enter(counter, asking, now);
  const { method, header } = asking.message;
  const answer =
    'ok' in door
      ? door
      : await runHook(door, secret, { method, path, body, said: header('simulation-secret') });
  if (!answer) return null;
  const written = writeAnswer('ok' in door ? { ...counter, release: asking.release } : door, 'order', answer);
  if (!('ok' in door) && answer.ok) await tellOf(counter, path, door, now);
  return sent(written.status, JSON.stringify(written.body), written.headers);
}

async function tellOf(counter: Counter, path: string, { agent }: Door, now: Date): Promise<void> {
  const session = await sessionOfOrder(counter.db, path.split('/').at(-1) ?? '', agent);
  if (session) void tellNow(counter, session, now).catch(() => {}); // goes again with the others
}

const sent = (status: number, text: string, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(text, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });

/** The release whose own profile an address tells: that of the profile, and the one at which its endpoints begin. Else null. */
export const leafOf = (pathname: string): Release | null => {
  const [, named = ''] = /^\/ucp\/([\d-]{10})(?:\/?|\/\.well-known\/ucp)$/.exec(pathname) ?? [];
  return isRelease(named) ? named : null;
};
