import { createHash } from 'node:crypto';

/** The hash by which a wording is known, as `Entry.hash` has it; '' where there is none. */
export const textHash = (text: string | null): string =>
  text === null ? '' : createHash('sha256').update(text).digest('hex');
