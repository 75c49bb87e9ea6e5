import { createHash } from 'node:crypto';

/** A strong entity tag of those bytes, quotes included (RFC 9110, 8.8.3). */
export const entityTag = (body: string | Uint8Array): string =>
  `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;

/** The tag of the same body under a content coding: other bytes need another strong tag. */
export const packedTag = (tag: string, coding: string): string => tag.replace(/"$/, `~${coding}"`);

const PLAIN = /^W\/|~(?:br|gzip)(?="$)/g; // what a tag may carry beside the name of the body

/**
 * The tag of an If-None-Match header that names this body, under whatever coding; compared weakly, as RFC 9110, 13.1.2
 * asks for it. Null where none does; `*` names every body.
 */
export function namedTag(ifNoneMatch: string | null, tag: string): string | null {
  if (!ifNoneMatch) return null;
  if (ifNoneMatch.trim() === '*') return tag;
  const tags: readonly string[] = ifNoneMatch.match(/(?:W\/)?"[^"]*"/g) ?? [];
  return tags.find((one) => one.replace(PLAIN, '') === tag.replace(PLAIN, '')) ?? null;
}

/** Whether an If-None-Match header names that body. */
export const namesTag = (ifNoneMatch: string | null, tag: string): boolean =>
  namedTag(ifNoneMatch, tag) !== null;
