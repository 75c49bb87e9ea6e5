import { createHash, randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { customerForEmail } from '#src/customers/customer-store.ts';
import { ledBack, readAuthorization } from '#src/protocols/oauth/authorization.ts';
import { accountOf, linksOf, openLink, unlink } from '#src/protocols/oauth/link-store.ts';
import { authorizationServer, protectedResource } from '#src/protocols/oauth/metadata.ts';
import { answerRevoke, answerToken } from '#src/protocols/oauth/token-endpoint.ts';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { profileOf } from '#src/protocols/ucp/profile.ts';
import { publishedAt } from '#src/protocols/ucp/published.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { insertOrder } from '#test/doubles/insert-order.ts';
import { faults, hasSchemas } from '../ucp/judge.ts';
import { ask, flowerShop, SITE } from '../ucp/flower-shop.ts';

const NEW = '2026-08-25';
const REPLENISHMENT = 'example.shop.replenishment';
const BACK = 'https://agent.example/back';
const DAY_MS = 86_400_000;

onBothEngines('an account that is linked with a program', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  let host: Server;
  let documents: Record<string, object | null>;
  let clientId: string;
  let ann: string;
  beforeAll(async () => {
    at = await open();
    counter = await flowerShop(at.db);
    ann = await customerForEmail(at.db, 'ann@example.com');
    const now = Date.now();
    for (const days of [90, 60, 30])
      await insertOrder(at.db, {
        customerId: ann,
        placedAt: new Date(now - days * DAY_MS),
        lines: [['VASE-L', 2]],
      });
    host = createServer((request, response) => {
      const found = documents[request.url ?? ''];
      if (found === null) response.writeHead(302, { location: '/client' }).end();
      else response.writeHead(found ? 200 : 404).end(JSON.stringify(found ?? {}));
    });
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    const base = `http://127.0.0.1:${(host.address() as AddressInfo).port}`;
    clientId = `${base}/client`;
    const client = { client_name: 'Helper', redirect_uris: [BACK, 'http://127.0.0.1/done'] };
    documents = {
      '/client': { ...client, client_id: clientId },
      '/other': { ...client, client_id: clientId },
      '/secret': {
        ...client,
        client_id: `${base}/secret`,
        token_endpoint_auth_method: 'client_secret_basic',
      },
      '/bare': { client_id: `${base}/bare` },
      '/moved': null,
    };
  });
  beforeEach(() => sql`truncate rate_limit`.execute(at.db));
  afterAll(async () => {
    host.close();
    await at.close();
  });

  const verifier = randomBytes(32).toString('base64url');
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  const asking = (more: Readonly<Record<string, string | undefined>> = {}) => {
    const said = {
      response_type: 'code',
      client_id: clientId,
      redirect_uri: BACK,
      code_challenge: challenge,
      code_challenge_method: 'S256',
      state: 'xyz',
      ...more,
    };
    return new URLSearchParams(
      Object.entries(said).filter((one): one is [string, string] => one[1] !== undefined),
    );
  };
  const read = (params = asking(), anyHost = true) => readAuthorization(params, SITE, anyHost);
  const codeFor = async (scope?: string, now = new Date()) => {
    const authorization = await read(asking({ scope }));
    if (!authorization.ok) throw new Error(authorization.refusal);
    return openLink(at.db, ann, authorization.asked, now);
  };
  const post = (fields: Readonly<Record<string, string>> | string, now = new Date()) =>
    answerToken({ db: at.db, site: SITE }, form('/oauth/token', fields), '192.0.2.8', now);
  const form = (path: string, fields: Readonly<Record<string, string>> | string) =>
    new Request(`${SITE}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: typeof fields === 'string' ? fields : new URLSearchParams(fields).toString(),
    });
  const swap = (code: string, more: Readonly<Record<string, string>> = {}, now = new Date()) =>
    post(
      {
        grant_type: 'authorization_code',
        client_id: clientId,
        redirect_uri: BACK,
        code,
        code_verifier: verifier,
        ...more,
      },
      now,
    );
  const refresh = (token: string, more: Readonly<Record<string, string>> = {}) =>
    post({ grant_type: 'refresh_token', client_id: clientId, refresh_token: token, ...more });
  const tokensOf = async (response: Response) =>
    (await response.json()) as { access_token: string; refresh_token: string; scope: string; error?: string };
  const linked = async (scope?: string) => tokensOf(await swap(await codeFor(scope)));
  const opens = async (token: string, now = new Date()) => (await accountOf(at.db, token, now)) !== null;
  const product = (token: string | null) =>
    ask(
      counter,
      NEW,
      ['POST', '/catalog/product'],
      { id: 'VASE-L' },
      token === null ? {} : { authorization: `Bearer ${token}` },
    );

  it('tells the agent when what the buyer bought runs out, and nobody without their word', async () => {
    expect((await product(null)).body[REPLENISHMENT]).toBeUndefined();
    const { access_token: token, scope } = await linked();
    expect(scope.split(' ')).toContain('example.shop.replenishment:read');
    const { body } = await product(token);
    expect(body[REPLENISHMENT]).toMatchObject([
      { id: 'VASE-L', due: { quantity: 2, why: expect.any(String) } },
    ]);
    const schema = (await publishedAt(SITE, '/ucp/extensions/replenishment.json')?.json()) as { $id: string };
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    ajv.addSchema(schema);
    const fits = ajv.getSchema(`${schema.$id}#/$defs/dev.ucp.shopping.catalog.lookup`);
    expect(fits?.(body)).toBe(true);
    expect(fits?.({ [REPLENISHMENT]: [{ id: 'VASE-L', due: { certainty: 'sure' } }] })).toBe(false);
    const { access_token: blind } = await linked('example.shop.orders:read');
    expect((await product(blind)).body[REPLENISHMENT]).toBeUndefined();
    const bo = await customerForEmail(at.db, 'bo@example.com');
    const authorization = await read();
    const code = authorization.ok ? await openLink(at.db, bo, authorization.asked, new Date()) : '';
    const other = await tokensOf(await swap(code));
    expect((await product(other.access_token)).body[REPLENISHMENT]).toBeUndefined();
    const refused = await product('access_0000000000000000000000000000');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('www-authenticate')).toContain(
      `resource_metadata="${SITE}/.well-known/oauth-protected-resource/ucp"`,
    );
  });

  it('leads back with a code and with who says so, letter by letter', async () => {
    const authorization = await read();
    expect(authorization).toMatchObject({
      ok: true,
      asked: { sights: ['orders', 'loyalty', 'replenishment'] },
    });
    expect(ledBack({ redirectUri: `${BACK}?a=1`, state: 's' }, SITE, { code: 'c' })).toBe(
      `${BACK}?a=1&code=c&state=s&iss=${encodeURIComponent(SITE)}`,
    );
    expect(authorizationServer(SITE).issuer).toBe(SITE);
    expect(protectedResource(SITE, '/mcp').authorization_servers).toEqual([SITE]);
    for (const url of Object.values(authorizationServer(SITE)).filter((one) => /^https:/.test(String(one))))
      expect(String(url).startsWith(SITE)).toBe(true);
    expect((await read(asking({ redirect_uri: 'http://127.0.0.1:49152/done' }))).ok).toBe(true);
  });

  it('leads nobody anywhere for a program or an address that is not known', async () => {
    const base = clientId.slice(0, -'/client'.length);
    for (const id of [
      '',
      'helper',
      `${base}/none`,
      `${base}/other`,
      `${base}/secret`,
      `${base}/bare`,
      `${base}/moved`,
      `${base}/`,
      `${clientId}#x`,
      'ftp://agent.example/client',
    ])
      // prettier-ignore
      expect([id, await read(asking({ client_id: id }))]).toEqual([id, { ok: false, refusal: 'unknown-client' }]);
    const near = await read(asking({ client_id: 'http://127.0.0.1:1/client' }), false);
    expect(near).toEqual({ ok: false, refusal: 'unknown-client' });
    for (const uri of [
      undefined,
      `${BACK}/`,
      `${BACK}?x=1`,
      'https://agent.example.evil.example/back',
      'http://127.0.0.1:80/other',
      'http://agent.example/back',
      'javascript:alert(1)',
      `${BACK}#x`,
    ])
      // prettier-ignore
      expect([uri, await read(asking({ redirect_uri: uri }))]).toEqual([
        uri,
        { ok: false, refusal: 'unknown-redirect' },
      ]);
    const twice = asking();
    twice.append('redirect_uri', BACK);
    expect(await read(twice)).toMatchObject({ refusal: 'unknown-redirect' });
  });

  it('tells the program where what it asked is wrong', async () => {
    const cases: readonly (readonly [Readonly<Record<string, string | undefined>>, string])[] = [
      [{ response_type: 'token' }, 'unsupported_response_type'],
      [{ response_type: undefined }, 'unsupported_response_type'],
      [{ code_challenge: undefined }, 'invalid_request'],
      [{ code_challenge: 'short' }, 'invalid_request'],
      [{ code_challenge_method: 'plain' }, 'invalid_request'],
      [{ code_challenge_method: undefined }, 'invalid_request'],
      [{ scope: 'everything' }, 'invalid_scope'],
      [{ scope: 'example.shop.orders:read example.shop.orders:write' }, 'invalid_scope'],
      [{ resource: 'https://elsewhere.example/mcp' }, 'invalid_target'],
    ];
    for (const [more, error] of cases) {
      const told = await read(asking(more));
      const url = new URL('url' in told ? told.url : 'about:blank');
      expect([more, url.origin, url.searchParams.get('error')]).toEqual([
        more,
        'https://agent.example',
        error,
      ]);
      expect([url.searchParams.get('state'), url.searchParams.get('iss')]).toEqual(['xyz', SITE]);
    }
    expect((await read(asking({ resource: `${SITE}/mcp` }))).ok).toBe(true);
  });

  it('gives tokens once, to whom the code was given, for what it was made of, within a minute', async () => {
    const refused = async (response: Response) => [response.status, (await tokensOf(response)).error];
    const wrong: readonly Readonly<Record<string, string>>[] = [
      { code_verifier: randomBytes(32).toString('base64url') },
      { code_verifier: '' },
      { redirect_uri: 'https://agent.example/other' },
      { client_id: 'https://other.example/client' },
      { code: 'code_none' },
    ];
    for (const more of wrong)
      expect(await refused(await swap(await codeFor(), more))).toEqual([400, 'invalid_grant']);
    const late = new Date(Date.now() + 61_000);
    expect(await refused(await swap(await codeFor(), {}, late))).toEqual([400, 'invalid_grant']);
    expect(await refused(await swap('', { client_id: '' }))).toEqual([401, 'invalid_client']);
    expect(await refused(await swap('', { grant_type: 'password' }))).toEqual([
      400,
      'unsupported_grant_type',
    ]);
    expect(await refused(await post('grant_type=refresh_token&grant_type=x'))).toEqual([
      400,
      'invalid_request',
    ]);

    const code = await codeFor();
    const both = await Promise.all([swap(code), swap(code)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 400]);
    const won = both.find(({ status }) => status === 200);
    if (!won) throw new Error('nobody was given tokens');
    expect(await opens((await tokensOf(won)).access_token)).toBe(false); // used twice: somebody else has it
  });

  it('goes on by a token that is new each time, and ends where an old one comes again', async () => {
    const first = await linked();
    expect(await opens(first.access_token, new Date(Date.now() + 3_601_000))).toBe(false);
    expect((await refresh(first.refresh_token, { client_id: 'https://other.example/c' })).status).toBe(400);
    const second = await tokensOf(await refresh(first.refresh_token));
    expect([await opens(first.access_token), await opens(second.access_token)]).toEqual([false, true]);
    expect(await opens(second.refresh_token)).toBe(false);
    expect((await refresh(first.refresh_token)).status).toBe(400);
    expect(await opens(second.access_token)).toBe(false);
    expect((await refresh(second.refresh_token)).status).toBe(400);
  });

  it('ends as the program gives it back, or its owner says so, and nobody else', async () => {
    const revoke = (token: string) =>
      answerRevoke(at.db, form('/oauth/revoke', { token }), '192.0.2.8', new Date());
    const one = await linked();
    expect((await revoke(one.access_token)).status).toBe(200);
    expect(await opens(one.access_token)).toBe(false);
    const again = await tokensOf(await refresh(one.refresh_token));
    expect((await revoke(again.refresh_token)).status).toBe(200);
    expect(await opens(again.access_token)).toBe(false);
    expect((await revoke('refresh_unknown')).status).toBe(200);

    for (const { id } of await linksOf(at.db, ann)) await unlink(at.db, ann, id);
    const mine = await linked();
    const [link, ...rest] = await linksOf(at.db, ann);
    expect([link?.clientName, rest]).toEqual(['Helper', []]);
    const bo = await customerForEmail(at.db, 'bo@example.com');
    await unlink(at.db, bo, link?.id ?? '');
    expect(await opens(mine.access_token)).toBe(true);
    await unlink(at.db, ann, link?.id ?? '');
    expect([await opens(mine.access_token), await linksOf(at.db, ann)]).toEqual([false, []]);
    const { rows } = await sql`select 1 from visitor_customer where customer_id = ${ann}`.execute(at.db);
    expect(rows).toEqual([]);
  });

  it('keeps no token that could be used, and forgets what is over', async () => {
    const { access_token: token } = await linked();
    const { rows } = await sql<{ found: number }>`select count(*)::int as found from account_link_token
      where hash = ${token} or hash like '%' || ${token.slice(-20)} || '%'`.execute(at.db);
    expect(rows).toEqual([{ found: 0 }]);
    await codeFor(undefined, new Date(Date.now() + 100 * DAY_MS));
    const left = await sql<{ links: number }>`select count(*)::int as links from account_link`.execute(at.db);
    expect(left.rows).toEqual([{ links: 1 }]);
  });

  it.skipIf(!hasSchemas)(
    'is named in the profile as its schema has it (../shared/schemas has to be there)',
    () => {
      const key = {} as Parameters<typeof profileOf>[0]['key'];
      const profile = profileOf({ ...counter, key, isRoot: false }, NEW) as {
        ucp: { capabilities: Record<string, object[]> };
      };
      const [capability] = profile.ucp.capabilities['dev.ucp.common.identity_linking'] ?? [];
      expect(
        faults(
          NEW,
          'common/identity_linking.json#/$defs/dev.ucp.common.identity_linking/business_schema',
          capability,
        ),
      ).toEqual([]);
    },
  );
});
