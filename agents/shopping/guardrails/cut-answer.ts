import type { AIMessage } from 'langchain';
import { sentencesOf } from './sentences.ts';

/** Whether the provider says that the reply ended at the most tokens, not where the model wanted to end. */
export const isCut = ({ response_metadata: told, additional_kwargs: also }: AIMessage): boolean =>
  [told['finish_reason'], told['stop_reason'], also['stop_reason']].some((reason) =>
    ['length', 'max_tokens', 'model_context_window_exceeded'].includes(String(reason)),
  );

const ENDS = /[.!?…。！？][)\]"'”’»]*\s*$/u;

/** The text up to its last sentence that has an end; empty where none has. */
export function wholeSentences(text: string): string {
  const sentences = sentencesOf(text);
  return sentences
    .slice(0, sentences.findLastIndex((sentence) => ENDS.test(sentence)) + 1)
    .join('')
    .trim();
}
