import type { ChatGenerationChunk } from '@langchain/core/outputs';

/** A chat model whose words are heard as they come. Where the listener throws, the reply ends with that error. */
export interface HeardChat {
  hear: (words: string) => void;
}

/** The chunks of a reply, each told to the chat's listener before it goes on. */
export async function* heard(
  chat: HeardChat,
  chunks: AsyncGenerator<ChatGenerationChunk>,
): AsyncGenerator<ChatGenerationChunk> {
  for await (const chunk of chunks) {
    if (chunk.message.text) chat.hear(chunk.message.text);
    yield chunk;
  }
}

/**
 * Without the graph's signal: the clients listen to it and never stop, and Node keeps such a signal and all that hangs
 * on it for good. `fetchUntil` ends requests by the signal of the turn.
 */
export function withoutSignal<Options extends object>(options: Options): Options {
  const { signal: _, ...rest } = options as Options & { signal?: AbortSignal };
  return rest as Options;
}
