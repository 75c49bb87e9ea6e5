import { createECDH, createHash, createPrivateKey, sign, type KeyObject } from 'node:crypto';
import { signingSecret } from '#src/customers/signing-secret.ts';
import type { Database } from '#src/database/database.ts';
import { contentDigest, signatureBase, type SignedMessage } from './signature-base.ts';
import type { InnerList } from './structured-fields.ts';

/** The public half of the key by which others know what the shop sends: a JWK, named by its thumbprint (RFC 7638). */
export interface ShopKey {
  readonly kid: string;
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly use: 'sig';
  readonly alg: 'ES256';
}

/** The shop's key pair of P-256; its private half is the secret that the database keeps. */
async function keyPair(db: Database): Promise<{ readonly key: ShopKey; readonly own: KeyObject }> {
  const d = await signingSecret(db, 'protocols');
  const pair = createECDH('prime256v1');
  pair.setPrivateKey(Buffer.from(d, 'base64url'));
  const point = pair.getPublicKey();
  const public_ = {
    crv: 'P-256',
    kty: 'EC',
    x: point.subarray(1, 33).toString('base64url'),
    y: point.subarray(33).toString('base64url'),
  } as const;
  const kid = createHash('sha256').update(JSON.stringify(public_)).digest('base64url');
  const own = createPrivateKey({ key: { ...public_, d }, format: 'jwk' });
  return { key: { kid, ...public_, use: 'sig', alg: 'ES256' }, own };
}

export const shopKey = async (db: Database): Promise<ShopKey> => (await keyPair(db)).key;

const text = (value: string) => ({ value, parameters: new Map() });

/** The headers that sign a request of the shop: its digest, what is covered, and the signature as r and s. */
export async function signRequest(
  db: Database,
  {
    method,
    url,
    headers,
    body,
  }: { method: string; url: URL; headers: Readonly<Record<string, string>>; body: string },
  now: Date,
): Promise<Readonly<Record<string, string>>> {
  const { key, own } = await keyPair(db);
  const digest = contentDigest(body);
  const all: Readonly<Record<string, string>> = { ...headers, 'content-digest': digest };
  const message: SignedMessage = { method, url, header: (name) => all[name] ?? null };
  const components = [
    '@method',
    '@authority',
    '@path',
    ...(url.search ? ['@query'] : []),
    ...Object.keys(all),
  ];
  const covered: InnerList = {
    items: components.map(text),
    parameters: new Map<string, string | number>([
      ['created', Math.floor(now.getTime() / 1000)],
      ['keyid', key.kid],
    ]),
  };
  const base = signatureBase(message, covered);
  if (base === null) throw new Error('What the shop signs is there');
  const signature = sign('sha256', Buffer.from(base), { key: own, dsaEncoding: 'ieee-p1363' });
  return {
    ...all,
    'signature-input': `sig1=${base.slice(base.lastIndexOf('"@signature-params": ') + 21)}`,
    signature: `sig1=:${signature.toString('base64')}:`,
  };
}
