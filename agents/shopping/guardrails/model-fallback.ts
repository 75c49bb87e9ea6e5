import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, createMiddleware } from 'langchain';
import type { Turn } from '../state.ts';
import { MOST_TOOL_CALLS } from './tool-budget.ts';

/**
 * Lets the house model finish a turn that the other model cannot: it refused, fell silent, broke off, sent garbage,
 * or keeps calling tools. What tools answered so far stays, so nothing is done twice. `deadline` ends the wait.
 */
export const modelFallback = (turn: Turn, house: BaseChatModel, deadline: AbortSignal) =>
  createMiddleware({
    name: 'model-fallback',
    wrapModelCall: async (request, handler) => {
      const byHouse = () => {
        turn.answeredBy = 'house';
        return handler({ ...request, model: house });
      };
      if (turn.answeredBy === 'house' || deadline.aborted) return byHouse();
      const spent = turn.toolCalls >= MOST_TOOL_CALLS;
      try {
        const answer = await before(deadline, handler(spent ? { ...request, tools: [] } : request));
        if (!AIMessage.isInstance(answer)) return await byHouse();
        const calls = answer.tool_calls?.length ?? 0;
        const useless = spent ? calls > 0 || !answer.text.trim() : calls === 0 && !answer.text.trim();
        return useless || answer.invalid_tool_calls?.length ? await byHouse() : answer;
      } catch {
        // Why it failed is the provider's business; the shopper gets an answer, labelled as the house model's.
        return await byHouse();
      }
    },
  });

async function before<T>(deadline: AbortSignal, promise: T | Promise<T>): Promise<T> {
  let give: (() => void) | undefined;
  const late = new Promise<never>((_, reject) => {
    give = () => reject(new Error('The model took too long.', { cause: deadline.reason }));
    deadline.addEventListener('abort', give, { once: true });
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    if (give) deadline.removeEventListener('abort', give);
  }
}
