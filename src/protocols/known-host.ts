import type { Client } from '#src/http/client.ts';
import { problem } from '#src/http/problem.ts';

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Refuses a request that came under a name that is not the shop's: a page of another site whose name leads to this
 * machine (DNS rebinding) can read what is answered to it. Null where the name is the shop's own. Foreign origins are
 * refused before any route is asked (src/http/foreign.ts).
 */
export function foreignHost(site: string, { host }: Pick<Client, 'host'>): Response | null {
  const own = new URL(site).hostname;
  const asked = URL.parse(`http://${host}`)?.hostname ?? '';
  const known = LOOPBACK.includes(own) ? LOOPBACK : [own];
  return known.includes(asked)
    ? null
    : problem(403, 'Not the name of this shop', `This shop answers programs at ${site} alone.`);
}
