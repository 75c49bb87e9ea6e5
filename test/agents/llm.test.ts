import { setTimeout as sleep } from 'node:timers/promises';
import { nanoid } from 'nanoid';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILURES_TO_OPEN } from '#agents/shopping/model/circuit-breaker.ts';
import { MOST_REPLY_BYTES } from '#agents/shopping/model/hosted-model.ts';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { resumeRun } from '#agents/shopping/run/resumable-stream.ts';
import { streamAnswer } from '#agents/shopping/run/stream-answer.ts';
import { textOf } from '#agents/shopping/parts.ts';
import { messagesOf } from '#src/conversations/conversation-store.ts';
import { runningIn, wasResumed } from '#src/conversations/run-store.ts';
import { readEnvironment } from '#src/environment.ts';
import type { Shop } from '#src/shop.ts';
import { llmServer, type Chosen, type Step } from '#test/doubles/llm-server.ts';
import { askHosted } from './ask-hosted.ts';
import { smallShop } from './small-shop.ts';

const ON_THE_WAY = 16 * 1024 * 1024; // what sockets of both sides may hold that nobody has read

let shop: Shop;
beforeAll(async () => {
  shop = await smallShop();
});
afterAll(() => shop.close());

describe.each(['openai', 'anthropic'] as const)('a model that speaks the %s protocol', (provider) => {
  const ask = (text: string, steps: readonly Step[], settings: Record<string, string> = {}, times = 1) =>
    askHosted(shop, provider, text, steps, settings, times);
  const search: Step = { call: 'search_products', args: { query: 'trail shoes under $100' } };
  const types = (answer: { parts: readonly { type: string }[] }) => answer.parts.map((part) => part.type);

  it('calls tools and answers from their results, cards first', async () => {
    const { answer, words, requests } = await ask('trail shoes under $100', [
      search,
      { say: 'The Plover fits at $89.' },
    ]);
    expect(answer.metadata?.model).toBe('llm');
    expect(types(answer).indexOf('data-products')).toBeLessThan(types(answer).indexOf('text'));
    expect(words).toBe('The Plover fits at $89.');
    expect(JSON.stringify(requests[1])).toContain('Plover');
  });

  it('loses a sentence with a price that no tool answered', async () => {
    const { words } = await ask('trail shoes under $100', [
      search,
      { say: 'The Plover fits at $89. With code SAVE20 it is $71.20.' },
    ]);
    expect(words).toBe('The Plover fits at $89.');
  });

  it('is rewritten from the results where nothing it said stands', async () => {
    const { words } = await ask('trail shoes under $100', [search, { say: 'The Sky Racer is only $12.' }]);
    expect(words).toContain('Plover');
    expect(words).toContain('$89');
  });

  it('cannot use an id that nothing answered with, nor change a cart nobody asked to change', async () => {
    const { cart, requests } = await ask('trail shoes under $100', [
      { call: 'change_cart', args: { slug: 'beacon', action: 'add', quantity: 10 } },
      search,
      { call: 'change_cart', args: { slug: 'plover', action: 'add', options: 'US M 9 blue' } },
      { say: 'The Plover fits at $89.' },
    ]);
    expect(cart.lines).toEqual([]);
    expect(JSON.stringify(requests[1])).toContain('unknown-id');
    expect(JSON.stringify(requests[3])).toContain('not-asked');
  });

  it('changes the cart once when the shopper asks and the model repeats itself', async () => {
    const change: Step = {
      call: 'change_cart',
      args: { slug: 'plover', action: 'add', options: 'US M 9 blue' },
    };
    const { cart } = await ask('add the Plover in US M 9 blue to my cart', [
      change,
      change,
      { say: 'Done.' },
    ]);
    expect(cart.lines.map((line) => line.quantity)).toEqual([1]);
  });

  it('that keeps calling tools is ended by an answer from what there is', async () => {
    const { answer, words, requests } = await ask('trail shoes under $100', [search]);
    expect(requests.length).toBeLessThanOrEqual(10);
    expect(words).toContain('Plover');
    expect(answer.metadata?.model).toBe('offline');
  });

  it.each<[string, Step]>([
    ['refuses', { refuse: 401 }],
    ['asks to come back in a minute', { refuse: 429, retryAfter: 60 }],
    ['sends garbage', { garbage: true }],
    ['says nothing', { say: '' }],
  ])('that %s leaves the turn to the offline model, labelled, without its own words', async (_, step) => {
    const { answer, words } = await ask('trail shoes under $100', [step]);
    expect(answer.metadata?.model).toBe('offline');
    expect(words).toContain('Plover');
    expect(words).not.toContain('secret');
  });

  it.each<[Step, number]>([
    [{ flood: 'words' }, 1],
    [{ flood: 'call' }, 1],
    [{ flood: 'line' }, 1],
    [{ flood: 'line', status: 500 }, 2],
  ])(
    'that never ends (%o, asked %i times) is read no further than its cap and left to the offline model',
    async (step, asked) => {
      const { answer, words, requests, flooded } = await ask('trail shoes under $100', [step]);
      expect(answer.metadata?.model).toBe('offline');
      expect(answer.trace?.fallbackReason).toBe('failed');
      expect(words).toContain('Plover');
      expect(requests).toHaveLength(asked);
      expect(flooded).toBeLessThan(asked * (MOST_REPLY_BYTES + ON_THE_WAY));
    },
  );

  it('that says a book in one breath is not read', async () => {
    const { answer, words } = await ask('trail shoes under $100', [
      { say: `${'A'.repeat(100_000)} ${'1.'.repeat(50_000)}` },
    ]);
    expect(answer.trace?.fallbackReason).toBe('unclear');
    expect(words).toContain('Plover');
  });

  it('that falls silent after a tool call is finished by the offline model', async () => {
    const { answer, words } = await ask('trail shoes under $100', [search, { silent: true }], {
      LLM_TIMEOUT_MS: '300',
    });
    expect(answer.metadata?.model).toBe('offline');
    expect(words).toContain('Plover');
    expect(types(answer).filter((type) => type === 'data-products')).toHaveLength(1);
  });

  it.each<[string, Step]>([
    ['no tool of the shop', { call: 'find_shoes', args: {} }],
    ['arguments that no tool takes', { call: 'search_products', args: { query: 7 } }],
    ['another thing', { call: 'catalogue_shape', args: {} }],
  ])('that falls silent after a call of %s is finished by the offline model', async (_, call) => {
    const { answer, words } = await ask('trail shoes under $100', [call, { refuse: 401 }]);
    expect(answer.metadata?.model).toBe('offline');
    expect(words).toContain('Plover');
    expect(types(answer)).toContain('data-products');
  });

  it('that is cut off in mid-sentence does not leave half a sentence', async () => {
    const { words } = await ask('trail shoes under $100', [search, { cut: 'The Plover is a very' }]);
    expect(words).toMatch(/\.$/);
    expect(words).toContain('$89');
  });

  it('that fails again and again is left alone for a while', async () => {
    const { requests, words, answer } = await ask('trail shoes under $100', [{ refuse: 401 }], {}, 6);
    expect(requests).toHaveLength(FAILURES_TO_OPEN);
    expect(answer.trace?.fallbackReason).toBe('resting');
    expect(words).toContain('Plover');
  });

  it('that asks for a minute of rest is asked once', async () => {
    const { requests } = await ask('trail shoes under $100', [{ refuse: 429, retryAfter: 60 }], {}, 4);
    expect(requests).toHaveLength(1);
  });

  it('is tried once more after an error of its server', async () => {
    const { requests, answer } = await ask('trail shoes under $100', [
      { refuse: 500 },
      search,
      { say: 'The Plover fits at $89.' },
    ]);
    expect(requests).toHaveLength(3);
    expect(answer.metadata?.model).toBe('llm');
  });

  it('has the whole turn cut short at the deadline, whatever one request may take', async () => {
    const { answer, words } = await ask('trail shoes under $100', [{ silent: true }], {
      LLM_TURN_MS: '200',
    });
    expect(answer.trace?.fallbackReason).toBe('slow');
    expect(words).toContain('Plover');
  });

  it.each<Record<string, string>>([
    { LLM_TOKENS_PER_TURN: '1000' },
    { LLM_TOKENS_PER_VISITOR: '1000' },
    { LLM_SPEND_PER_TURN: '0.001', LLM_PRICE_IN: '3', LLM_PRICE_OUT: '15' },
    { LLM_SPEND_PER_VISITOR: '0.001', LLM_PRICE_IN: '3', LLM_PRICE_OUT: '15' },
  ])('is not asked above %o, and the shopper is told', async (settings) => {
    const { requests, answer, words } = await ask('trail shoes under $100', [search], settings);
    expect(requests).toEqual([]);
    expect(answer.trace?.fallbackReason).toBe('cap');
    expect(words).toContain('Plover');
    expect(JSON.stringify(answer.parts.find(({ type }) => type === 'data-note'))).toContain(
      'share of questions',
    );
  });
});

