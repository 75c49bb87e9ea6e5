import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { ChatAnthropic } from '@langchain/anthropic';
import { ChatOpenAICompletions } from '@langchain/openai';
import type { Environment } from '#src/environment.ts';

export type ModelSettings = Pick<Environment, 'LLM_PROVIDER' | 'LLM_MODEL' | 'LLM_API_KEY' | 'LLM_BASE_URL'>;

/** How long a hosted model may take over a whole turn; the rest of ten seconds is the house model's. */
export const LLM_TURN_MS = 8_500;

/**
 * The hosted or local model that the environment names, or null for the house model alone. Its requests end with the
 * signal: at the deadline of the turn, or when the shopper stops.
 */
export function hostedModel(settings: ModelSettings, signal: AbortSignal): BaseChatModel | null {
  const { LLM_PROVIDER, LLM_MODEL: model = '', LLM_API_KEY: apiKey, LLM_BASE_URL: baseURL } = settings;
  const fetchUntil: typeof fetch = (input, init) =>
    fetch(input, { ...init, signal: init?.signal ? AbortSignal.any([init.signal, signal]) : signal });
  const common = { model, maxRetries: 1, temperature: 0, streaming: true, onFailedAttempt };
  switch (LLM_PROVIDER) {
    case 'house':
      return null;
    case 'openai':
      return new CompatibleChat({
        ...common,
        timeout: LLM_TURN_MS,
        // A local server without keys still needs a value that is not empty.
        apiKey: apiKey ?? 'none',
        maxTokens: 600,
        configuration: { fetch: fetchUntil, ...(baseURL ? { baseURL } : {}) },
      });
    case 'anthropic':
      return new ChatAnthropic({
        ...common,
        maxTokens: 600,
        apiKey: apiKey ?? 'none',
        ...(baseURL ? { anthropicApiUrl: baseURL } : {}),
        clientOptions: { fetch: fetchUntil, timeout: LLM_TURN_MS },
      });
  }
}

/** One retry for what may pass in a moment; a refusal, and a server that is over its limit, will not. */
function onFailedAttempt(error: unknown): void {
  const { status } = error as { status?: number };
  if (status !== undefined && status < 500) throw error;
}

/** The library would fetch a tokenizer over the network to count tokens that nobody here reads. */
class CompatibleChat extends ChatOpenAICompletions {
  override async getNumTokens(
    content: Parameters<ChatOpenAICompletions['getNumTokens']>[0],
  ): Promise<number> {
    return Math.ceil(JSON.stringify(content).length / 4);
  }
}
