import { nanoid } from 'nanoid';

/** The part of Astro's cookies this file needs. */
export interface Cookies {
  get(name: string): { readonly value: string } | undefined;
  set(name: string, value: string, options: Record<string, unknown>): void;
}

const COOKIE = 'visitor';
const A_YEAR = 365 * 24 * 60 * 60;

/** The random id by which a browser's cart and conversations are known; null where it has none yet. */
export function knownVisitor(cookies: Cookies): string | null {
  const value = cookies.get(COOKIE)?.value;
  return value && /^[\w-]{21}$/.test(value) ? value : null;
}

/** The same, given out now where it is missing. Never readable by script and never sent from other sites' forms. */
export function visitorOf(cookies: Cookies, secure = false): string {
  return knownVisitor(cookies) ?? newVisitor(cookies, secure);
}

/** A new id in the place of the old: after a sign-out whoever uses the browser next is somebody else. */
export function newVisitor(cookies: Cookies, secure = false): string {
  const id = nanoid();
  cookies.set(COOKIE, id, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: A_YEAR });
  return id;
}
