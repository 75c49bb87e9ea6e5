import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import type { DetailsView } from '../present/tool-views.ts';
import type { Action } from '../decide/action.ts';
import type { ToolResult } from './step.ts';
import { phrasePassages } from './phrase-passages.ts';
import { phraseGroup, phraseSearch } from './phrase-search.ts';
import { unsure } from './phrase-talk.ts';

const MOST_OF_A_QUESTION = 26; // words: an answer among others is shorter than one alone

/** One text over the answers to a message that asks several things, in their order. */
export function phraseSeveral(turn: Turn, results: readonly ToolResult[]): string {
  const said = results.map(({ tool, answer }) => {
    if (tool === 'search_products') return answer['refusal'] ? '' : phraseGroup(answer);
    return phrasePassages(turn, answer, MOST_OF_A_QUESTION) ?? '';
  });
  return firstWords(said.filter(Boolean).join(' ')) || unsure(turn);
}

/** "The cheaper one but in blue": whether that product comes so; where it does not, what does. */
export function phraseVariant(
  turn: Turn,
  action: Action,
  details: Readonly<Record<string, unknown>>,
  found: Readonly<Record<string, unknown>> | undefined,
): string {
  const [product] = details['products'] as readonly DetailsView[];
  if (!product) return 'That product is not in the shop any more.';
  const wished = String(details['wished'] ?? 'that way');
  if (details['wish'] === 'met') {
    const offer = String(details['offer'] ?? '');
    return `The ${product.title} comes ${wished}, ${String(details['price'] ?? product.price)}${offer ? `: ${offer}` : ''}.`;
  }
  const no = `The ${product.title} does not come ${wished}.`;
  return found ? firstWords(`${no} ${phraseSearch(turn, action, found)}`) : no;
}
