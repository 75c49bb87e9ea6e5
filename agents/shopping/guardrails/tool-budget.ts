import { createMiddleware } from 'langchain';
import type { Turn } from '../state.ts';
import { refuseCall } from './refuse-call.ts';

/** The most tool calls in one turn. */
export const MOST_TOOL_CALLS = 8;

/** Stops a model that keeps calling tools: further calls are refused, and it is asked again without any tool. */
export const toolBudget = (turn: Turn) =>
  createMiddleware({
    name: 'tool-budget',
    wrapToolCall: (request, handler) => {
      turn.toolCalls += 1;
      if (turn.toolCalls <= MOST_TOOL_CALLS) return handler(request);
      return refuseCall(request.toolCall, { refusal: 'enough-calls', next: 'answer from what you have' });
    },
  });
