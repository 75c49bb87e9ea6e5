import { AIMessage, createMiddleware } from 'langchain';
import type { FallbackReason, Turn } from '../state.ts';
import type { ToolResult } from '../tool-results/tool-result.ts';
import { guidanceText } from '../understand/guidance.ts';
import { isInAnotherLanguage } from './answer-language.ts';
import { asksForAnyCartChange } from './confirmed-writes.ts';
import { isCut, wholeSentences } from './cut-answer.ts';
import { falseActs } from './grounded-acts.ts';
import { leftIsGrounded } from './grounded-left.ts';
import { resultsOf } from './grounded-numbers.ts';
import { offersAreGrounded } from './grounded-offers.ts';
import { originIsGrounded } from './grounded-origin.ts';
import { withoutThoughts } from './hidden-thoughts.ts';
import { withoutEcho, type Secret } from './prompt-echo.ts';
import { sentencesOf } from './sentences.ts';
import { unfence, withoutFenced } from './untrusted-text.ts';

/** A hosted model's words cannot stand: the offline model does and says what was asked instead. */
export class NotToBeSaid extends Error {
  override readonly name = 'NotToBeSaid';
  readonly because: FallbackReason;

  constructor(because: FallbackReason, message: string) {
    super(message);
    this.because = because;
  }
}

/** Characters of words and calls in one reply that are looked at: more than its tokens can hold was not counted by the server. */
export const MOST_REPLY_CHARACTERS = 16_000;

/**
 * Leaves of a hosted model's final words what may be said: no thoughts, no half sentence, nothing of `secret`, and no
 * claim that no tool of this turn made true. Throws NotToBeSaid where nothing is left, where the shopper asked for a
 * change of the cart that is claimed and not made, and where the words are in a language that is not the shopper's.
 */
export const hostedWords = (turn: Turn, secret: Secret) =>
  createMiddleware({
    name: 'hosted-words',
    wrapModelCall: async (request, handler) => {
      const answer = await handler(request);
      if (turn.answeredBy === 'offline' || !AIMessage.isInstance(answer)) return answer;
      if (answer.tool_calls?.length) {
        if (isCut(answer)) throw new NotToBeSaid('unclear', 'A call was cut off.');
        return answer;
      }
      if (!answer.text.trim() || answer.text.length > MOST_REPLY_CHARACTERS) return answer;
      const text = unfence(withoutThoughts(answer.text));
      const results = resultsOf(request.messages);
      const { store } = turn.content;
      const asked = [...turn.earlier, turn.text].join('\n');
      const told = results.map((result) => JSON.stringify(result.answer)).join('\n');
      const open = [told, asked, store.name, store.description, ...Object.values(store.contact)].join('\n');
      const whole = isCut(answer) ? wholeSentences(text) : text;
      const sentences = withoutEcho(sentencesOf(whole), secret, open);
      if (isInAnotherLanguage(sentences, asked, open))
        throw new NotToBeSaid('language', 'The answer is in a language that nobody spoke.');
      const { kept, falselyDone } = withoutFalseClaims(sentences, results, guidanceText(turn.content));
      if (!kept || (falselyDone && asksForAnyCartChange(turn)))
        throw new NotToBeSaid('unclear', 'Nothing of the answer may be said.');
      return withWords(answer, kept);
    },
  });

/**
 * The text of the sentences but those that claim what neither this turn's results nor the shop's guidance make true, and
 * whether an act was among them.
 */
function withoutFalseClaims(
  sentences: readonly string[],
  results: readonly ToolResult[],
  guidance: string,
): { readonly kept: string; readonly falselyDone: boolean } {
  const told = [...results.map(({ answer }) => JSON.stringify(answer)), guidance].join('\n').toLowerCase();
  const own = withoutFenced(told);
  let falselyDone = false;
  const kept = sentences.filter((sentence) => {
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
