import { answersOf, lastFound, type ToolResult } from '../tool-results/tool-result.ts';
import { clauseDenies } from './denied-clause.ts';

const OFTEN = '(?: just| now| already| also| all| successfully| indeed| gone ahead and| went ahead and)*';
const BY_US = String.raw`\b(?:i|we)(?:['’]ve| have| did)?${OFTEN}`;
const AT_IT = String.raw`\b(?:i|we)(?:['’]m|['’]re| am| are)${OFTEN}`;
const IS_DONE = String.raw`\b(?:is|are|was|were|has been|have been)${OFTEN}`;
// "Orders are sent the same day" is a rule; what has been sent is a claim.
const HAS_BEEN = String.raw`\b(?:has|have|was|were|is now|is already)(?: just| now| already| been)*`;
const AT_FIRST = String.raw`^\W*(?:(?:done|great|sure|ok|okay|perfect|alright)\b\W*)?(?:successfully )?`;
const CART = String.raw`\b(?:cart|basket|bag)\b`;
const REDUCTION = String.raw`\b(?:discount|code|coupon|voucher|offer|promotion|credit|points|off)\b`;
const said = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'), 'i');

/** What words say was done, and what of this turn's results makes it true. `sentence` is in lower case. */
interface Act {
  readonly name: string;
  readonly said: RegExp;
  readonly isTrue: (results: readonly ToolResult[], sentence: string) => boolean;
}

const never = (): boolean => false;

