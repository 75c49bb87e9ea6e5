import { tokenBucket } from '#src/http/token-bucket.ts';

/**
 * Whether a missing page may look for near matches now: always for people, never for the rest of a flood, so that a
 * crawler asking for thousands of missing pages costs no search each.
 */
export const nearMatchBucket = tokenBucket(20, 5);
