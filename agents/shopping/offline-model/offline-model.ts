import type { CallbackManagerForLLMRun } from '@langchain/core/callbacks/manager';
import { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, AIMessageChunk, type BaseMessage } from '@langchain/core/messages';
import { ChatGenerationChunk, type ChatResult } from '@langchain/core/outputs';
import { resultsOf } from '../guardrails/grounded-numbers.ts';
import { MOST_TOOL_CALLS } from '../guardrails/tool-budget.ts';
import type { Turn } from '../state.ts';
import { nextStep } from './next-step.ts';
import type { Step } from './step.ts';

/**
 * A chat model that needs no network: it reads the turn from what was understood and the tool results from the
 * messages, calls the same tools as any other model, and phrases answers from their results.
 */
export class OfflineModel extends BaseChatModel {
  readonly #turn: Turn;

  constructor(turn: Turn) {
    super({});
    this.#turn = turn;
  }

  override _llmType(): string {
    return 'offline';
  }

  /** The offline model knows the shop's tools; what is bound changes nothing. */
  override bindTools(): this {
    return this;
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    if (this.#turn.hasShown) await this.#turn.giveWay();
    const decision = this.#decide(messages);
    const message =
      decision.kind === 'say'
        ? new AIMessage(decision.text)
        : new AIMessage({
            content: '',
            tool_calls: callsOf(decision).map((call) => ({ ...call, type: 'tool_call' })),
          });
    return { generations: [{ text: message.text, message }] };
  }

  override async *_streamResponseChunks(
    messages: BaseMessage[],
    _options: this['ParsedCallOptions'],
    runManager?: CallbackManagerForLLMRun,
  ): AsyncGenerator<ChatGenerationChunk> {
    for (const message of chunksOf(this.#decide(messages))) {
      const chunk = new ChatGenerationChunk({ text: message.text, message });
      yield chunk;
      // Without this call, for tool-call chunks too, a listener hears nothing until the end.
      await runManager?.handleLLMNewToken(message.text, undefined, undefined, undefined, undefined, {
        chunk,
      });
    }
  }

  #decide(messages: BaseMessage[]): Step {
    return nextStep(this.#turn, resultsOf(messages), this.#turn.toolCalls >= MOST_TOOL_CALLS);
  }
}

const callsOf = (decision: Extract<Step, { kind: 'call' }>) =>
  decision.calls.map(({ name, args }) => ({ id: crypto.randomUUID(), name, args: { ...args } }));

function chunksOf(decision: Step): readonly AIMessageChunk[] {
  if (decision.kind === 'say') {
    return (decision.text.match(/\S+\s*/g) ?? []).map((content) => new AIMessageChunk({ content }));
  }
  return callsOf(decision).map(
    ({ id, name, args }, index) =>
      new AIMessageChunk({
        content: '',
        tool_call_chunks: [{ id, name, args: JSON.stringify(args), index, type: 'tool_call_chunk' }],
      }),
  );
}
