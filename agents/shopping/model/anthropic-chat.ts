import { ChatAnthropic } from '@langchain/anthropic';
import { heard, withoutSignal, type HeardChat } from './heard-chat.ts';

export class AnthropicChat extends ChatAnthropic implements HeardChat {
  hear: HeardChat['hear'] = () => {};

  override _streamResponseChunks(
    ...[messages, options, run]: Parameters<ChatAnthropic['_streamResponseChunks']>
  ): ReturnType<ChatAnthropic['_streamResponseChunks']> {
    return heard(this, super._streamResponseChunks(messages, withoutSignal(options), run));
  }
}
