import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import type { Environment } from '#src/environment.ts';
import { cappedResponse, ReplyTooLong } from '#src/http/capped-response.ts';
import { withDeadline } from './deadline.ts';
import type { HeardChat } from './heard-chat.ts';
import { withoutRefused } from './refused-settings.ts';

export type ModelSettings = Pick<
  Environment,
  'LLM_PROVIDER' | 'LLM_MODEL' | 'LLM_API_KEY' | 'LLM_BASE_URL' | 'LLM_TIMEOUT_MS'
>;

/** The most tokens a hosted model writes in one call. */
export const MOST_TOKENS_OUT = 600;
/** The most bytes of a reply on the wire that are read: each token in an event of its own, with all that servers wrap around it. */
export const MOST_REPLY_BYTES = 512 * 1024;

/**
 * The hosted or local model that the environment names, or null for the offline model alone. Its requests end with the
 * signal (the deadline of the turn, or the shopper's stop), and each after its own time, also in mid-stream. A provider's
 * client is loaded when it is first needed: hundreds of files that a shop without one never reads.
 */
export async function hostedModel(
  settings: ModelSettings,
  signal: AbortSignal,
): Promise<(BaseChatModel & HeardChat) | null> {
  const { LLM_PROVIDER, LLM_MODEL: model = '', LLM_API_KEY: apiKey, LLM_BASE_URL: baseURL } = settings;
  const fetchUntil: typeof fetch = async (input, init) => {
    const limit = withDeadline(signal, settings.LLM_TIMEOUT_MS);
    // The client's own signal says that nobody reads the answer any longer.
    init?.signal?.addEventListener('abort', () => limit.end(), { once: true });
    return cappedResponse(await fetch(input, { ...init, signal: limit.signal }), MOST_REPLY_BYTES);
  };
  const common = { model, maxRetries: 1, temperature: 0, streaming: true, onFailedAttempt };
  switch (LLM_PROVIDER) {
    case 'offline':
      return null;
    case 'openai': {
      const { CompatibleChat } = await import('./compatible-chat.ts');
      return new CompatibleChat({
        ...common,
        // A local server without keys still needs a value that is not empty.
        apiKey: apiKey ?? 'none',
        maxTokens: MOST_TOKENS_OUT,
        configuration: { fetch: withoutRefused(fetchUntil, baseURL ?? ''), ...(baseURL ? { baseURL } : {}) },
      });
    }
    case 'anthropic': {
      const { AnthropicChat } = await import('./anthropic-chat.ts');
      return new AnthropicChat({
        ...common,
        maxTokens: MOST_TOKENS_OUT,
        apiKey: apiKey ?? 'none',
        ...(baseURL ? { anthropicApiUrl: baseURL } : {}),
        clientOptions: { fetch: fetchUntil },
      });
    }
  }
}

/** One retry for what may pass in a moment; a refusal, a server over its limit, one that is silent and one without end will not. */
function onFailedAttempt(error: unknown): void {
  if (error instanceof ReplyTooLong) throw error;
  const { status, name = '' } = error as { status?: number; name?: string };
  if (status !== undefined ? status < 500 : /abort|timeout/i.test(name)) throw error;
}