/** Calls a tool where none has answered yet, then speaks one sentence and falls silent. */
const halfSilent: Chosen = async ({ messages }) =>
  (messages as readonly { role: string }[]).at(-1)?.role === 'tool'
    ? { say: 'The Plover fits at $89 exactly. It is', upTo: 37, until: () => new Promise(() => {}) }
    : { call: 'search_products', args: { query: 'trail shoes under $100' } };

it.each<[string, Step | Chosen]>([
  ['never does', { silent: true }],
  ['stops in mid-sentence', halfSilent],
])('answers fifty turns at once for a model that %s, and other turns meanwhile', async (name, step) => {
  const server = await llmServer([step]);
  const environment = readEnvironment({
    LLM_PROVIDER: 'openai',
    LLM_MODEL: name,
    LLM_BASE_URL: server.url,
    LLM_TIMEOUT_MS: '4000',
    LLM_TURN_MS: '6000',
  });
  const turn = (own: Shop) =>
    answerTurn({ shop: own, visitorId: nanoid(), conversationId: null, text: 'trail shoes under $100' });
  try {
    let ended = 0;
    const waiting = Array.from({ length: 50 }, () =>
      turn({ ...shop, environment }).finally(() => (ended += 1)),
    );
    expect(textOf((await turn(shop)).parts)).toContain('Plover');
    expect(ended).toBeLessThan(50);
    const answers = await Promise.all(waiting);
    expect(answers.map(({ metadata }) => metadata?.model)).toEqual(Array<string>(50).fill('offline'));
    for (const { parts } of answers) expect(textOf(parts)).toContain('Plover');
  } finally {
    await server.close();
  }
});

