import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { changesSomething, TOOL_ANNOTATIONS } from '#agents/shopping/tool-results/tool-annotations.ts';
import { stateOfShop } from '#scripts/attacks/state-of-shop.ts';
import type { Shop } from '#src/shop.ts';
import { askHosted } from '../ask-hosted.ts';
import { teaShop } from '../tea-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await teaShop();
});
afterAll(() => shop.close());

const names = Object.keys(TOOL_ANNOTATIONS);
const ARGS: Readonly<Record<string, object>> = {
  search_products: { query: 'teapots' },
  product_details: { slugs: ['hollow-teapot'], question: 'how big is it' },
  compare_products: { slugs: ['hollow-teapot', 'brook-teapot'] },
  answer_from_content: { question: 'can I return it' },
  recommend_for: { purpose: 'a long afternoon' },
  goes_together: { slug: 'hollow-teapot' },
  reorder: { sku: 'smoky-leaf-one' },
  start_return: { number: '1', sku: 'smoky-leaf-one' },
  change_cart: { slug: 'hollow-teapot', action: 'add', options: 'Ink' },
};
const WORDS = 'what do the Hollow Teapot and the Brook Teapot cost';
const call = (name: string) =>
  askHosted(shop, 'openai', WORDS, [{ call: name, args: ARGS[name] ?? {} }, { say: 'They are fine pots.' }]);

describe('a tool that is said to change nothing', () => {
  it.each(names.filter((name) => !changesSomething(name)))(
    'runs unasked and changes nothing: %s',
    async (name) => {
      const before = await stateOfShop(shop.db);
      const { answer, requests } = await call(name);
      expect(answer.trace?.tools).toContain(name);
      expect(JSON.stringify(requests[1])).not.toContain('not-asked');
      expect(await stateOfShop(shop.db)).toEqual(before);
    },
  );
});

describe('a tool that changes something', () => {
  it.each(names.filter(changesSomething))(
    'is refused where the words do not ask for it: %s',
    async (name) => {
      const before = await stateOfShop(shop.db);
      const { requests } = await call(name);
      expect(JSON.stringify(requests[1])).toMatch(/not-asked|unknown-id/);
      expect(await stateOfShop(shop.db)).toEqual(before);
    },
  );
});

describe('what a model is told of the tools', () => {
  interface Told {
    readonly function: { readonly name: string; readonly description: string };
  }

  it('names every tool once, with the limits of this catalogue', async () => {
    const { requests } = await askHosted(shop, 'openai', 'teapots', [{ say: 'Fine.' }]);
    const told = requests[0]?.['tools'] as readonly Told[];
    expect(told.map((one) => one.function.name).toSorted()).toEqual(names.toSorted());
    const search = told.find((one) => one.function.name === 'search_products')?.function.description;
    expect(search).toContain('at most 6 products');
    expect(search).toContain('volume (in ml)');
    expect(search).toContain('dishwasher_safe (yes or no)');
    expect(search).toContain('price in USD');
    // What spend-caps reserves for them, at three characters a token.
    expect(JSON.stringify(told).length).toBeLessThan(4_500 * 3);
  });

  it('may repeat what products state, and not the rest', async () => {
    const { words } = await askHosted(shop, 'openai', 'what can I filter teapots by', [
      { call: 'search_products', args: { query: 'teapots' } },
      {
        say: 'You can ask for price in USD, brand, category, color, volume and dishwasher safe. Two different things in one message are two calls.',
      },
    ]);
    expect(words).toContain('volume and dishwasher safe');
    expect(words).not.toContain('two calls');
  });
});
