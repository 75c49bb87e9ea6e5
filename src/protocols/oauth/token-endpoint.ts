import type { Database } from '#src/database/database.ts';
import { readBody } from '#src/http/read-body.ts';
import { tryShare } from '#src/http/rate-limit.ts';
import { scopeOf, type Sight } from './scopes.ts';
import { accountOf, revoke, spend, type LinkedAccount } from './link-store.ts';

const MOST_BYTES = 8_000;

type Form = ((name: string) => string) | Response;

/** The fields of a form, each once; an answer where it is none, or too many are sent. */
async function formOf(db: Database, request: Request, address: string, now: Date): Promise<Form> {
  const tried = await tryShare(db, 'agents', { address, visitor: null }, now);
  if (!tried.ok)
    return refuse(429, 'temporarily_unavailable', { 'retry-after': String(tried.retryAfterSeconds) });
  if (!/^application\/x-www-form-urlencoded\b/i.test(request.headers.get('content-type') ?? ''))
    return refuse(400, 'invalid_request');
  const text = await readBody(request, MOST_BYTES);
  if (text === null) return refuse(400, 'invalid_request');
  const fields = new URLSearchParams(text);
  if (new Set(fields.keys()).size !== fields.size) return refuse(400, 'invalid_request');
  return (name) => fields.get(name) ?? '';
}

/** Answers a program that brings a code, or a token to go on with (OAuth 2.1, 3.2 and 4.3). */
export async function answerToken(
  { db, site }: { readonly db: Database; readonly site: string },
  request: Request,
  address: string,
  now: Date,
): Promise<Response> {
  const form = await formOf(db, request, address, now);
  if (form instanceof Response) return form;
  const clientId = form('client_id');
  const type = form('grant_type');
  const scopes = (sights: string) =>
    sights
      .split(' ')
      .map((sight) => scopeOf(site, sight as Sight))
      .join(' ');
  if (!clientId) return refuse(401, 'invalid_client');
  if (type !== 'authorization_code' && type !== 'refresh_token') return refuse(400, 'unsupported_grant_type');
  const tokens =
    type === 'authorization_code'
      ? await spend(
          db,
          'code',
          form('code'),
          { clientId, redirectUri: form('redirect_uri'), verifier: form('code_verifier') },
          scopes,
          now,
        )
      : await spend(db, 'refresh', form('refresh_token'), { clientId }, scopes, now);
  return tokens ? sent(200, tokens) : refuse(400, 'invalid_grant');
}

/** Answers a program that gives its token back (RFC 7009): whoever has it may. */
export async function answerRevoke(
  db: Database,
  request: Request,
  address: string,
  now: Date,
): Promise<Response> {
  const form = await formOf(db, request, address, now);
  if (form instanceof Response) return form;
  if (!form('token')) return refuse(400, 'invalid_request');
  await revoke(db, form('token'));
  return new Response(null, { status: 200, headers: OPEN });
}

/** The account that the token of an Authorization header opens; null where it brings none, and `refused` where it brings one that opens nothing. */
export async function accountOfRequest(
  db: Database,
  said: string | null,
  now: Date,
): Promise<LinkedAccount | null | 'refused'> {
  if (said === null) return null;
  const [, token] = /^Bearer ([\w-]{20,200})$/i.exec(said) ?? [];
  return (token === undefined ? null : await accountOf(db, token, now)) ?? 'refused';
}

/** How a request whose token opens nothing learns where to get another (RFC 9728, 5.1). */
export const challengeFor = (site: string, path: string): Readonly<Record<string, string>> => ({
  'www-authenticate': `Bearer error="invalid_token", resource_metadata="${site}/.well-known/oauth-protected-resource${path}"`,
});

const OPEN = { 'cache-control': 'no-store', 'access-control-allow-origin': '*' };

const sent = (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Response =>
  Response.json(body, { status, headers: { ...OPEN, ...headers } });

const refuse = (status: number, error: string, headers: Readonly<Record<string, string>> = {}): Response =>
  sent(status, { error }, headers);
