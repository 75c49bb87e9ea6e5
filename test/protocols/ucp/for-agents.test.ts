import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Counter } from '#src/protocols/ucp/ask.ts';
import { isRelease } from '#src/protocols/ucp/releases.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { ask, flowerShop } from './flower-shop.ts';

/** The calls that the page shows, as a shell would send them. */
const calls = [...readFileSync('docs/for-agents.md', 'utf8').matchAll(/```sh\n(.*?)```/gs)]
  .map(([, shell = '']) => ({
    path: /\$SHOP(\/ucp\/[^"]+)"/.exec(shell)?.[1] ?? '',
    headers: Object.fromEntries(
      [...shell.matchAll(/-H '([^:']+): ([^']+)'/g)].map(([, name, value]) => [name, value]),
    ),
    body: /-d '(.*)'\n$/s.exec(shell)?.[1]?.replaceAll(`'"$SKU"'`, 'VASE-L') ?? '',
  }))
  .filter(({ path }) => path.startsWith('/ucp/'));

let at: FreshDatabase;
let counter: Counter;
beforeAll(async () => {
  at = await freshPglite();
  counter = await flowerShop(at.db);
});
afterAll(() => at?.close());

it('shows calls of agents that do what it says', async () => {
  expect(calls.length).toBeGreaterThanOrEqual(2);
  for (const { path, headers, body } of calls) {
    const [, release = '', below = ''] = /^\/ucp\/([\d-]+)(\/.*)$/.exec(path) ?? [];
    if (!isRelease(release)) throw new Error(`${path} is of no release`);
    const { status, body: answer } = await ask(counter, release, ['POST', below], body, headers);
    expect(status).toBe(below === '/checkout-sessions' ? 201 : 200);
    expect(answer.ucp.version).toBe(release);
  }
});
