import { createHash } from 'node:crypto';
import { readBody } from '#src/http/read-body.ts';
import { shareOf } from '#src/http/limits.ts';
import { tryShare, tryWithin, type Asker } from '#src/http/rate-limit.ts';
import { beginOnce, endOnce, type KeptAnswer } from './idempotency.ts';
import { keyWith, type Key } from './key.ts';
import { BASE } from './openapi.ts';
import type { Desk, Operation } from './operation.ts';
import { routeOf } from './operations.ts';
import { problemAnswer, PROBLEMS, refusal, type Refusal } from './problems.ts';

const MOST_BYTES = 1_000_000;
const JSON_TYPE = 'application/json; charset=utf-8';
/** Refusals that pass: the same may be asked again under the same key. */
const PASSES: ReadonlySet<Refusal['problem']> = new Set(['payment-open', 'no-payment']);

/** Answers a program that works in the back office: who it is, what it may, what it asks, once. */
export async function answerBackOffice(
  desk: Desk,
  request: Request,
  asker: Asker,
  now: Date,
): Promise<Response> {
  const url = new URL(request.url);
  const key = await admitted(desk, request, asker, now);
  if ('problem' in key) return problemAnswer(key);
  const routed = routeOf(request.method, url.pathname.slice(BASE.length));
  if (!routed.found)
    return problemAnswer(
      routed.methods.length
        ? refusal('wrong-method', `It takes ${routed.methods.join(' and ')}.`, {
            headers: { allow: routed.methods.join(', ') },
          })
        : refusal('unknown-address', `What there is stands in ${BASE}/openapi.json.`),
    );
  const { found: operation, params } = routed;
  const read = await readRequest(operation, request, params, url);
  if ('problem' in read) return problemAnswer(read);
  const { given, hash } = read;
  const lacking = operation.rights(given.body).filter((right) => !key.rights.has(right));
  if (lacking.length)
    return problemAnswer(
      refusal('no-right', `The key ${key.name} lacks ${lacking.join(' and ')}.`, { more: { lacking } }),
    );
  const once = request.headers.get('idempotency-key') ?? '';
  if (operation.method === 'get')
    return sent(await answerOf(operation, desk, { ...given, reference: '', by: key.name }, now));
  if (!/^[!-~]{1,255}$/.test(once))
    return problemAnswer(
      refusal(
        'no-idempotency-key',
        'Send a header Idempotency-Key of 1 to 255 characters, another for each asking.',
      ),
    );
  const asked = { keyId: key.id, idempotencyKey: once, requestHash: hash };
  const begun = await beginOnce(desk.db, asked, now);
  if (begun.as === 'again') return sent(begun.answer, { 'idempotent-replayed': 'true' });
  if (begun.as === 'another')
    return problemAnswer(
      refusal('idempotency-key-reused', 'Give every asking an Idempotency-Key of its own.'),
    );
  if (begun.as === 'running')
    return problemAnswer(
      refusal('in-progress', 'The same is being done now. Ask again.', { headers: { 'retry-after': '1' } }),
    );
  try {
    const reference = `${key.id} ${createHash('sha256').update(once).digest('base64url')}`;
    const answer = await answerOf(operation, desk, { ...given, reference, by: key.name }, now);
    await endOnce(desk.db, asked, answer.passes ? null : answer);
    return sent(answer);
  } catch (error) {
    await endOnce(desk.db, asked, null).catch(() => {}); // else the next try takes it over once it counts as dead
    throw error;
  }
}

/** The key that a request brings; a refusal where it brings none that holds, or asks too often. */
async function admitted({ db }: Desk, request: Request, asker: Asker, now: Date): Promise<Key | Refusal> {
  const [, token] = /^Bearer ([\w-]{20,100})$/i.exec(request.headers.get('authorization') ?? '') ?? [];
  const key = token === undefined ? null : await keyWith(db, token, now);
  const tried = key
    ? await tryWithin(
        db,
        { name: 'back-office', most: shareOf('back-office').visitor, perSeconds: 60 },
        key.id,
        now,
      )
    : await tryShare(db, 'back-office', { address: asker.address, visitor: null }, now);
  if (!tried.ok)
    return refusal('too-often', `Ask again in ${tried.retryAfterSeconds} s.`, {
      headers: { 'retry-after': String(tried.retryAfterSeconds) },
    });
  return (
    key ??
    refusal('no-key', 'Send a header "Authorization: Bearer …" with a key that holds.', {
      headers: { 'www-authenticate': 'Bearer realm="back office"' },
    })
  );
}

interface Read {
  readonly given: Omit<Parameters<Operation['run']>[1], 'reference' | 'by'>;
  readonly hash: string;
}

async function readRequest(
  operation: Operation,
  request: Request,
  params: Readonly<Record<string, string>>,
  url: URL,
): Promise<Read | Refusal> {
  let text = '';
  let body: unknown;
  if (operation.body) {
    if (!/^application\/(?:[\w.-]+\+)?json\b/i.test(request.headers.get('content-type') ?? ''))
      return refusal('not-json', 'Send the body as application/json.');
    const whole = await readBody(request, MOST_BYTES);
    if (whole === null) return refusal('too-long', `A body has at most ${MOST_BYTES} bytes.`);
    text = whole;
    try {
      body = JSON.parse(text, (_, value: unknown) =>
        typeof value === 'string' ? value.toWellFormed().replaceAll('\0', '\ufffd') : value,
      );
    } catch (error) {
      return refusal('unreadable', `The body is not JSON: ${(error as Error).message.slice(0, 200)}`);
    }
  }
  const parts = {
    path: operation.params.safeParse(params),
    query: operation.query.safeParse(Object.fromEntries(url.searchParams)),
    body: operation.body?.safeParse(body),
  };
  const issues = Object.entries(parts).flatMap(([part, read]) =>
    (read?.error?.issues ?? []).map(({ path, message }) => ({ in: part, at: path.join('.'), message })),
  );
  if (issues.length)
    return refusal('invalid', 'Some of it is not as the document describes it.', {
      more: { errors: issues.slice(0, 50) },
    });
  return {
    given: { params: parts.path.data ?? {}, query: parts.query.data ?? {}, body: parts.body?.data },
    hash: createHash('sha256').update(`${request.method} ${url.pathname}\n${text}`).digest('base64url'),
  };
}

async function answerOf(
  operation: Operation,
  desk: Desk,
  given: Parameters<Operation['run']>[1],
  now: Date,
): Promise<KeptAnswer & { readonly passes: boolean }> {
  const done = await operation.run(desk, given, now);
  if (done.ok) return { status: 200, contentType: JSON_TYPE, body: JSON.stringify(done.body), passes: false };
  const told = problemAnswer(done);
  return {
    status: PROBLEMS[done.problem][0],
    contentType: told.headers.get('content-type') ?? '',
    body: await told.text(),
    passes: PASSES.has(done.problem),
  };
}

const sent = (
  { status, contentType, body }: KeptAnswer,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(body, {
    status,
    headers: { 'content-type': contentType, 'cache-control': 'no-store', ...headers },
  });
