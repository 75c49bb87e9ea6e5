import { ChatOpenAICompletions } from '@langchain/openai';
import { heard, withoutSignal, type HeardChat } from './heard-chat.ts';

export class CompatibleChat extends ChatOpenAICompletions implements HeardChat {
  hear: HeardChat['hear'] = () => {};

  override _streamResponseChunks(
    ...[messages, options, run]: Parameters<ChatOpenAICompletions['_streamResponseChunks']>
  ): ReturnType<ChatOpenAICompletions['_streamResponseChunks']> {
    return heard(this, super._streamResponseChunks(messages, withoutSignal(options), run));
  }

  /** The library would fetch a tokenizer over the network to count tokens that nobody here reads. */
  override async getNumTokens(
    content: Parameters<ChatOpenAICompletions['getNumTokens']>[0],
  ): Promise<number> {
    return Math.ceil(JSON.stringify(content).length / 4);
  }
}
