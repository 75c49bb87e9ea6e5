import { AIMessage, createMiddleware, type BaseMessage } from 'langchain';
import { reserveSpend, settleSpend, type DayCaps, type Spend } from '#src/conversations/model-spend.ts';
import type { Environment } from '#src/environment.ts';
import { MOST_TOKENS_OUT } from '../model/hosted-model.ts';
import type { Turn } from '../state.ts';

export type SpendSettings = Pick<
  Environment,
  | 'LLM_TOKENS_PER_TURN'
  | 'LLM_TOKENS_PER_VISITOR'
  | 'LLM_TOKENS_PER_ADDRESS'
  | 'LLM_TOKENS_PER_DAY'
  | 'LLM_PRICE_IN'
  | 'LLM_PRICE_OUT'
  | 'LLM_SPEND_PER_TURN'
  | 'LLM_SPEND_PER_VISITOR'
  | 'LLM_SPEND_PER_ADDRESS'
  | 'LLM_SPEND_PER_DAY'
>;

/** A hosted model would cost more than the turn, the visitor, their address or the day may. */
export class CapReached extends Error {
  override readonly name = 'CapReached';
}

const TOOLS_TOKENS = 4_500; // of the names, descriptions and schemas of the tools, which every call carries
const CHARACTERS_A_TOKEN = 3; // fewer than the four of English prose: what is reserved is rather too much

/**
 * Keeps a hosted model within its caps: what a call may cost at most is reserved before it is made, and what it did
 * cost is settled after. Throws CapReached instead of calling.
 */
export const spendCaps = (turn: Turn, settings: SpendSettings, clock: () => Date) =>
  createMiddleware({
    name: 'spend-caps',
    wrapModelCall: async (request, handler) => {
      if (turn.answeredBy === 'offline') return handler(request);
      const spend = (read: number, written: number): Spend => ({
        tokens: read + written,
        micros: Math.ceil(read * settings.LLM_PRICE_IN + written * settings.LLM_PRICE_OUT),
      });
      const read =
        tokensOf([...request.messages]) +
        Math.ceil((request.systemPrompt?.length ?? 0) / CHARACTERS_A_TOKEN) +
        TOOLS_TOKENS;
      const most = spend(read, MOST_TOKENS_OUT);
      const { tokens, micros } = turn.spent;
      const overTurn =
        tokens + most.tokens > settings.LLM_TOKENS_PER_TURN ||
        micros + most.micros > (microsOf(settings.LLM_SPEND_PER_TURN) ?? Infinity);
      if (overTurn) throw new CapReached('turn-cap');
      const caps = dayCaps(settings);
      const began = clock();
      const reserved = await reserveSpend(turn.db, turn, most, caps, began);
      if (!reserved.ok) throw new CapReached(reserved.refusal);
      let used = most; // a call that broke off may have been charged whole
      try {
        const answer = await handler(request);
        if (AIMessage.isInstance(answer)) {
          const told = answer.usage_metadata;
          used = told?.input_tokens
            ? spend(told.input_tokens, told.output_tokens)
            : spend(read, tokensOf([answer]));
        }
        return answer;
      } finally {
        turn.spent = { tokens: tokens + used.tokens, micros: micros + used.micros };
        await settleSpend(turn.db, turn, most, used, caps, began);
      }
    },
  });

const microsOf = (money: number | undefined): number | null =>
  money === undefined ? null : Math.round(money * 1_000_000);

const dayCaps = (settings: SpendSettings): DayCaps => ({
  visitor: { tokens: settings.LLM_TOKENS_PER_VISITOR, micros: microsOf(settings.LLM_SPEND_PER_VISITOR) },
  address: { tokens: settings.LLM_TOKENS_PER_ADDRESS, micros: microsOf(settings.LLM_SPEND_PER_ADDRESS) },
  everyone: { tokens: settings.LLM_TOKENS_PER_DAY, micros: microsOf(settings.LLM_SPEND_PER_DAY) },
});

const tokensOf = (messages: readonly BaseMessage[]): number =>
  Math.ceil(
    JSON.stringify(messages.map((one) => [one.content, AIMessage.isInstance(one) ? one.tool_calls : null]))
      .length / CHARACTERS_A_TOKEN,
  );
