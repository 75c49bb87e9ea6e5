import { BlockList, isIP, Socket } from 'node:net';
import type { Environment } from '#src/environment.ts';

/** Who asks, by the connection and by what trusted proxies say of it. */
export interface Client {
  /** The address that limits count: one of IPv4, or the /64 of one of IPv6, which a household has whole. */
  readonly address: string;
  readonly scheme: 'http' | 'https';
  /** The name and port that the browser asked for; empty where it said none. */
  readonly host: string;
  /** Whether the browser speaks HTTPS: by the scheme, or because the shop is known by an https address. */
  readonly isSecure: boolean;
  /** Whether a trusted proxy stands between. */
  readonly isProxied: boolean;
}

/** Answers the client of a request from its socket's address and its headers. */
export type ClientOf = (
  peer: string | undefined,
  header: (name: string) => string | string[] | null | undefined,
) => Client;

const LOOPBACK = ['127.0.0.0/8', '::1'];
const NETWORKS: Readonly<Record<string, readonly string[]>> = {
  loopback: LOOPBACK,
  private: [...LOOPBACK, '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'],
};

/**
 * X-Forwarded-For, -Proto and -Host are believed only from these proxies (addresses, networks as CIDR, or the words
 * `loopback` and `private`), and read from the right: each hop that is trusted vouches for what it was told by the
 * next, and what stands further left anybody may have written.
 */
export function clientsBehind({
  TRUSTED_PROXIES,
  SITE_URL,
}: Pick<Environment, 'TRUSTED_PROXIES' | 'SITE_URL'>): ClientOf {
  const trusted = new BlockList();
  for (const network of TRUSTED_PROXIES.flatMap((given) => NETWORKS[given.toLowerCase()] ?? [given])) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) trusted.addAddress(address, family);
    else trusted.addSubnet(address, Number(bits), family);
  }
  const isTrusted = (address: string): boolean =>
    isIP(address) !== 0 && trusted.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');

  return (peer, header) => {
    let address = plainAddress(peer ?? '') ?? '';
    let hops = 0;
    const path = listed(header('x-forwarded-for'));
    while (hops < path.length + 1 && isTrusted(address)) {
      hops += 1;
      const next = plainAddress(path.at(-hops) ?? '');
      if (next === null) break;
      address = next;
    }
    const said = (name: string): string => {
      const values = hops ? listed(header(name)) : [];
      return values.at(-Math.min(hops, values.length)) ?? '';
    };
    const host = said('x-forwarded-host');
    const scheme = said('x-forwarded-proto').toLowerCase() === 'https' ? 'https' : 'http';
    return {
      address: network(address),
      scheme,
      isSecure: scheme === 'https' || SITE_URL.startsWith('https:'),
      host: host && isHost(host) ? host : String(header('host') ?? ''),
      isProxied: hops > 0,
    };
  };
}

/** Whether that is a name or an address with, perhaps, a port, as RFC 9110 asks of a Host header. */
export const isHost = (host: string): boolean =>
  /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i.test(host) && URL.canParse(`http://${host}`);

const listed = (header: string | string[] | null | undefined): readonly string[] =>
  header
    ? String(header)
        .split(',')
        .map((one) => one.trim())
    : [];

/** An address without port, brackets and zone, one of IPv4 inside IPv6 as what it is; null for what is none. */
function plainAddress(given: string): string | null {
  const bare = /^\[([^\]]+)\](?::\d+)?$/.exec(given)?.[1] ?? /^([\d.]+):\d+$/.exec(given)?.[1] ?? given;
  const address = (bare.split('%', 1)[0] ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  return isIP(address) ? address : null;
}

/** The /64 of an address of IPv6; any other as it is. */
function network(address: string): string {
  if (isIP(address) !== 6) return address;
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const groups = head ? head.split(':') : [];
  const after = tail ? tail.split(':') : [];
  if (tail !== undefined) groups.push(...Array<string>(8 - groups.length - after.length).fill('0'), ...after);
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The address of who asks for a page that is made for everybody. */
export const NOBODY = '0.0.0.0';

/**
 * The connection of a request that nobody sent. Its address is the unspecified one, since Astro throws where it is asked
 * for one that is not there, and the trace of that costs more than the rest of the request.
 */
export const socketOfNobody = (): Socket =>
  Object.defineProperty(new Socket(), 'remoteAddress', { value: NOBODY });
