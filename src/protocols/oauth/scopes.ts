import { namespaceOf } from '../ucp/namespace.ts';

/** What a customer can let a program see. */
const SIGHTS = ['orders', 'loyalty', 'replenishment'] as const;
export type Sight = (typeof SIGHTS)[number];

/** How a program asks for it, within the shop's namespace. */
export const scopeOf = (site: string, sight: Sight): string => `${namespaceOf(site)}.${sight}:read`;

export const scopesOf = (site: string): readonly string[] => SIGHTS.map((sight) => scopeOf(site, sight));

/** What a list of scopes with spaces between asks for; all where none is named, null where one is unknown. */
export function readScope(site: string, text: string | null): readonly Sight[] | null {
  const named = new Set((text ?? '').split(' ').filter(Boolean));
  const sights = SIGHTS.filter((sight) => !named.size || named.has(scopeOf(site, sight)));
  return named.size && sights.length < named.size ? null : sights;
}
