import { createHmac } from 'node:crypto';
import { beginOnce, endOnce } from '#src/back-office/idempotency.ts';
import { keyWith, type Key } from '#src/back-office/key.ts';
import { signingSecret } from '#src/customers/signing-secret.ts';
import { readBody } from '#src/http/read-body.ts';
import type { Agent } from '../agents/agent.ts';
import { admitAgent } from '../agents/budget.ts';
import { jsonBody } from '../json-body.ts';
import type { Counter } from '../ucp/ask.ts';
import type { Door } from '../ucp/door.ts';
import { CURRENT } from '../ucp/releases.ts';
import { faultBody, faultOf, type Fault } from './error.ts';
import { OPERATIONS, type Operation } from './operations.ts';
import { BASE, VERSION } from './version.ts';
import { writeSession } from './write-session.ts';

const MOST_BYTES = 300_000;
const CLOCK_MS = 300_000; // a clock may be off by so much, and a message so long on its way

/** Answers what an agent asks below `/acp/` (Agentic Commerce Protocol, 2026-04-17): who it is, what it may, what it asks, once. */
export async function answerAcp(
  counter: Counter,
  request: Request,
  { address }: { readonly address: string },
  now: Date,
): Promise<Response> {
  const echo = echoOf(request.headers);
  const refuse = (fault: Fault) =>
    sent(fault.status, JSON.stringify(faultBody(fault)), { ...echo, ...fault.headers });
  const path = new URL(request.url).pathname.slice(BASE.length);
  const routed = OPERATIONS.filter((one) => one.path.test(path));
  const operation = routed.find(({ method }) => method === request.method);
  if (!operation)
    return refuse(
      routed.length
        ? { status: 405, code: 'wrong_method', message: 'It takes another method.', headers: allow(routed) }
        : { status: 404, code: 'not_found', message: 'There is nothing here.' },
    );
  const key = await admitted(counter, request.headers.get('authorization') ?? '', address, now);
  if ('status' in key) return refuse(key);
  const broken = headerFault(request, now);
  if (broken) return refuse(broken);
  const text = request.method === 'GET' ? '' : await readBody(request, MOST_BYTES);
  if (text === null)
    return refuse({ status: 413, code: 'too_long', message: `A body has at most ${MOST_BYTES} bytes.` });
  const body = jsonBody(text);
  if (body === undefined) return refuse({ status: 400, code: 'invalid', message: 'The body is not JSON.' });
  const door = doorOf(counter, key, address, now);
  const id = operation.path.exec(path)?.[1] ?? '';
  const answer = await once(door, request, { text, path }, () => run(door, operation, body, id));
  return sent(answer.status, answer.text, { ...echo, ...answer.headers });
}

const allow = (routed: readonly Operation[]) => ({ allow: routed.map(({ method }) => method).join(', ') });

/** What the protocol hands back of what was asked. */
const echoOf = (headers: Headers): Readonly<Record<string, string>> =>
  Object.fromEntries(
    ['idempotency-key', 'request-id'].flatMap((name) => {
      const value = headers.get(name);
      return value && /^[\x20-\x7e]{1,255}$/.test(value) ? [[name, value]] : [];
    }),
  );

/** The key that was brought; a refusal where it may not order, or asks too often. */
async function admitted(
  { db }: Counter,
  authorization: string,
  address: string,
  now: Date,
): Promise<Key | Fault> {
  const [, token] = /^Bearer ([\w-]{20,100})$/i.exec(authorization) ?? [];
  const key = token === undefined ? null : await keyWith(db, token, now);
  const tried = await admitAgent(db, key && { id: idOf(key), isProven: true }, address, now);
  if (!tried.ok)
    return {
      status: 429,
      code: 'too_many_requests',
      message: `Ask again in ${tried.retryAfterSeconds} s.`,
      headers: { 'retry-after': String(tried.retryAfterSeconds) },
    };
  if (!key)
    return {
      status: 401,
      code: 'unauthorized',
      message: 'Send a header "Authorization: Bearer …" with a key that holds.',
      headers: { 'www-authenticate': 'Bearer realm="agents"' },
    };
  return key.rights.has('agent:buy')
    ? key
    : { status: 403, code: 'forbidden', message: 'That key may not order as an agent.' };
}

const idOf = ({ id }: Key): string => `signed:key ${id}`;

