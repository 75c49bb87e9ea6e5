import { AIMessage, createMiddleware } from 'langchain';
import type { Turn } from '../state.ts';
import type { ToolResult } from '../tool-results/tool-result.ts';
import { guidanceText } from '../understand/guidance.ts';
import { asksForCartChange } from './confirmed-writes.ts';
import { falseActs } from './grounded-acts.ts';
import { leftIsGrounded } from './grounded-left.ts';
import { resultsOf } from './grounded-numbers.ts';
import { offersAreGrounded } from './grounded-offers.ts';
import { originIsGrounded } from './grounded-origin.ts';
import { sentencesOf } from './sentences.ts';
import { withoutFenced } from './untrusted-text.ts';

/** A hosted model's words cannot stand: the offline model does and says what was asked instead. */
export class NotToBeSaid extends Error {
  override readonly name = 'NotToBeSaid';
}

/** Characters of words and calls in one reply that are looked at: more than its tokens can hold was not counted by the server. */
export const MOST_REPLY_CHARACTERS = 16_000;

/**
 * Takes out of a hosted model's final words what it claims and no tool of this turn did or answered. Throws NotToBeSaid
 * where nothing is left, or where it claims the change of the cart that the shopper asked for and nobody made.
 */
export const hostedWords = (turn: Turn) =>
  createMiddleware({
    name: 'hosted-words',
    wrapModelCall: async (request, handler) => {
      const answer = await handler(request);
      if (turn.answeredBy === 'offline' || !AIMessage.isInstance(answer) || answer.tool_calls?.length)
        return answer;
      const { text } = answer;
      if (!text.trim() || text.length > MOST_REPLY_CHARACTERS) return answer;
      const { kept, falselyDone } = withoutFalseClaims(
        text,
        resultsOf(request.messages),
        guidanceText(turn.content),
      );
      if (!kept || (falselyDone && asksForCartChange(turn)))
        throw new NotToBeSaid('No tool did what was claimed.');
      return withWords(answer, kept);
    },
  });

/**
 * The text without the sentences that claim what neither this turn's results nor the shop's guidance make true, and
 * whether an act was among them.
 */
export function withoutFalseClaims(
  text: string,
  results: readonly ToolResult[],
  guidance: string,
): { readonly kept: string; readonly falselyDone: boolean } {
  const told = [...results.map(({ answer }) => JSON.stringify(answer)), guidance].join('\n').toLowerCase();
  const own = withoutFenced(told);
  let falselyDone = false;
  const kept = sentencesOf(text).filter((sentence) => {
    const isFalse = falseActs(sentence, results).length > 0;
    falselyDone ||= isFalse;
    return (
      !isFalse &&
      offersAreGrounded(sentence, own) &&
      leftIsGrounded(sentence, own) &&
      originIsGrounded(sentence, told)
    );
  });
  return { kept: kept.join('').trim(), falselyDone };
}

const withWords = (answer: AIMessage, content: string): AIMessage =>
  new AIMessage({
    content,
    ...(answer.id ? { id: answer.id } : {}),
    response_metadata: answer.response_metadata,
    additional_kwargs: answer.additional_kwargs,
  });
