import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientsBehind, isHost, type Client } from '#src/http/client.ts';

type Headers = Readonly<Record<string, string>>;
const seen = (proxies: readonly string[], peer: string | undefined, headers: Headers = {}): Client =>
  clientsBehind({ TRUSTED_PROXIES: [...proxies], SITE_URL: 'http://localhost' })(
    peer,
    (name) => headers[name],
  );

const FORWARDED = {
  'x-forwarded-for': '198.51.100.7',
  'x-forwarded-proto': 'https',
  'x-forwarded-host': 'shop.example',
  host: '127.0.0.1:4321',
};

describe('who asks', () => {
  it('is whoever connects where no proxy is trusted, whatever is forwarded', () => {
    for (const proxies of [[], ['10.0.0.0/8']])
      expect(seen(proxies, '127.0.0.1', FORWARDED)).toEqual({
        address: '127.0.0.1',
        scheme: 'http',
        host: '127.0.0.1:4321',
        isSecure: false,
        isProxied: false,
      });
  });

  it('is whom a trusted proxy names, by the scheme and host it names', () => {
    for (const peer of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '127.8.8.8'])
      expect(seen(['loopback'], peer, FORWARDED)).toEqual({
        address: '198.51.100.7',
        scheme: 'https',
        host: 'shop.example',
        isSecure: true,
        isProxied: true,
      });
  });

  it.each([
    ['the last stranger of the path', '6.6.6.6, 198.51.100.7', '198.51.100.7'],
    ['past trusted hops', '6.6.6.6, 198.51.100.7, 10.0.0.3, 10.9.9.9', '198.51.100.7'],
    ['the first hop where all are trusted', '10.0.0.4, 10.0.0.3', '10.0.0.4'],
    ['the hop that was told nonsense', '198.51.100.7, unknown, 10.0.0.3', '10.0.0.3'],
    ['the proxy where it names nobody', '', '10.0.0.2'],
    ['an address with its port', '198.51.100.7:40123', '198.51.100.7'],
    ['one of IPv4 inside IPv6', '::ffff:198.51.100.7', '198.51.100.7'],
    ['the /64 of one of IPv6', '[2001:DB8:0:12:3::4]:40123', '2001:db8:0:12::/64'],
    ['the /64 of a short one', '2001:db8::9', '2001:db8:0:0::/64'],
  ])('is %s', (_, path, address) => {
    expect(seen(['10.0.0.0/8'], '10.0.0.2', { 'x-forwarded-for': path }).address).toBe(address);
  });

  it('is nobody by name where the connection has closed', () => {
    expect(seen(['private'], undefined, FORWARDED)).toMatchObject({ address: '', scheme: 'http' });
  });

  it('asks by the scheme that the proxy at the edge saw, not by one it wrote itself', () => {
    const by = (proto: string, path: string) =>
      seen(['10.0.0.0/8'], '10.0.0.2', { 'x-forwarded-for': path, 'x-forwarded-proto': proto }).scheme;
    expect(by('https, http', '198.51.100.7')).toBe('http');
    expect(by('https, http', '198.51.100.7, 10.0.0.3')).toBe('https');
    expect(by('https', '198.51.100.7, 10.0.0.3')).toBe('https');
  });

  it('asks for the Host header where the forwarded one is no host', () => {
    const headers = { ...FORWARDED, 'x-forwarded-host': 'shop.example/studio?' };
    expect(seen(['loopback'], '::1', headers).host).toBe('127.0.0.1:4321');
  });

  it('cannot be chosen by a stranger in front of an appending proxy', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.ipV4(), fc.ipV6(), fc.string()), { maxLength: 5 }), (invented) => {
        const path = [...invented.map((one) => one.replaceAll(',', '')), '198.51.100.7'].join(', ');
        expect(seen(['10.0.0.0/8'], '10.0.0.2', { 'x-forwarded-for': path }).address).toBe('198.51.100.7');
      }),
    );
  });
});

it('knows a host from what is none', () => {
  for (const host of ['shop.example', 'localhost:4321', '127.0.0.1', '[::1]:4321', 'my_shop.internal'])
    expect(isHost(host), host).toBe(true);
  for (const host of ['', 'a b', 'shop.example/studio', 'u@shop.example', 'shop:port', 'shop:99999', '[::1'])
    expect(isHost(host), host).toBe(false);
});
