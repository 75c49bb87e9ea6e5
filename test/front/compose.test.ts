import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { readEnvironment } from '#src/environment.ts';

interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly volumes: readonly string[];
  readonly ports?: readonly string[];
}
const { services, volumes } = parse(readFileSync('compose.yaml', 'utf8')) as {
  readonly services: Readonly<Record<'shop' | 'database', Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
};

/** What compose makes of a value: `${NAME:-otherwise}` and `${NAME:?why}`. */
const filled = (value: string): string =>
  value.replace(/\$\{\w+:([-?])([^}]*)\}/g, (_, kind, text) => (kind === '?' ? 'chosen' : (text as string)));

it('asks for a password and has none', () => {
  const { POSTGRES_PASSWORD = '' } = services.database.environment;
  expect(POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?[^}]+\}$/);
  expect(services.shop.environment['DATABASE_URL']).toContain(POSTGRES_PASSWORD);
});

it('keeps rows and what the shop writes in volumes, and opens nothing to the net', () => {
  for (const mount of ['kept:/app/var', 'database:/var/lib/postgresql'])
    expect([...services.shop.volumes, ...services.database.volumes]).toContain(mount);
  expect(Object.keys(volumes)).toEqual(['database', 'kept']);
  expect(services.database.ports).toBeUndefined();
  expect(services.shop.ports?.every((port) => port.startsWith('127.0.0.1:'))).toBe(true);
});

it('starts the shop with settings that it takes', () => {
  const { environment } = services.shop;
  const given = Object.fromEntries(Object.entries(environment).map(([name, value]) => [name, filled(value)]));
  expect(readEnvironment(given)).toMatchObject({
    DATABASE_URL: 'postgres://shelftalk:chosen@database:5432/shelftalk',
    SITE_URL: 'http://localhost:4321',
    TRUSTED_PROXIES: ['private'],
  });
});
