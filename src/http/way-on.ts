/** The part of Astro's cookies this file needs. */
interface Cookies {
  get(name: string): { readonly value: string } | undefined;
  set(name: string, value: string, options: Record<string, unknown>): void;
  delete(name: string, options: Record<string, unknown>): void;
}

const NAME = 'way-on';
const AT = { path: '/sign-in' };
const MINUTES = 30;
/** Where somebody may be led after signing in: pages of this shop alone. */
const WAYS = /^\/oauth\/authorize\?[\w.~%&=+:/-]{1,3000}$/;

/** Remembers, in the browser and for the time of a sign-in, where somebody was going. */
export function keepWayOn(cookies: Cookies, path: string, isSecure: boolean): void {
  if (WAYS.test(path))
    cookies.set(NAME, path, {
      ...AT,
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      maxAge: MINUTES * 60,
    });
}

/** Where this browser was going when it was asked to sign in, once; null where nowhere. */
export function takeWayOn(cookies: Cookies): string | null {
  const path = cookies.get(NAME)?.value;
  if (path === undefined) return null;
  cookies.delete(NAME, AT);
  return WAYS.test(path) ? path : null;
}
