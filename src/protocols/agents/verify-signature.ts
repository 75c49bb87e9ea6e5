import { createPublicKey, verify, type JsonWebKey } from 'node:crypto';
import type { PublicKey } from './foreign-profile.ts';
import { contentDigest, signatureBase, type SignedMessage } from './signature-base.ts';
import { isList, readDictionary, type Parameters } from './structured-fields.ts';

export type SignatureFault =
  'signature_missing' | 'signature_invalid' | 'key_not_found' | 'digest_mismatch' | 'algorithm_unsupported';

export type Verified =
  | { readonly ok: true; readonly keyId: string; readonly nonce: string | null }
  | { readonly ok: false; readonly fault: SignatureFault; readonly why: string };

const CLOCK_S = 300; // a clock may be off by so much, and a message so long on its way

/** Signatures are r and s beside each other, each as wide as the curve (RFC 9421, 3.3.4), or Ed25519's own 64 bytes. */
const CURVES: Readonly<Record<string, { readonly hash: string | null; readonly bytes: number }>> = {
  'P-256': { hash: 'sha256', bytes: 64 },
  'P-384': { hash: 'sha384', bytes: 96 },
  Ed25519: { hash: null, bytes: 64 },
};

const WRITES = /^(?:POST|PUT|PATCH|DELETE)$/;

/**
 * Whether one of a request's signatures is by one of these keys, covers all that says who asks for what, and is of
 * now. A component that is there and not covered could have been changed on the way, so it counts as unsigned.
 */
export function verifySignature(
  message: SignedMessage,
  body: string,
  keys: readonly PublicKey[],
  now: Date,
): Verified {
  const no = (fault: SignatureFault, why: string): Verified => ({ ok: false, fault, why });
  const inputs = readDictionary(message.header('signature-input') ?? '');
  const signatures = readDictionary(message.header('signature') ?? '');
  if (!inputs?.size || !signatures?.size)
    return no('signature_missing', 'Send Signature-Input and Signature.');
  const digest = message.header('content-digest');
  if (digest !== null && !digestFits(digest, body))
    return no('digest_mismatch', 'Content-Digest is not that of the body.');
  let worst = no('signature_invalid', 'No signature that can be read.');
  for (const [label, input] of inputs) {
    const signature = signatures.get(label);
    if (!isList(input) || !signature || isList(signature) || typeof signature.value !== 'object') continue;
    const keyId = input.parameters.get('keyid');
    const key = keys.find(({ kid }) => kid === keyId);
    if (!key) {
      worst = no('key_not_found', `The profile has no key ${String(keyId)}.`);
      continue;
    }
    const curve = CURVES[String(key['crv'])];
    if (!curve) {
      worst = no('algorithm_unsupported', `Keys of ${String(key['crv'] ?? key.kty)} are not read here.`);
      continue;
    }
    const names = new Set(input.items.map(({ value }) => value));
    const lacking = requiredOf(message, body).find((name) => !names.has(name));
    const late = outOfTime(input.parameters, now);
    const base = signatureBase(message, input);
    const bytes = Buffer.from(signature.value.bytes, 'base64');
    if (lacking) worst = no('signature_invalid', `${lacking} is there and not covered.`);
    else if (late) worst = no('signature_invalid', late);
    else if (base === null) worst = no('signature_invalid', 'A component that is covered is not there.');
    else if (bytes.length !== curve.bytes)
      worst = no(
        'signature_invalid',
        `A signature of that curve has ${curve.bytes} bytes: r and s, not DER.`,
      );
    else if (!fits(base, key, curve.hash, bytes))
      worst = no('signature_invalid', 'The signature is not one of that key over what came.');
    else {
      const nonce = input.parameters.get('nonce');
      return { ok: true, keyId: key.kid, nonce: typeof nonce === 'string' ? nonce : null };
    }
  }
  return worst;
}

function requiredOf(message: SignedMessage, body: string): readonly string[] {
  const headers = ['ucp-agent', 'signature-agent'].filter((name) => message.header(name) !== null);
  if (WRITES.test(message.method) && message.header('idempotency-key') !== null)
    headers.push('idempotency-key');
  if (body) headers.push('content-digest', 'content-type');
  return ['@method', '@authority', '@path', ...(message.url.search ? ['@query'] : []), ...headers];
}

function outOfTime(parameters: Parameters, now: Date): string | null {
  const seconds = now.getTime() / 1000;
  const [created, expires] = [parameters.get('created'), parameters.get('expires')];
  if (typeof created === 'number' && Math.abs(seconds - created) > CLOCK_S)
    return `It was made ${Math.round(Math.abs(seconds - created))} s away from now; ${CLOCK_S} are taken.`;
  return typeof expires === 'number' && expires < seconds ? 'It has expired.' : null;
}

function digestFits(header: string, body: string): boolean {
  const own = readDictionary(contentDigest(body))?.get('sha-256');
  const said = readDictionary(header)?.get('sha-256');
  return (
    !!own &&
    !!said &&
    !isList(own) &&
    !isList(said) &&
    JSON.stringify(own.value) === JSON.stringify(said.value)
  );
}

function fits(base: string, { kty, ...key }: PublicKey, hash: string | null, signature: Buffer): boolean {
  const { crv, x, y } = key as JsonWebKey;
  const jwk = { kty, ...(crv ? { crv } : {}), ...(x ? { x } : {}), ...(y ? { y } : {}) };
  try {
    const publicKey = createPublicKey({ key: jwk, format: 'jwk' });
    return verify(hash, Buffer.from(base), { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  } catch {
    return false; // a key that is none
  }
}
