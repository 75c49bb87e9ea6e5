/** The releases of the protocol that the shop speaks, the oldest first; each has a profile and addresses of its own. */
export const RELEASES = ['2026-01-11', '2026-04-08', '2026-08-25'] as const;
export type Release = (typeof RELEASES)[number];

/** What stands at the root's /.well-known/ucp. */
export const CURRENT: Release = '2026-08-25';

export const isRelease = (text: string): text is Release => RELEASES.some((one) => one === text);

/**
 * The release in which an agent is answered at the addresses of `asked`: its own where that is an older one that the shop
 * speaks, else that of the addresses. Null where the agent speaks one that the shop does not.
 */
export function negotiated(asked: Release, said: string | null): Release | null {
  if (said === null) return asked;
  if (!isRelease(said)) return null;
  return said < asked ? said : asked;
}

/** Where the addresses of a release begin. */
export const baseOf = (release: Release): string => `/ucp/${release}`;
