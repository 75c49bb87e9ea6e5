import { createHash } from 'node:crypto';

/** A strong entity tag of those bytes, quotes included (RFC 9110, 8.8.3). */
export const entityTag = (body: string | Uint8Array): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** Whether an If-None-Match header names that tag; compared weakly, as RFC 9110, 13.1.2 asks for it. */
export function namesTag(ifNoneMatch: string | null, tag: string): boolean {
  if (!ifNoneMatch) return false;
  if (ifNoneMatch.trim() === '*') return true;
  const tags: readonly string[] = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.some((one) => one.replace(/^W\//, '') === tag.replace(/^W\//, ''));
}
