import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Shop } from '#src/shop.ts';
import type { Step } from '#test/doubles/llm-server.ts';
import { askHosted } from './ask-hosted.ts';
import { smallShop } from './small-shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

const search: Step = { call: 'search_products', args: { query: 'trail shoes under $100' } };

describe.each(['openai', 'anthropic'] as const)('words over the %s protocol', (provider) => {
  const ask = (text: string, ...steps: readonly Step[]) => askHosted(shop, provider, text, steps);

  it('lose what they claim and no tool did', async () => {
    const { words, answer } = await ask('trail shoes under $100', search, {
      say: 'The Plover fits at $89. I have added it to your cart. Your discount is applied. Use the code WELCOME at checkout. It is made in Italy. Only two left!',
    });
    expect(words).toBe('The Plover fits at $89.');
    expect(answer.metadata?.model).toBe('llm');
  });

  it('that claim the asked change of the cart without a call are made true by the offline model', async () => {
    const said = { say: 'I have added the Plover to your cart.' };
    for (const steps of [[said], [search, said]]) {
      const { words, answer, cart } = await ask('add the Plover in US M 9 blue to my cart', ...steps);
      expect(cart.lines.map((line) => line.quantity)).toEqual([1]);
      expect(answer.metadata?.model).toBe('offline');
      expect(words).toContain('$89');
    }
  });

  it('may claim the change that a tool made', async () => {
    const { words, answer } = await ask(
      'add the Plover in US M 9 blue to my cart',
      { call: 'change_cart', args: { slug: 'plover', action: 'add', options: 'US M 9 blue' } },
      { say: 'I have added the Plover to your cart.' },
    );
    expect(words).toBe('I have added the Plover to your cart.');
    expect(answer.metadata?.model).toBe('llm');
  });

  it('of nothing but false claims leave the turn to the offline model', async () => {
    const { words, answer } = await ask('trail shoes under $100', { say: 'Your order has been cancelled.' });
    expect(words).toContain('Plover');
    expect(answer.trace?.fallbackReason).toBe('unclear');
  });
});
