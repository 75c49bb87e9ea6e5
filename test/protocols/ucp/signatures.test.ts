import { createHash, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { onBothEngines, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { ask, flowerShop, SITE } from './flower-shop.ts';

const PATH = '/ucp/2026-08-25/carts';
const BODY = JSON.stringify({ line_items: [{ item: { id: 'VASE-L' }, quantity: 1 }] });

onBothEngines('a signed request over UCP', (open) => {
  let at: FreshDatabase;
  let counter: Counter;
  let host: Server;
  let profile: string;
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  beforeAll(async () => {
    at = await open();
    counter = { ...(await flowerShop(at.db, { buy: 'signed' })), anyHost: true };
    host = createServer((request, response) => {
      if (request.url === '/moved') {
        response.writeHead(302, { location: '/profile' }).end();
        return;
      }
      response.end(
        JSON.stringify({
          ucp: { version: '2026-08-25' },
          keys: [{ kid: 'one', ...keys.publicKey.export({ format: 'jwk' }) }],
        }),
      );
    });
    await new Promise<void>((done) => host.listen(0, '127.0.0.1', done));
    profile = `http://127.0.0.1:${(host.address() as AddressInfo).port}/profile`;
  });
  afterAll(async () => {
    host.close();
    await at.close();
  });

  interface Given {
    readonly key?: KeyObject;
    readonly der?: boolean;
    readonly created?: number;
    readonly leaveOut?: string;
    readonly nonce?: string;
    readonly profile?: string;
    readonly body?: string;
  }
  const signedAsk = (given: Given = {}, at_ = counter) => {
    const headers: Record<string, string> = {
      'content-type': 'application/json',
      'ucp-agent': `profile="${given.profile ?? profile}"`,
      'idempotency-key': crypto.randomUUID(),
      'content-digest': `sha-256=:${createHash('sha256').update(BODY).digest('base64')}:`,
    };
    const values: Record<string, string> = {
      '@method': 'POST',
      '@authority': new URL(SITE).host,
      '@path': PATH,
      ...headers,
    };
    const names = Object.keys(values).filter((name) => name !== given.leaveOut);
    const created = given.created ?? Math.floor(Date.now() / 1000);
    const nonce = given.nonce ? `;nonce="${given.nonce}"` : '';
    const input = `(${names.map((name) => `"${name}"`).join(' ')});created=${created};keyid="one"${nonce}`;
    const base = [...names.map((name) => `"${name}": ${values[name]}`), `"@signature-params": ${input}`].join(
      '\n',
    );
    const dsaEncoding = given.der ? 'der' : 'ieee-p1363';
    const signature = sign('sha256', Buffer.from(base), { key: given.key ?? keys.privateKey, dsaEncoding });
    return ask(at_, '2026-08-25', ['POST', '/carts'], given.body ?? BODY, {
      ...headers,
      'signature-input': `sig1=${input}`,
      signature: `sig1=:${signature.toString('base64')}:`,
    });
  };

  it('is taken where it is signed by a key of the profile that it names, and its cart is that agent’s alone', async () => {
    const { status, body } = await signedAsk();
    expect(status).toBe(201);
    expect((await ask(counter, '2026-08-25', ['GET', `/carts/${body.id}`])).body.messages[0].code).toBe(
      'not_found',
    );
  });

  it('is refused with another key, as DER, an hour off, with a part uncovered, or with another body', async () => {
    const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const hour = Math.floor(Date.now() / 1000) - 3_600;
    for (const given of [
      { key: other },
      { der: true },
      { created: hour },
      { leaveOut: 'ucp-agent' },
      { leaveOut: '@path' },
    ]) {
      const { status, body } = await signedAsk(given);
      expect([status, body.code]).toEqual([401, 'signature_invalid']);
    }
    const { status, body } = await signedAsk({ body: BODY.replace('1', '2') });
    expect([status, body.code]).toEqual([400, 'digest_mismatch']);
  });

  it('takes a nonce once', async () => {
    expect((await signedAsk({ nonce: 'only-once' })).status).toBe(201);
    expect((await signedAsk({ nonce: 'only-once' })).body.code).toBe('signature_invalid');
  });

  it('fetches no key by a redirect, and none from a network near the shop', async () => {
    const moved = await signedAsk({ profile: profile.replace('/profile', '/moved') });
    expect([moved.status, moved.body.code]).toEqual([424, 'profile_unreachable']);
    const near = profile.replace('/profile', '/near');
    const strict = await signedAsk({ profile: near }, { ...counter, anyHost: false });
    expect([strict.status, strict.body.code]).toEqual([424, 'profile_unreachable']);
  });
});
