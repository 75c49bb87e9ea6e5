import type { Database } from '#src/database/database.ts';
import type { Person } from './people.ts';
import { personWith } from './session.ts';

/** Pages anybody may see: how to get in. */
const OPEN = new Set(['/studio/sign-in', '/studio/sign-in/[token]']);

/** Whether that route belongs to the studio; the pattern and not the address decides, which may be written in many ways. */
export const isStudioRoute = (pattern: string): boolean =>
  pattern === '/studio' || pattern.startsWith('/studio/');

export type Passed =
  | { readonly pass: 'in'; readonly person: Person | null }
  | { readonly pass: 'sign-in' }
  | { readonly pass: 'refused' };

/**
 * Whether a request may reach a page of the studio. A post must come from a page of this very site, by
 * Sec-Fetch-Site or by Origin; one that says neither is refused.
 */
export async function passStudio(
  db: Database,
  asked: {
    readonly pattern: string;
    readonly request: Request;
    readonly cookie: string | undefined;
    readonly site: string;
  },
  now: Date,
): Promise<Passed> {
  const { pattern, request, cookie, site } = asked;
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  if (!isRead && !fromOwnPage(request, site)) return { pass: 'refused' };
  if (OPEN.has(pattern)) return { pass: 'in', person: null };
  const person = await personWith(db, cookie, now);
  return person ? { pass: 'in', person } : { pass: 'sign-in' };
}

function fromOwnPage(request: Request, site: string): boolean {
  const fetchSite = request.headers.get('sec-fetch-site');
  if (fetchSite) return fetchSite === 'same-origin';
  const origin = request.headers.get('origin');
  return origin !== null && (origin === new URL(request.url).origin || origin === new URL(site).origin);
}

/** What every answer of the studio carries: kept by nobody, indexed by nobody. */
export const studioHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex, nofollow',
  'referrer-policy': 'same-origin',
};
