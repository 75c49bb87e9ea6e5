import { nanoid } from 'nanoid';
import { textOf } from '#agents/shopping/parts.ts';
import { answerTurn } from '#agents/shopping/run/answer-turn.ts';
import { cartOf } from '#src/carts/cart-store.ts';
import { readEnvironment } from '#src/environment.ts';
import type { Shop } from '#src/shop.ts';
import { llmServer, type Step } from '#test/doubles/llm-server.ts';

/** One turn of a shop whose hosted model takes these steps on the wire; the last of `times` that are alike. */
export async function askHosted(
  shop: Shop,
  provider: 'openai' | 'anthropic',
  text: string,
  steps: readonly Step[],
  settings: Record<string, string> = {},
  times = 1,
) {
  const server = await llmServer(steps);
  const visitorId = nanoid();
  try {
    const environment = readEnvironment({
      LLM_PROVIDER: provider,
      LLM_MODEL: 'm',
      LLM_API_KEY: 'k',
      LLM_BASE_URL: server.url,
      ...settings,
    });
    const asked = { shop: { ...shop, environment }, visitorId, conversationId: null, text };
    for (let at = 1; at < times; at += 1) await answerTurn(asked);
    const answer = await answerTurn(asked);
    const cart = await cartOf(shop.db, visitorId);
    const words = textOf(answer.parts);
    return { answer, words, requests: server.requests, flooded: server.flooded(), cart };
  } finally {
    await server.close();
  }
}