/** Acts by name. A person's acts (mails, refunds, changed orders) are no tool's: no turn makes them true. */
export const ACTS: readonly Act[] = [
  {
    name: 'added to the cart',
    said: said(
      "\\bi(?:['’]ve| have)?" + OFTEN + ' added\\b',
      `${BY_US} (?:added|put|placed|dropped|popped)\\b.{0,160}${CART}`,
      `${AT_IT} (?:adding (?:it|that|this|the|them|both)\\b|(?:putting|placing|popping)\\b.{0,160}${CART})`,
      `${AT_FIRST}(?:adding|putting)\\b.{0,160}${CART}`,
      '\\bconsider it (?:added|yours)\\b',
      `${AT_FIRST}added(?: (?:to|the|it|them|both|this|that|these|your|one|two|\\d+)\\b|[:.!]|$)`,
    ),
    isTrue: (results, sentence) => isOfThat(sentence, results, changed(results, ['add', 'set'])),
  },
  {
    name: 'in the cart',
    said: said(
      `${IS_DONE} (?:added|put|placed)\\b.{0,160}${CART}`,
      `${IS_DONE} (?:in|waiting in|sitting in|waiting for you in) your ${CART}`,
      `\\byour ${CART}(?: now)? (?:has|holds|contains|includes)\\b(?! nothing| no | been)`,
      `\\byou(?: now)? have\\b.{0,160}\\bin your ${CART}`,
    ),
    isTrue: (results, sentence) => isOfThat(sentence, results, held(results)),
  },
  {
    name: 'taken out of the cart',
    said: said(
      `${BY_US} (?:removed|taken|took|emptied|cleared)\\b.{0,160}${CART}`,
      `${IS_DONE} (?:removed|taken|emptied|cleared)\\b.{0,160}${CART}`,
      `${CART} (?:is|has been)${OFTEN} (?:emptied|cleared)`,
      `\\bno longer in your ${CART}`,
    ),
    isTrue: (results, sentence) => isOfThat(sentence, results, changed(results, ['remove'])),
  },
  {
    name: 'changed in the cart',
    said: said(
      `${BY_US} (?:updated|changed|swapped|switched|increased|reduced)\\b.{0,160}(?:${CART}|\\b(?:quantity|size|colou?r)\\b)`,
      `${IS_DONE} (?:updated|changed|swapped|switched|increased|reduced)\\b.{0,160}${CART}`,
      `${CART} (?:is|has been) updated`,
    ),
    isTrue: (results, sentence) => isOfThat(sentence, results, changed(results, ['add', 'set', 'remove'])),
  },
  {
    name: 'done, with nothing more',
    said: said(
      "^\\W*(?:all )?(?:done|all set|it['’]s done|consider it done)\\b",
      "\\b(?:you['’]re|you are|that['’]s|it['’]s)(?: now)? (?:all set|taken care of|sorted)\\b",
      `${BY_US} (?:took|taken) care of\\b`,
    ),
    isTrue: (results) => wasChanged(results) || returned(results),
  },
  {
    name: 'taken off the price',
    said: said(
      `${BY_US} (?:applied|activated|redeemed|added)\\b.{0,160}${REDUCTION}`,
      `${REDUCTION}.{0,160}${IS_DONE} (?:applied|activated|redeemed|added|deducted|taken off|reflected|included)`,
      `${AT_IT} (?:applying|giving|taking)\\b.{0,160}${REDUCTION}`,
      `${BY_US} (?:took|taken|given|gave|knocked)\\b.{0,160}${REDUCTION}`,
      `\\byou(?:['’]re| are)(?: now)? (?:getting|saving)\\b.{0,80}(?:[%$€£]|${REDUCTION})`,
      `\\byou(?:['’]ve| have)?${OFTEN} saved\\b.{0,80}[%$€£]`,
    ),
    isTrue: isReduced,
  },
  {
    name: 'return opened',
    said: said(
      `${BY_US} (?:opened|started|initiated|created|set up|processed|arranged)\\b.{0,160}\\breturn\\b`,
      `\\breturn ${IS_DONE} (?:opened|started|initiated|created|processed|arranged)`,
    ),
    isTrue: returned,
  },
  ...(
    [
      [
        'cancelled',
        `(?:(?:${IS_DONE}|${HAS_BEEN}) (?:cancell?ed|called off|voided)|cancellation (?:is|has|was)|won['’]t (?:ship|be sent))`,
        /cancel/,
      ],
      ['sent', `(?:${HAS_BEEN} (?:sent|shipped|dispatched)|${IS_DONE} on its way)`, /on its way|delivered/],
      ['delivered', `${HAS_BEEN} delivered`, /delivered/],
      [
        'paid',
        `(?:${HAS_BEEN} (?:paid|placed|received|processed)|${IS_DONE} confirmed)`,
        /paid|on its way|delivered/,
      ],
    ] as const
  ).map(([name, claim, state]) => ({
    name: `order ${name}`,
    said: said(`\\b(?:order|parcel|package|shipment)\\b[^,;]{0,160}${claim}\\b`),
    isTrue: (results: readonly ToolResult[]) => {
      const order = lastFound(results, 'order_status');
      return order !== undefined && state.test(order.state.toLowerCase());
    },
  })),
  {
    name: 'done by a person',
    said: said(
      `${BY_US} (?:cancell?ed|refunded|reserved|booked|shipped|dispatched|emailed|mailed|texted|sent|forwarded|notified|contacted|escalated|scheduled|subscribed|registered|deleted)\\b`,
      `${BY_US} (?:updated|changed|corrected|amended)\\b.{0,160}\\b(?:order|address|e-?mail|account|details|payment)\\b`,
      `${BY_US} placed\\b.{0,160}\\border\\b`,
      `\\b(?:refund|replacement|money)\\b[^,;]{0,160}${IS_DONE} (?:issued|processed|approved|refunded|sent|on (?:its|the) way)`,
      `\\b(?:cancellation|refund)\\b[^,;]{0,160}(?:gone through|is complete|is confirmed|went through)`,
      `${AT_IT} (?:cancell?ing|refunding|reserving|sending|mailing|emailing|notifying|contacting|forwarding|escalating)\\b`,
      `${BY_US} (?:put|set)(?: \\w+){0,3} aside\\b`,
      `${BY_US} (?:put|pushed) (?:\\w+ ){0,4}through\\b`,
      `\\b(?:is|are|was) (?:reserved|on hold|held) for you\\b`,
      `\\b(?:address|account|subscription|order)\\b[^,;]{0,160}${IS_DONE} (?:updated|changed|amended|refunded)`,
    ),
    isTrue: never,
  },
  {
    // The answer itself is the last that comes: what it goes to look for is never found.
    name: 'announced',
    said: /^\W*(?:(?:ok|okay|sure|great|alright|absolutely|of course|certainly|no problem)\b\W*)?(?:(?:first|now|next)\W*)?(?:let me|let['’]s|allow me to|i(?:['’]ll| will| am going to|['’]m going to| need to))(?: \w+){0,2} (?:check|look|search|find|see|pull|fetch|get|grab|take a look|browse|dig)\b|^\W*(?:one moment|just a (?:moment|second|sec)|give me a (?:moment|second|sec)|bear with me)\b/i,
    isTrue: never,
  },
  {
    name: 'promised',
    said: /\bi(?:['’]ll| will)(?: now| also| make sure to)* (?:cancel|refund|reserve|hold|book|e-?mail|mail|text|call|send|forward|notify|contact|escalate|schedule|remind|let you know)\b/i,
    isTrue: never,
  },
];

/** Names of the acts that the sentence claims and no result of this turn makes true. */
export const falseActs = (sentence: string, results: readonly ToolResult[]): readonly string[] =>
  sentence.trim().endsWith('?')
    ? []
    : ACTS.filter(({ said, isTrue }) => {
        const claim = said.exec(sentence);
        return claim && !clauseDenies(sentence, claim.index) && !isTrue(results, sentence.toLowerCase());
      }).map(({ name }) => name);

/** Titles of what was changed in the cart so, in lower case. */
function changed(results: readonly ToolResult[], how: readonly string[]): readonly string[] {
  return [...answersOf(results, 'change_cart'), ...answersOf(results, 'reorder')].flatMap((answer) =>
    'done' in answer && how.includes(answer.done) ? [answer.title.toLowerCase()] : [],
  );
}

const carts = (results: readonly ToolResult[]) =>
  results.flatMap(({ answer }) => ('cart' in answer ? [answer.cart] : []));

/** Titles that a cart of this turn holds, in lower case. */
const held = (results: readonly ToolResult[]): readonly string[] =>
  carts(results)
    .slice(-1)
    .flatMap(({ lines }) => lines.map(({ title }) => title.toLowerCase()));

/** Whether the cart was changed in the turn. */
export const wasChanged = (results: readonly ToolResult[]): boolean =>
  changed(results, ['add', 'set', 'remove']).length > 0;

/** Whether something is taken off the price of the cart. */
export function isReduced(results: readonly ToolResult[]): boolean {
  return (
    (lastFound(results, 'my_offers')?.applied.length ?? 0) > 0 ||
    carts(results).some(({ sum }) => sum.some(({ amount }) => /^[-−]/.test(amount)))
  );
}

/** Whether a return was opened in the turn. */
export function returned(results: readonly ToolResult[]): boolean {
  return lastFound(results, 'start_return') !== undefined;
}

/** Whether the sentence speaks of one of these products: it names one of them, or no other that the results hold. */
function isOfThat(sentence: string, results: readonly ToolResult[], these: readonly string[]): boolean {
  if (these.length === 0) return false;
  const rest = these.reduce((left, title) => left.replaceAll(title, ''), sentence);
  return !titlesIn(results).some((title) => rest.includes(title));
}

/** Every title that the results hold, in lower case. */
function titlesIn(results: readonly ToolResult[]): readonly string[] {
  const titles = new Set<string>();
  JSON.stringify(results, (key, value: unknown) => {
    if (key === 'title' && typeof value === 'string' && value) titles.add(value.toLowerCase());
    return value;
  });
  return [...titles];
}
