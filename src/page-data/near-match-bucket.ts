import { turns } from '#src/http/turns.ts';

/**
 * Whether a missing page may look for near matches now: always for people, never for the rest of a flood, so that a
 * crawler asking for thousands of missing pages costs no search each.
 */
export const nearMatchBucket = turns(20, 5);
