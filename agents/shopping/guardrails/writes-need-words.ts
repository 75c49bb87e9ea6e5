import { createMiddleware, ToolMessage } from 'langchain';
import type { Turn } from '../state.ts';

const ENOUGH = 0.25; // share of cart intents above which a turn counts as asking; ordinary questions stay under 0.1

/** Whether the shopper's own words of this turn ask for a change of the cart. */
export function asksForCartChange(turn: Pick<Turn, 'perceived' | 'thread'>): boolean {
  const asked = turn.perceived.intents
    .filter(({ intent }) => intent === 'cart-add' || intent === 'cart-remove' || intent === 'cart-set')
    .reduce((sum, { score }) => sum + score, 0);
  // An answer to "which size?" completes what an earlier turn asked for.
  return asked >= ENOUGH || turn.thread.pending !== null;
}

/** Lets change_cart through only when the shopper's own words ask for it; text of others never can. */
export const writesNeedWords = (turn: Turn) =>
  createMiddleware({
    name: 'writes-need-words',
    wrapToolCall: (request, handler) => {
      const { name } = request.toolCall;
      const again = turn.perceived.intents.some(
        ({ intent, score }) => intent === 'reorder' && score >= ENOUGH,
      );
      if (name === 'reorder' ? again : name !== 'change_cart' || asksForCartChange(turn))
        return handler(request);
      return new ToolMessage({
        tool_call_id: request.toolCall.id ?? '',
        name: request.toolCall.name,
        status: 'error',
        content: JSON.stringify({ refusal: 'not-asked', next: 'ask the shopper whether to change the cart' }),
      });
    },
  });
