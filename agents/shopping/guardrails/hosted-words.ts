import { AIMessage, createMiddleware } from 'langchain';
import type { HeardChat } from '../model/heard-chat.ts';
import type { Turn } from '../state.ts';
import type { ToolResult } from '../tool-results/tool-result.ts';
import { guidanceText } from '../understand/guidance.ts';
import { spokenIn } from '../understand/language.ts';
import { isInAnotherLanguage, leavesShoppersLanguage } from './answer-language.ts';
import { asksForAnyCartChange } from './confirmed-writes.ts';
import { falseClaimsAbroad } from './claims-abroad.ts';
import { brokeOff, isCut } from './cut-answer.ts';
import { falseActs } from './grounded-acts.ts';
import { leftIsGrounded } from './grounded-left.ts';
import { evidenceOf, isGrounded, resultsOf, withoutMarkup } from './grounded-numbers.ts';
import { offersAreGrounded } from './grounded-offers.ts';
import { originIsGrounded } from './grounded-origin.ts';
import { withoutThoughts } from './hidden-thoughts.ts';
import { causeOf, NotToBeSaid } from './not-to-be-said.ts';
import { echoOf, type Secret } from './prompt-echo.ts';
import { readableReply } from './readable-calls.ts';
import { withWhomToAsk } from './safe-topics.ts';
import { sentenceGate, type Spoken, type Verdict } from './sentence-gate.ts';
import { unfence, withoutFenced } from './untrusted-text.ts';

/** Characters of words and calls in one reply that are looked at: more than its tokens can hold was not counted by the server. */
export const MOST_REPLY_CHARACTERS = 16_000;

const SIGNS = 40; // that may stand between two sentences
/** The end of a sentence with the first letter of the next. */
const MAY_END = new RegExp(String.raw`[.!?…。！？\n][^\p{L}]{0,${SIGNS}}\p{L}`, 'u');

/**
 * Says of a hosted model's words what may be said, sentence by sentence as they come: no thoughts, no half sentence,
 * nothing of `secret`, and no claim that no tool of this turn made true. Before a tool has answered in the turn a reply is
 * heard to its end: it may be the preface to a call, and tells whether the server swallows the tag that opens thoughts.
 * Words that begin in another language than the shopper's are asked for anew, once. Throws NotToBeSaid where nothing is
 * left, where the shopper asked for a change of the cart that is claimed and not made, and where the words begin in a
 * language that nobody spoke.
 */
export function hostedWords(turn: Turn, secret: Secret, model: HeardChat) {
  const spoken: Spoken = { text: '', words: 0 };
  const callIds = new Set<string>();
  let swallows = false;

  /** One reply of the model, said as far as it may be. */
  async function reply<Other>(
    { messages, runtime }: Asked,
    ask: () => Promise<AIMessage | Other>,
    isRedone: boolean,
  ): Promise<AIMessage | Other> {
    const results = resultsOf(messages);
    const before = spoken.text;
    const claims = { areFalse: false };
    const verdict = verdictOf(turn, secret, results, { spoken, claims, isRedone });
    const gate = sentenceGate(verdict, spoken, (data) => runtime.writer?.({ part: 'text', data }));
    let whole = '';
    model.hear = (words) => {
      if (results.length === 0 || swallows || turn.answeredBy === 'offline') return;
      if (whole.length > MOST_REPLY_CHARACTERS) return;
      whole += words;
      if (MAY_END.test(whole.slice(-words.length - SIGNS - 1))) gate.more(withoutThoughts(whole).said);
    };
    const given = await ask();
    if (!AIMessage.isInstance(given)) return given;
    const answer = readableReply(given, callIds);
    const { said, swallowed } = withoutThoughts(whole || answer.text);
    swallows ||= swallowed;
    if (answer.tool_calls?.length) {
      if (isCut(answer)) throw new NotToBeSaid('unclear', 'A call was cut off.');
      return answer;
    }
    if (!answer.text.trim() || brokeOff(answer) || answer.text.length > MOST_REPLY_CHARACTERS) return answer;
    gate.end(said, isCut(answer));
    if (spoken.text === before || (claims.areFalse && asksForAnyCartChange(turn)))
      throw new NotToBeSaid('unclear', 'Nothing of the answer may be said.');
    return withWords(answer, spoken.text.slice(before.length));
  }

  return createMiddleware({
    name: 'hosted-words',
    wrapModelCall: async (request, handler) => {
      if (turn.answeredBy === 'offline') return handler(request);
      const before = spoken.text;
      try {
        return await reply(request, async () => handler(request), false);
      } catch (error) {
        const cause = causeOf(error);
        const isForeign = cause instanceof NotToBeSaid && cause.because === 'language';
        if (!isForeign || spoken.text !== before) throw error;
        const anew = { ...request, systemPrompt: `${request.systemPrompt}\n${ANEW}` };
        return reply(request, async () => handler(anew), true);
      }
    },
  });
}

