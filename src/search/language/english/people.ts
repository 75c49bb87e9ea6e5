/*
 * How shoppers and merchants name the people a thing is for, as forms (`wordForm`: lower case, singular). English.
 */

export const MEN: ReadonlySet<string> = new Set(['men', 'man', 'male', 'gentleman', 'gent']);
export const WOMEN: ReadonlySet<string> = new Set(['women', 'woman', 'female', 'lady']);

/** Values of an age group that is below the grown: Google Merchant Center's and those that feeds add to them. */
export const CHILD_AGE_GROUPS: ReadonlySet<string> = new Set([
  'newborn',
  'infant',
  'toddler',
  'kid',
  'child',
  'children',
  'junior',
  'youth',
]);
