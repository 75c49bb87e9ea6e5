import { nanoid } from 'nanoid';
import { readSigned, signed } from './signed-text.ts';

/** The part of Astro's cookies this file needs. */
export interface Cookies {
  get(name: string): { readonly value: string } | undefined;
  set(name: string, value: string, options: Record<string, unknown>): void;
}

/** The browser that asks, by the random id that the shop gave it: its cart and conversations are known by that. */
export interface Visitor {
  /** Null where the browser brings none that this shop has signed. */
  known(): Promise<string | null>;
  /** The same, given out now where it is missing. */
  id(): Promise<string>;
  /** Another id from now on, for who signs in or out: whoever knew the old one is then somebody else. */
  become(id: string): Promise<void>;
}

const A_YEAR = 365 * 24 * 60 * 60;

export const newVisitorId = (): string => nanoid();

/**
 * The visitor of a request. The cookie is never readable by script nor sent with other sites' forms; over HTTPS its
 * name forbids that a neighbouring name plants one (`__Host-`, RFC 6265bis). `key` is asked for only where there is an
 * id to read or to sign.
 */
export function visitorOf(cookies: Cookies, isSecure: boolean, key: () => Promise<string>): Visitor {
  const name = isSecure ? '__Host-visitor' : 'visitor';
  const known = async (): Promise<string | null> => {
    const value = cookies.get(name)?.value;
    return value ? readSigned(await key(), value) : null;
  };
  const become = async (id: string): Promise<void> => {
    const value = signed(await key(), id);
    cookies.set(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: isSecure,
      maxAge: A_YEAR,
    });
  };
  return {
    known,
    become,
    id: async () => {
      const own = await known();
      if (own) return own;
      const id = newVisitorId();
      await become(id);
      return id;
    },
  };
}

/** Whether the page for those cookies may be another than everybody's. */
export const isPersonal = (cookies: string): boolean =>
  /(?:^|;\s*)(?:(?:__Host-)?visitor|theme)=/.test(cookies);
