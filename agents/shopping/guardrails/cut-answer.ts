import type { AIMessage } from 'langchain';

type Ended = Pick<AIMessage, 'response_metadata' | 'additional_kwargs'>;

const reasonsOf = ({ response_metadata: told, additional_kwargs: also }: Ended): readonly unknown[] =>
  [told['finish_reason'], told['stop_reason'], also['stop_reason']].filter(Boolean);

const CUT = [
  'length',
  'max_tokens',
  'model_context_window_exceeded',
  'content_filter',
  'refusal',
  'insufficient_system_resource',
];

/** Whether the provider says that the reply ended elsewhere than where the model wanted to end: at the most tokens, or filtered. */
export const isCut = (answer: Ended): boolean =>
  reasonsOf(answer).some((reason) => CUT.includes(String(reason)));

/** Whether a stream ended without saying why it did: a proxy may close a connection as politely as a model does. */
export const brokeOff = (answer: Ended): boolean => reasonsOf(answer).length === 0;

const ENDS = /[.!?…。！？][)\]"'”’»]*\s*$/u;

/** Whether a sentence has an end. */
export const isWhole = (sentence: string): boolean => ENDS.test(sentence);
