import { firstWords, MOST_WORDS } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import type { Action } from '../decide/action.ts';
import type { ToolResult } from './step.ts';
import { english, says } from '../understand/language.ts';
import { fillTemplate } from './template.ts';
import { phraseAbout } from './phrase-about.ts';
import { phraseCart } from './phrase-cart.ts';
import { phraseCompare } from './phrase-compare.ts';
import { phraseDue } from './phrase-due.ts';
import { phraseKit } from './phrase-kit.ts';
import { phraseOrder, phraseReturn } from './phrase-order.ts';
import { phraseOffers, phrasePoints } from './phrase-rewards.ts';
import { phrasePassages } from './phrase-passages.ts';
import { phraseSearch } from './phrase-search.ts';
import { phraseSeveral, phraseVariant } from './phrase-several.ts';
import { phraseShape } from './phrase-shape.ts';
import { handOffText, phraseTalk, unsure } from './phrase-talk.ts';

/** The answer of the house model, from the results of this turn alone; about illness it names a professional. */
export function phrase(turn: Turn, action: Action, results: readonly ToolResult[]): string {
  const text = phraseAct(turn, action, results);
  const { professional } = english;
  if (!says(turn.text, english.medical) || text.includes(professional)) return text;
  return `${firstWords(text, MOST_WORDS - professional.split(' ').length)} ${professional}`;
}

function phraseAct(turn: Turn, action: Action, results: readonly ToolResult[]): string {
  const last = (tool: string) =>
    results.findLast((result) => result.tool === tool && !result.answer['refusal'])?.answer;
  const cart = results
    .filter((result) => result.tool === 'change_cart' || result.tool === 'reorder')
    .map((result) => result.answer);
  if (action.kind === 'cart' || cart.length) return phraseCart(turn, action, cart, last('view_cart'));
  if (action.kind === 'several') return phraseSeveral(turn, results);
  if (action.kind === 'talk') return phraseTalk(turn, action.intent);
  if (action.kind === 'hand-off') return handOffText(turn, action.reason);
  const due = results.findLast(({ tool }) => tool === 'due_soon')?.answer;
  if (due) return phraseDue(turn, due);
  const answered = (tool: string) => results.findLast((result) => result.tool === tool)?.answer;
  const returned = answered('start_return');
  if (returned) return phraseReturn(turn, returned);
  const order = answered('order_status');
  if (order) return phraseOrder(turn, order);
  const offers = answered('my_offers');
  if (offers) return phraseOffers(turn, offers);
  const points = answered('my_points');
  if (points) return phrasePoints(turn, points);
  const kit = results.findLast(({ tool }) => tool === 'build_bundle')?.answer;
  if (kit) return phraseKit(turn, kit);
  if (action.kind === 'serve' && results.length === 0) return phraseTalk(turn, action.service);
  const compared = last('compare_products');
  if (compared) return phraseCompare(turn, compared);
  const content = last('answer_from_content');
  const found = last('search_products');
  const details = last('product_details');
  if (action.kind === 'variant' && details) return phraseVariant(turn, action, details, found);
  // A question beside a search: what the shop has written comes first, the cards stand above it.
  if (found && content && action.kind === 'find') {
    const quoted = phrasePassages(turn, content, 40);
    if (quoted) return quoted;
  }
  if (found && !(action.kind === 'content' && nothingFound(found))) return phraseSearch(turn, action, found);
  const shape = last('catalogue_shape');
  if (shape) return phraseShape(turn, shape);
  if (details) return phraseAbout(turn, action, details, content);
  if (content && action.kind === 'content' && action.about === 'health') return healthText(turn, content);
  if (content) return phrasePassages(turn, content) ?? unsure(turn);
  const viewed = last('view_cart');
  if (viewed) return phraseCart(turn, action, [], viewed);
  return unsure(turn);
}

const nothingFound = (found: Readonly<Record<string, unknown>>): boolean => found['total'] === 0;

/** What the shop has written, and whom to ask: the shop gives no medical advice of its own. */
function healthText(turn: Turn, content: Readonly<Record<string, unknown>>): string {
  const quoted = phrasePassages(turn, content, 34);
  return quoted
    ? `${quoted} ${english.professional}`
    : `${fillTemplate(turn, 'talk.no-advice')} ${english.professional}`;
}
