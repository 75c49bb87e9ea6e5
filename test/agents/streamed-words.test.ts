import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { streamAnswer } from '#agents/shopping/run/stream-answer.ts';
import { messagesOf } from '#src/conversations/conversation-store.ts';
import { readEnvironment } from '#src/environment.ts';
import type { Shop } from '#src/shop.ts';
import { anthropicOpening, llmServer, openaiChunk, type Step } from '#test/doubles/llm-server.ts';
import { smallShop } from './small-shop.ts';
import { anthropicCall, anthropicEnd, anthropicText, openaiCalls } from './wire-events.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

const TEXT = 'trail shoes under $100';
const search: Step = { call: 'search_products', args: { query: TEXT } };

describe.each(['openai', 'anthropic'] as const)('words streamed over the %s protocol', (provider) => {
  /** Starts a turn; `next` reads on to a chunk of that type, `rest` to the end. */
  async function stream(text: string, steps: readonly Step[], settings: Record<string, string> = {}) {
    const server = await llmServer(steps);
    const environment = readEnvironment({
      LLM_PROVIDER: provider,
      LLM_MODEL: 'm',
      LLM_API_KEY: 'k',
      LLM_BASE_URL: server.url,
      ...settings,
    });
    const message = { visitorId: nanoid(), conversationId: null, text, pageSlug: null };
    const reader = streamAnswer({ ...shop, environment }, message, fail).getReader();
    const types: string[] = [];
    const deltas: string[] = [];
    let id = '';
    const read = async (): Promise<string | null> => {
      const { value } = await reader.read();
      if (!value) return null;
      types.push(value.type);
      if (value.type === 'text-delta') deltas.push(value.delta);
      if (value.type === 'data-conversation') id = value.data.id;
      return value.type;
    };
    return {
      types,
      deltas,
      next: async (type: string) => {
        for (let read_ = await read(); read_ !== null && read_ !== type;) read_ = await read();
      },
      rest: async () => {
        while ((await read()) !== null);
        await server.close();
      },
      stored: async () => JSON.stringify((await messagesOf(shop.db, id)).at(-1)?.parts),
    };
  }

  it('come while the model is still speaking, a sentence at a time, below the cards', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const say = 'The Plover fits at $89 exactly. It is not waterproof, though.';
    const { next, rest, types, deltas, stored } = await stream(TEXT, [
      search,
      { say, upTo: say.indexOf(' is'), until: () => promise },
    ]);
    await next('text-delta');
    expect(deltas).toEqual(['The Plover fits at $89 exactly.']);
    expect(types.indexOf('data-products')).toBeLessThan(types.indexOf('text-start'));
    resolve();
    await rest();
    expect(deltas).toEqual(['The Plover fits at $89 exactly.', ' It is not waterproof, though.']);
    expect(types.filter((type) => type.startsWith('text'))).toEqual([
      'text-start',
      'text-delta',
      'text-delta',
      'text-end',
    ]);
    expect(await stored()).toContain(say);
  });

  it('are no preface to a call', async () => {
    const { rest, deltas } = await stream(TEXT, [
      { wire: withCall[provider]('Trail shoes are a fine choice. One moment please.', TEXT) },
      { say: 'The Plover fits at $89 exactly.' },
    ]);
    await rest();
    expect(deltas).toEqual(['The Plover fits at $89 exactly.']);
  });

  it.each<[string, () => Promise<unknown>, Record<string, string>]>([
    ['dies', () => sleep(100).then(() => Promise.reject(new Error('Dead'))), {}],
    ['falls silent', () => new Promise(() => {}), { LLM_TIMEOUT_MS: '2500' }],
    ['is out of its time', () => new Promise(() => {}), { LLM_TURN_MS: '4000' }],
  ])('of a model that then %s stand, and the offline model goes on', async (_, until, settings) => {
    const step = { say: 'The Plover fits at $89 exactly. It is a very light shoe.', upTo: 44, until };
    const { rest, deltas, types, stored } = await stream(TEXT, [search, step], settings);
    await rest();
    expect(deltas[0]).toBe('The Plover fits at $89 exactly.');
    expect(deltas).toHaveLength(2);
    expect(deltas[1]).toMatch(/^\n\n.*Plover.*\.$/s);
    expect(types.filter((type) => type === 'data-note')).toHaveLength(1);
    expect(types.at(-1)).toBe('finish');
    expect(await stored()).toContain(JSON.stringify(deltas.join('')).slice(1, -1));
  });

  it('that claim a change nobody made end there, and the offline model makes it', async () => {
    const { rest, deltas } = await stream('add the Plover in US M 9 blue to my cart', [
      { call: 'product_details', args: { slugs: ['plover'] } },
      { say: 'The Plover costs $89 exactly. I have added it to your cart. It is a fine choice.' },
    ]);
    await rest();
    expect(deltas[0]).toBe('The Plover costs $89 exactly.');
    expect(deltas.join('')).not.toContain('fine choice');
    expect(deltas[1]).toContain('US M 9');
  });

  it('of a server that swallows the tag of thoughts wait for the end', async () => {
    const { rest, deltas } = await stream(TEXT, [
      { wire: withCall[provider]('They want shoes. I should search.</think>', TEXT) },
      { say: 'Plover it is then. One thing fits.</think>The Plover fits at $89 exactly. It is dry? No.' },
    ]);
    await rest();
    expect(deltas.join('')).toBe('The Plover fits at $89 exactly. It is dry? No.');
  });
});

/** A reply of words and a search. */
const withCall = {
  openai: (words: string, query: string) => [
    openaiChunk({ role: 'assistant', content: words }),
    ...openaiCalls({ name: 'search_products', args: { query } }),
  ],
  anthropic: (words: string, query: string) => [
    anthropicOpening(),
    ...anthropicText(0, words),
    ...anthropicCall(1, 'search_products', { query }),
    ...anthropicEnd('tool_use'),
  ],
};

const fail = (error: unknown) => {
  throw error;
};
