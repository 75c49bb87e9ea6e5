import { firstWords, MOST_WORDS } from '../guardrails/grounded-numbers.ts';
import type { Turn } from '../state.ts';
import type { Action } from '../decide/action.ts';
import type { PassageView } from '../tool-results/passage.ts';
import { answersOf, lastFound, type ToolName, type ToolResult } from '../tool-results/tool-result.ts';
import { english, says } from '../understand/language.ts';
import { healthWordsIn, speaksOfHealth } from '../understand/health.ts';
import { fillTemplate } from './template.ts';
import { phraseAbout } from './phrase-about.ts';
import { phraseCart } from './phrase-cart.ts';
import { phraseCompare } from './phrase-compare.ts';
import { phraseDue } from './phrase-due.ts';
import { phraseKit } from './phrase-kit.ts';
import { phraseOrder, phraseReturn } from './phrase-order.ts';
import { phrasePurpose } from './phrase-purpose.ts';
import { phraseOffers, phrasePoints } from './phrase-rewards.ts';
import { phrasePassages } from './phrase-passages.ts';
import { phraseSearch } from './phrase-search.ts';
import { phraseSeveral, phraseVariant } from './phrase-several.ts';
import { phraseBundles, phraseTogether } from './phrase-together.ts';
import { phraseShape } from './phrase-shape.ts';
import { handOffText, notOffered, phraseTalk, unsure } from './phrase-talk.ts';

/** The answer of the offline model, from the results of this turn alone; about health a professional is named first. */
export function phrase(turn: Turn, action: Action, results: readonly ToolResult[]): string {
  // "The The Softer shell shirt": a title may begin with the article that a sentence puts before it.
  const text = phraseAction(turn, action, results).replace(/\bthe (?=the\b)/gi, '');
  const { professional } = english;
  const isForPerson = action.kind === 'hand-off' || action.kind === 'cart' || action.kind === 'view-cart';
  if (!speaksOfHealth(turn.text) || text.includes(professional) || isForPerson) return text;
  return `${professional} ${firstWords(text, MOST_WORDS - professional.split(' ').length)}`;
}

function phraseAction(turn: Turn, action: Action, results: readonly ToolResult[]): string {
  const last = <Name extends ToolName>(tool: Name) => answersOf(results, tool).at(-1);
  const changes = results.flatMap((one) =>
    one.tool === 'change_cart' || one.tool === 'reorder' ? [one.answer] : [],
  );
  const viewed = lastFound(results, 'view_cart');
  if (action.kind === 'cart' || changes.length) return phraseCart(turn, action, changes, viewed);
  if (action.kind === 'several') return phraseSeveral(turn, results);
  if (action.kind === 'talk') return phraseTalk(turn, action.intent);
  if (action.kind === 'hand-off') return handOffText(turn, action.reason);
  const due = last('due_soon');
  if (due) return phraseDue(turn, due);
  const returned = last('start_return');
  if (returned) return phraseReturn(turn, returned);
  const order = last('order_status');
  if (order) return phraseOrder(turn, order);
  const offers = last('my_offers');
  if (offers) return phraseOffers(turn, offers);
  const points = last('my_points');
  if (points) return phrasePoints(turn, points);
  const kit = last('build_bundle');
  if (kit) return phraseKit(turn, kit);
  if (action.kind === 'serve' && results.length === 0) return phraseTalk(turn, action.service);
  const together = lastFound(results, 'goes_together');
  if (together) return phraseTogether(turn, together);
  const bundles = lastFound(results, 'merchant_bundles');
  if (bundles) return phraseBundles(turn, bundles);
  const recommended = lastFound(results, 'recommend_for');
  if (recommended?.picks.length) return phrasePurpose(turn, action, recommended);
  const compared = lastFound(results, 'compare_products');
  if (compared) return phraseCompare(turn, compared);
  const content = lastFound(results, 'answer_from_content')?.passages;
  const found = lastFound(results, 'search_products');
  const details = lastFound(results, 'product_details');
  if (action.kind === 'variant' && details) return phraseVariant(turn, action, details, found);
  // A question beside a search: what the shop has written comes first, the cards stand above it.
  if (found?.total && content && action.kind === 'find') {
    const quoted = phrasePassages(content, 40);
    if (quoted) return quoted;
  }
  if (found && !(action.kind === 'content' && found.total === 0)) return phraseSearch(turn, action, found);
  const shape = lastFound(results, 'catalogue_shape');
  if (shape) return phraseShape(turn, shape);
  if (details) return phraseAbout(turn, action, details, content);
  if (content && action.kind === 'content' && action.about === 'health') return healthText(turn, content);
  if (content) return phrasePassages(content) ?? notOffered(turn) ?? unsure(turn);
  if (viewed) return phraseCart(turn, action, [], viewed);
  return unsure(turn);
}

/** What the shop has written, and whom to ask: the shop gives no medical advice of its own. */
function healthText(turn: Turn, content: readonly PassageView[]): string {
  const words = healthWordsIn(turn.text);
  const quoted = phrasePassages(
    content.filter(({ title, text }) => says(`${title} ${text}`, words)),
    34,
  );
  return quoted
    ? `${english.professional} ${quoted}`
    : `${english.professional} ${fillTemplate(turn, 'talk.no-advice')}`;
}