describe('a hosted model whose shopper has left', () => {
  /** A stream whose reader has left once the model was asked; `say` lets the model answer. */
  async function leave(comesBack: boolean) {
    let say = () => {};
    const spoken = new Promise<void>((resolve) => (say = resolve));
    const server = await llmServer([
      { call: 'search_products', args: { query: 'trail shoes under $100' } },
      async () => {
        await spoken;
        return { say: 'The Plover fits at $89.' };
      },
    ]);
    const named = {
      LLM_PROVIDER: 'openai',
      LLM_MODEL: comesBack ? 'awaited' : 'left',
      LLM_BASE_URL: server.url,
    };
    const environment = { ...readEnvironment(named), LLM_TIMEOUT_MS: 18_000, LLM_TURN_MS: 18_000 };
    const visitorId = nanoid();
    const message = { visitorId, conversationId: null, text: 'trail shoes under $100', pageSlug: null };
    const reader = streamAnswer({ ...shop, environment }, message, fail, 50).getReader();
    let chunk = await reader.read();
    while (chunk.value?.type !== 'data-conversation') chunk = await reader.read();
    const { id, run } = chunk.value.data;
    await expect.poll(() => server.requests.length).toBe(2);
    const other = comesBack ? Array.fromAsync(resumeRun<{ readonly type: string }>(shop.db, run)) : null;
    if (other) await expect.poll(() => wasResumed(shop.db, run)).toBe(true);
    await reader.cancel();
    const answer = async () => {
      await expect.poll(() => runningIn(shop.db, id)).toBeNull();
      await other;
      return JSON.stringify((await messagesOf(shop.db, id)).at(-1)?.parts);
    };
    return { say, answer, close: () => server.close() };
  }

  it('is waited for no longer, and the answer lies whole for when they come', async () => {
    const { answer, close } = await leave(false);
    const parts = await answer(); // the model never spoke
    expect(parts).toContain('You had left');
    expect(parts).toContain('Plover');
    await close();
  });

  it('is waited for where they came back to the answer', async () => {
    const { say, answer, close } = await leave(true);
    await sleep(200); // four times what it takes to be given up
    say();
    const parts = await answer();
    expect(parts).toContain('The Plover fits at $89.');
    expect(parts).not.toContain('You had left');
    await close();
  });
});

const fail = (error: unknown) => {
  throw error;
};
