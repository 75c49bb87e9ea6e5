import { createHmac, timingSafeEqual } from 'node:crypto';

export interface TokenClaims {
  readonly invitationId: number;
  /** Whole seconds since 1970. */
  readonly expires: number;
}

const SHAPE = /^([0-9a-z]{1,11})-([0-9a-z]{1,11})-([\w-]{43})$/;

/** The part of an address that lets its holder write one review: invitation, end, and a signature over both. */
export function signToken(secret: string, claims: TokenClaims): string {
  const said = `${claims.invitationId.toString(36)}-${claims.expires.toString(36)}`;
  return `${said}-${signature(secret, said)}`;
}

/** What a token says, or null where this secret did not sign it. Whether it has expired the caller judges. */
export function readToken(secret: string, token: string): TokenClaims | null {
  const [, id, expires, given] = SHAPE.exec(token) ?? [];
  if (!id || !expires || !given) return null;
  const due = Buffer.from(signature(secret, `${id}-${expires}`));
  if (!timingSafeEqual(due, Buffer.from(given))) return null;
  return { invitationId: Number.parseInt(id, 36), expires: Number.parseInt(expires, 36) };
}

const signature = (secret: string, said: string): string =>
  createHmac('sha256', secret).update(`review-invitation ${said}`).digest('base64url');
