import { createHmac, timingSafeEqual } from 'node:crypto';

/** What is said, and a signature over it, as one part of an address or a cookie. */
export function signed(secret: string, said: string): string {
  return `${Buffer.from(said).toString('base64url')}.${signature(secret, said)}`;
}

/** What a signed text says; null where this secret did not sign it. */
export function readSigned(secret: string, token: string): string | null {
  const [, body, given] = /^([\w-]{1,400})\.([\w-]{43})$/.exec(token) ?? [];
  if (!body || !given) return null;
  const said = Buffer.from(body, 'base64url').toString();
  return timingSafeEqual(Buffer.from(signature(secret, said)), Buffer.from(given)) ? said : null;
}

const signature = (secret: string, said: string): string =>
  createHmac('sha256', secret).update(said).digest('base64url');
