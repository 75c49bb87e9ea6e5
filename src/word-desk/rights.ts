import type { Role } from '#src/studio/people.ts';

/** May change drafts and ask for a review. */
export const mayWrite = (role: Role): boolean => role !== 'support';

/** May publish, take off and restore. */
export const mayPublish = (role: Role): boolean => mayWrite(role) && role !== 'writer';

/** May publish though words contradict a row, with a reason that is kept. */
export const mayOverride = (role: Role): boolean => role === 'owner';
