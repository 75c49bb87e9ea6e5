import type { BaseChatModel } from '@langchain/core/language_models/chat_models';
import { AIMessage, createMiddleware } from 'langchain';
import type { Circuit } from '../model/circuit-breaker.ts';
import type { FallbackReason, Turn } from '../state.ts';
import { brokeOff } from './cut-answer.ts';
import { MOST_REPLY_CHARACTERS } from './hosted-words.ts';
import { causeOf, NotToBeSaid } from './not-to-be-said.ts';
import { CapReached } from './spend-caps.ts';
import { MOST_TOOL_CALLS } from './tool-budget.ts';

interface FallbackOptions {
  readonly offlineModel: BaseChatModel;
  readonly circuit: Circuit;
  /** Ends the wait for the hosted model. */
  readonly deadline: AbortSignal;
  /** The shopper's stop, which says nothing about the provider. */
  readonly stopped: AbortSignal;
  /** Nobody reads the answer any longer, which says nothing about it either; the deadline ends with it. */
  readonly unattended: AbortSignal;
  /** Called when the offline model takes over: it has time of its own. */
  readonly takeOver: () => void;
  /** Milliseconds of a steady clock. */
  readonly clock: () => number;
}

/**
 * Lets the offline model finish a turn that the other model cannot: it refused, fell silent, broke off, sent garbage,
 * keeps calling tools, costs too much, or rests after failures. What tools answered so far stays, so nothing is done
 * twice.
 */
export const modelFallback = (
  turn: Turn,
  { offlineModel, circuit, deadline, stopped, unattended, takeOver, clock }: FallbackOptions,
) =>
  createMiddleware({
    name: 'model-fallback',
    wrapModelCall: async (request, handler) => {
      const byOfflineModel = (because: FallbackReason | null) => {
        if (turn.answeredBy !== 'offline') takeOver();
        turn.answeredBy = 'offline';
        turn.fallbackReason ??= because;
        return handler({ ...request, model: offlineModel });
      };
      const late = (): FallbackReason => (unattended.aborted ? 'left' : 'slow');
      if (turn.answeredBy === 'offline') return byOfflineModel(null);
      if (deadline.aborted) return byOfflineModel(late());
      if (!circuit.mayTry(clock())) return byOfflineModel('resting');
      const spent = turn.toolCalls >= MOST_TOOL_CALLS;
      try {
        const answer = await before(deadline, handler(spent ? { ...request, tools: [] } : request));
        if (!AIMessage.isInstance(answer)) throw new Error('The model did not answer with a message.');
        const calls = answer.tool_calls?.length ?? 0;
        const empty = calls === 0 && !answer.text.trim();
        if (
          answer.invalid_tool_calls?.length ||
          (empty && !spent) ||
          brokeOff(answer) ||
          lengthOf(answer) > MOST_REPLY_CHARACTERS
        ) {
          circuit.failed(clock());
          return await byOfflineModel('unclear');
        }
        circuit.succeeded();
        return spent && (calls > 0 || empty) ? await byOfflineModel('endless') : answer;
      } catch (thrown) {
        const error = causeOf(thrown);
        if (stopped.aborted || unattended.aborted || error instanceof CapReached) circuit.abandoned();
        else if (error instanceof NotToBeSaid) circuit.succeeded();
        else circuit.failed(clock(), restAskedFor(error));
        // Why it failed is the provider's business; the shopper gets an answer, labelled as the offline model's.
        return await byOfflineModel(
          error instanceof NotToBeSaid
            ? error.because
            : error instanceof CapReached
              ? 'cap'
              : deadline.aborted
                ? late()
                : 'failed',
        );
      }
    },
  });

const lengthOf = (answer: AIMessage): number =>
  answer.text.length + JSON.stringify(answer.tool_calls ?? []).length;

/** Milliseconds of `Retry-After`, where the provider is over its limit; a plain 429 is a failure like any other. */
function restAskedFor(error: unknown): number | undefined {
  const { status, headers } = error as { status?: number; headers?: unknown };
  if (status !== 429 && status !== 503) return undefined;
  const value =
    headers instanceof Headers
      ? headers.get('retry-after')
      : (headers as Record<string, string> | undefined)?.['retry-after'];
  const seconds = Number(value);
  return value && seconds > 0 ? seconds * 1000 : undefined;
}

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
