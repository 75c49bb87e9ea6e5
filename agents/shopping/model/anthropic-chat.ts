import { ChatAnthropic } from '@langchain/anthropic';
import { withoutSignal } from './without-signal.ts';

export class AnthropicChat extends ChatAnthropic {
  override _streamResponseChunks(
    ...[messages, options, run]: Parameters<ChatAnthropic['_streamResponseChunks']>
  ): ReturnType<ChatAnthropic['_streamResponseChunks']> {
    return super._streamResponseChunks(messages, withoutSignal(options), run);
  }
}
