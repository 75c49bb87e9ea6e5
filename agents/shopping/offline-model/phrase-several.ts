import { messagesOf } from '#src/messages/messages.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import type { Action } from '../decide/action.ts';
import type { SearchProductsResult } from '../tool-results/search-products.ts';
import type { Found, ToolResult } from '../tool-results/tool-result.ts';
import { phrasePassages } from './phrase-passages.ts';
import { phraseGroup, phraseSearch } from './phrase-search.ts';
import { unsure } from './phrase-talk.ts';

const MOST_OF_A_QUESTION = 26; // words: an answer among others is shorter than one alone

/** One text over the answers to a message that asks several things, in their order. */
export function phraseSeveral(turn: Turn, results: readonly ToolResult[]): string {
  const said = results.map(({ tool, answer }) => {
    if ('refusal' in answer) return '';
    if (tool === 'search_products') return phraseGroup(turn, answer);
    return tool === 'answer_from_content' ? phrasePassages(answer.passages, MOST_OF_A_QUESTION) : '';
  });
  return firstWords(said.filter(Boolean).join(' ')) || unsure(turn);
}

/** "The cheaper one but in blue": whether that product comes so; where it does not, what does. */
export function phraseVariant(
  turn: Turn,
  action: Action,
  { products: [product], requested }: Found<'product_details'>,
  found: SearchProductsResult | undefined,
): string {
  const { variants: say, notInShop } = messagesOf(turn.locale).answers;
  if (!product) return notInShop;
  const options = requested?.options ?? say.thatWay;
  if (requested?.isMet)
    return say.comesAs(product.title, options, requested.price.printed, requested.offer ?? '');
  const no = say.comesNot(product.title, options);
  return found ? firstWords(`${no} ${phraseSearch(turn, action, found)}`) : no;
}