interface Asked {
  readonly messages: Parameters<typeof resultsOf>[0];
  readonly runtime: { readonly writer?: ((chunk: unknown) => void) | null | undefined };
}

/** What a model is told whose answer was in another language than the shopper's. */
const ANEW =
  'Your answer was in another language. Answer again in the language of the shopper’s last message.';

/** A call or an answer of a tool as a model plays it in prose. */
const DATA = /[{[]\s*"|"\s*:\s*[{["\d]/;
/** Where a model goes on with the shopper's part. */
const OTHERS_PART = /^\W*(?:shopper|user|human|customer|client)\s*:/i;
const OWN_PART = /^\W*(?:you say|assistant|ai|bot|answer|response)\s*:\s*/i;

/** Judges the sentences of one reply against the results of the turn. */
function verdictOf(
  turn: Turn,
  secret: Secret,
  results: readonly ToolResult[],
  reply: {
    readonly spoken: Spoken;
    readonly claims: { areFalse: boolean };
    /** Whether the model was told that its language is not the shopper's. */
    readonly isRedone: boolean;
  },
): Verdict {
  const { spoken, claims, isRedone } = reply;
  const { store } = turn.content;
  const asked = [...turn.earlier, turn.said].join('\n');
  const answers = results.map((result) => JSON.stringify(result.answer)).join('\n');
  const open = [answers, asked, store.name, store.description, ...Object.values(store.contact)].join('\n');
  const told = [answers, guidanceText(turn.content)].join('\n').toLowerCase();
  const own = withoutFenced(told);
  const evidence = evidenceOf(turn, results);
  const echo = echoOf({ ...secret, texts: [...secret.texts, ANEW] }, open);
  let isOver = false;
  return {
    needsNext: echo.mayGoOn,
    words(raw, before, after) {
      const sentence = withoutMarkup(unfence(raw)).replace(OWN_PART, '');
      isOver ||= OTHERS_PART.test(sentence);
      if (isOver || DATA.test(sentence)) return '';
      // What follows a change that was not made is said by whoever makes it.
      if ((claims.areFalse && asksForAnyCartChange(turn)) || !sentence.trim()) return '';
      if (echo.repeats(sentence, before, after)) return '';
      if (isInAnotherLanguage([sentence], asked, open, spokenIn(turn.locale))) {
        if (spoken.text) return '';
        throw new NotToBeSaid('language', 'The answer is in a language that nobody spoke.');
      }
      if (!isRedone && !spoken.text && leavesShoppersLanguage(sentence, turn.said, open))
        throw new NotToBeSaid('language', 'The answer is in the language of the shop alone.');
      const isFalse =
        falseActs(sentence, results).length > 0 ||
        falseClaimsAbroad(sentence, { results, told, own }).length > 0;
      claims.areFalse ||= isFalse;
      const isSaid =
        !isFalse &&
        offersAreGrounded(sentence, own) &&
        leftIsGrounded(sentence, own) &&
        originIsGrounded(sentence, told) &&
        isGrounded(sentence, evidence);
      if (!isSaid) return '';
      return spoken.text ? sentence : withWhomToAsk(sentence, turn.text);
    },
  };
}

const withWords = (answer: AIMessage, content: string): AIMessage =>
  new AIMessage({
    content,
    response_metadata: answer.response_metadata,
    additional_kwargs: answer.additional_kwargs,
  });
