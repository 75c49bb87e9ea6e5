import { ChatOpenAICompletions } from '@langchain/openai';
import { withoutSignal } from './without-signal.ts';

export class CompatibleChat extends ChatOpenAICompletions {
  override _streamResponseChunks(
    ...[messages, options, run]: Parameters<ChatOpenAICompletions['_streamResponseChunks']>
  ): ReturnType<ChatOpenAICompletions['_streamResponseChunks']> {
    return super._streamResponseChunks(messages, withoutSignal(options), run);
  }

  /** The library would fetch a tokenizer over the network to count tokens that nobody here reads. */
  override async getNumTokens(
    content: Parameters<ChatOpenAICompletions['getNumTokens']>[0],
  ): Promise<number> {
    return Math.ceil(JSON.stringify(content).length / 4);
  }
}