/** A key that the merchant gave away says who asks as a signature does. */
function doorOf(
  { db, content, site, payment, anyHost }: Counter,
  key: Key,
  address: string,
  now: Date,
): Door {
  const id = idOf(key);
  const said = { profileUrl: null, version: null, profile: null };
  const agent: Agent = { id, name: key.name, repeatsUnder: id, isProven: true, ...said };
  const rest = { account: null, address, release: CURRENT, anyHost, isTest: false, now };
  return { db, content, site, payment, agent, ...rest };
}

/** What of the headers is not as the protocol has it. A Signature is not read: the release says neither its key nor what it is over. */
function headerFault(request: Request, now: Date): Fault | null {
  const version = request.headers.get('api-version');
  const told = { supported_versions: [VERSION] };
  if (version === null)
    return { status: 400, code: 'missing_api_version', message: 'API-Version header is required', ...told };
  if (version !== VERSION)
    return { status: 400, code: 'unsupported_api_version', message: `Here ${VERSION} is spoken.`, ...told };
  const at = request.headers.get('timestamp');
  if (at !== null && !(Math.abs(Date.parse(at) - now.getTime()) <= CLOCK_MS))
    return { status: 400, code: 'invalid_timestamp', message: 'The Timestamp is not of now.' };
  if (request.method === 'GET') return null;
  const key = request.headers.get('idempotency-key');
  if (!key)
    return { status: 400, code: 'idempotency_key_required', message: 'Idempotency-Key header is required' };
  if (!/^[\x20-\x7e]{1,255}$/.test(key))
    return { status: 400, code: 'invalid', message: 'An Idempotency-Key has 1 to 255 characters.' };
  const type = request.headers.get('content-type');
  return type !== null && !/^application\/json\b/i.test(type)
    ? { status: 415, code: 'invalid', message: 'Send the body as application/json.' }
    : null;
}

interface Told {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const toldFault = (fault: Fault): Told => ({
  status: fault.status,
  text: JSON.stringify(faultBody(fault)),
  ...(fault.headers ? { headers: fault.headers } : {}),
});

async function run(
  door: Door,
  { schema, run: verb, isCheckout }: Operation,
  body: unknown,
  id: string,
): Promise<Told> {
  const parsed = schema.safeParse(body ?? {});
  if (!parsed.success) {
    const [{ path, message } = { path: [], message: 'It cannot be read.' }] = parsed.error.issues;
    const at = path.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`)).join('');
    return toldFault({ status: 400, code: 'invalid', message, param: `$${at}` });
  }
  const answer = await verb(door, parsed.data as never, id);
  if (!answer.ok) return toldFault(faultOf(answer));
  return {
    status: answer.status,
    text: JSON.stringify(isCheckout ? writeSession(door, answer.body) : answer.body),
  };
}

/** Does it once for each key; the same asked again gets the same bytes. What a card's number stands in is kept as a keyed hash alone. */
async function once(
  { db, agent, now }: Door,
  { method, headers }: Request,
  { text, path }: { readonly text: string; readonly path: string },
  work: () => Promise<Told>,
): Promise<Told> {
  const idempotencyKey = headers.get('idempotency-key');
  if (method === 'GET' || idempotencyKey === null) return work();
  const secret = await signingSecret(db, 'acp');
  const requestHash = createHmac('sha256', secret).update(text).digest('base64url');
  const asked = { keyId: `acp ${agent.id} ${path}`, idempotencyKey, requestHash };
  const begun = await beginOnce(db, asked, now);
  if (begun.as === 'again')
    return {
      status: begun.answer.status,
      text: begun.answer.body,
      headers: { 'idempotent-replayed': 'true' },
    };
  if (begun.as === 'another')
    return toldFault({
      status: 422,
      code: 'idempotency_conflict',
      message: 'Idempotency-Key has already been used with a different request body',
    });
  if (begun.as === 'running')
    return toldFault({
      status: 409,
      code: 'idempotency_in_flight',
      message: 'A request with this Idempotency-Key is currently being processed',
      headers: { 'retry-after': '1' },
    });
  try {
    const told = await work();
    const passes = told.status === 429 || told.status >= 500;
    const kept = { status: told.status, contentType: 'application/json', body: told.text };
    await endOnce(db, asked, passes ? null : kept);
    return told;
  } catch (error) {
    await endOnce(db, asked, null).catch(() => {}); // else the next try takes it over once it counts as dead
    throw error;
  }
}

const sent = (status: number, text: string, headers: Readonly<Record<string, string>>): Response =>
  new Response(text, {
    status,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...headers },
  });
