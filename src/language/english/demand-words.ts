/*
 * How shoppers insist: what is said so is a condition, not a wish. English.
 */

/** Stand before what is demanded, with `BEFORE_DEMANDED` between: "only blue", "must be waterproof". */
export const DEMANDING: ReadonlySet<string> = new Set(['only', 'must', 'strictly', 'exclusively']);

/** Lead from a demand to what is demanded: "must come in wide". */
export const BEFORE_DEMANDED: ReadonlySet<string> = new Set(
  'be have come in a an the with want need for show me'.split(' '),
);
