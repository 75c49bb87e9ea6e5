import { expect, it } from 'vitest';
import { readEnvironment } from '#src/environment.ts';

it('runs offline without any variable', () => {
  expect(readEnvironment({})).toMatchObject({
    LLM_PROVIDER: 'offline',
    EMBEDDING_PROVIDER: 'offline',
    PORT: 4321,
  });
});

it('counts an empty variable as not set', () => {
  expect(readEnvironment({ DATABASE_URL: ' ', PORT: '' }).DATABASE_URL).toBeUndefined();
});

it('names every wrong or missing variable in one error', () => {
  const given = { DATABASE_URL: 'mysql://x', PORT: 'eighty', LLM_PROVIDER: 'openai', SITE_URL: 'shop' };
  expect(() => readEnvironment(given)).toThrowErrorMatchingInlineSnapshot(`
    [EnvironmentError: The environment has 3 problem(s):
      DATABASE_URL must start with postgres:// or postgresql://
      SITE_URL must be an http(s) URL
      PORT must be a whole number from 1 to 65535]
  `);
});

it('asks for a model and a key where a hosted model is chosen', () => {
  expect(() => readEnvironment({ LLM_PROVIDER: 'anthropic' })).toThrow(
    /LLM_MODEL is needed[\s\S]*LLM_API_KEY is needed/,
  );
  expect(
    readEnvironment({ LLM_PROVIDER: 'openai', LLM_MODEL: 'local', LLM_BASE_URL: 'http://127.0.0.1:9/v1' })
      .LLM_MODEL,
  ).toBe('local');
});

it('takes addresses, networks and the two words as trusted proxies, and trusts nobody without', () => {
  const proxies = (TRUSTED_PROXIES: string) => readEnvironment({ TRUSTED_PROXIES }).TRUSTED_PROXIES;
  expect(proxies('')).toEqual([]);
  expect(proxies('loopback, 10.0.0.0/8 2001:db8::/32,192.0.2.1')).toHaveLength(4);
  for (const wrong of ['everybody', '10.0.0.0/33', '10.0.0', '10.0.0.0/', '::1/129', '*'])
    expect(() => proxies(wrong), wrong).toThrow(/TRUSTED_PROXIES must be addresses or networks/);
});

it('is known by where it listens until SITE_URL says otherwise, and by an origin only', () => {
  const site = (given: Record<string, string>) => readEnvironment(given).SITE_URL;
  expect(site({})).toBe('http://localhost:4321');
  expect(site({ PORT: '80', HOST: '0.0.0.0' })).toBe('http://localhost');
  expect(site({ PORT: '8080', HOST: 'shop.internal' })).toBe('http://shop.internal:8080');
  expect(site({ HOST: 'fd00::5' })).toBe('http://[fd00::5]:4321');
  expect(site({ PORT: '8080', SITE_URL: 'https://Shop.example:443/' })).toBe('https://shop.example');
  for (const wrong of ['https://shop.example/eu', 'https://u@shop.example', 'https://shop.example?x'])
    expect(() => site({ SITE_URL: wrong }), wrong).toThrow(/SITE_URL must be an origin without a path/);
});
