import type { Database } from '#src/database/database.ts';
import type { Person } from './people.ts';
import { personWith } from './session.ts';

/** Pages anybody may see: how to get in. */
const OPEN = new Set(['/studio/sign-in', '/studio/sign-in/[token]']);

/** Whether that route belongs to the studio; the pattern and not the address decides, which may be written in many ways. */
export const isStudioRoute = (pattern: string): boolean =>
  pattern === '/studio' || pattern.startsWith('/studio/');

export type Passed = { readonly pass: 'in'; readonly person: Person | null } | { readonly pass: 'sign-in' };

/** Whether a request may reach a page of the studio. */
export async function passStudio(
  db: Database,
  { pattern, cookie }: { readonly pattern: string; readonly cookie: string | undefined },
  now: Date,
): Promise<Passed> {
  if (OPEN.has(pattern)) return { pass: 'in', person: null };
  const person = await personWith(db, cookie, now);
  return person ? { pass: 'in', person } : { pass: 'sign-in' };
}

/** What every answer of the studio carries: kept by nobody, indexed by nobody. */
export const studioHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'same-origin',
};
