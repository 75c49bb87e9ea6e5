import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney } from '#src/money/money.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import type { Question, Turn } from '../state.ts';
import type { ProductView, SearchProductsResult as Found } from '../tool-results/search-products.ts';
import type { Action } from '../decide/action.ts';
import { asksIfSold } from '../understand/sold.ts';
import { quotedReason } from './quoted-reason.ts';
import { fillTemplate } from './template.ts';

const say = ({ locale }: Pick<Turn, 'locale'>) => messagesOf(locale).answers.search;

/** What fits and why the first leads; or that nothing does, and what the nearest breaks. */
export function phraseSearch(turn: Turn, action: Action, found: Found): string {
  const [first] = found.products;
  if (!first && found.page > 1) return fillTemplate(turn, 'search.end');
  if (!first) return nothingFits(turn, action, found);
  return [
    found.unmatched,
    found.correctedText && turn.said === turn.text ? say(turn).readAs(found.correctedText) : '',
    action.kind === 'forget' ? fillTemplate(turn, action.keys.length ? 'need.forgot' : 'need.not-set') : '',
    action.kind === 'reject' ? asideText(turn, action.slugs) : '',
    action.kind === 'undo' ? fillTemplate(turn, 'need.undone') : '',
    ...(found.page > 1 ? [furtherText(turn, found)] : leadingTexts(turn, action, found, first)),
    found.question ? questionText(turn, found.question) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** What fits, what leads and why; what was said of the same first product in the turn before is not said again. */
function leadingTexts(turn: Turn, action: Action, found: Found, first: ProductView): readonly string[] {
  const leadsStill = turn.shownBefore[0]?.slug === first.slug;
  return [
    leadText(turn, found),
    pickText(turn, action, found, first),
    ...(leadsStill ? [] : [whyText(first), stepsDown(action) ? '' : lessText(turn, found)]),
  ];
}

const stepsDown = (action: Action): boolean =>
  action.kind === 'than' && action.key === 'price' && action.direction === 'less';

/** The next page: what is on it, by name. */
function furtherText(turn: Turn, { products, total, narrows }: Found): string {
  const [first, second] = products.map((one) => say(turn).named(one.title, leastPrice(turn, one)));
  const next = [first, second].filter(Boolean).join(`,${messagesOf(turn.locale).answers.and}`);
  return say(turn).more(next, narrows ? total : null);
}

/** One query of several in a message: what leads, in one sentence. */
export function phraseGroup(turn: Turn, { request, products, nearMisses }: Found): string {
  const [first] = products;
  const [nearest] = nearMisses;
  if (first) return say(turn).group(request, first.title, leastPrice(turn, first));
  if (!nearest) return `${say(turn).groupNone(request)}.`;
  return `${say(turn).groupNone(request)}; ${nearestText(turn, nearest)}`;
}

/** The price without "from". */
const leastPrice = ({ locale }: Turn, { price }: ProductView): string => formatMoney(price, locale);

/** `the nearest is the Flatlands at $99: $9 over.` */
const nearestText = (turn: Turn, nearest: ProductView): string =>
  say(turn).nearest(nearest.title, leastPrice(turn, nearest), breaksText(nearest));

/** `We have 3 vegan gels without caffeine.`; no count where words rank and nothing but a price or a kind limits. */
function leadText(turn: Turn, { total, sort, request, narrows }: Found): string {
  const forWhom = forWhomText(turn);
  const order =
    sort === 'price-low' ? say(turn).leastFirst : sort === 'price-high' ? say(turn).mostFirst : '';
  if (total === 1 || !narrows) return '';
  return fillTemplate(turn, 'search.count', { total, wanted: request, for: forWhom, order });
}

function pickText(turn: Turn, action: Action, { total, narrows }: Found, first: ProductView): string {
  const values = { title: first.title, price: leastPrice(turn, first) };
  const before = turn.shownBefore[0]?.slug;
  if (stepsDown(action) && before !== first.slug) return fillTemplate(turn, 'search.step', values);
  if (total === 1 && narrows) return fillTemplate(turn, 'search.only', { ...values, for: forWhomText(turn) });
  if (before === first.slug) return fillTemplate(turn, 'search.still', values);
  const forWhom = narrows ? '' : forWhomText(turn);
  return fillTemplate(turn, 'search.pick', { ...values, for: forWhom });
}

const LONGEST_FACT = 60; // signs; a longer value is prose or a list

/** The shop's own sentence about the product where there is one, else two of its facts. */
function whyText(product: ProductView): string {
  if (product.why) return product.why.replace(/^The (?:[\p{Lu}\d][\p{L}\d-]*\s)+is /u, 'It is ');
  const quoted = product.reason ? quotedReason(unfence(product.reason)) : '';
  if (quoted) return quoted;
  const facts = Object.entries(product.facts)
    .filter(([, value]) => value.length <= LONGEST_FACT)
    .slice(0, 2)
    .map(
      ([label, value], at) =>
        `${at ? label.replace(/^\p{Lu}(?=\p{Ll})/u, (one) => one.toLowerCase()) : label} ${value}`,
    );
  return facts.length ? `${facts.join(', ')}.` : '';
}

const WORTH_SAYING = 0.85; // a saving below a seventh is no reason to look elsewhere

function lessText(turn: Turn, { products: [first, ...others], sort }: Found): string {
  if (!first || sort !== 'best') return '';
  const most = first.price.minor * WORTH_SAYING;
  const less = others.find(({ price }) => price.currency === first.price.currency && price.minor < most);
  return less ? fillTemplate(turn, 'search.less', { title: less.title, price: leastPrice(turn, less) }) : '';
}

function nothingFits(
  turn: Turn,
  action: Action,
  { request, hasFilters, nearMisses, text, unmatched, isExplained }: Found,
): string {
  const [nearest] = nearMisses;
  const { recipient } = turn.state.query;
  const what = `${request}${recipient ? say(turn).forRecipient(recipient, null) : ''}`;
  const turnedDown = turn.state.rejected.length > 0 && !nearest;
  if (turnedDown)
    return `${action.kind === 'reject' ? `${asideText(turn, action.slugs)} ` : ''}${fillTemplate(turn, 'need.no-more')} ${fillTemplate(turn, 'search.retry')}`;
  if (action.kind === 'than') {
    const none = action.key === 'price' ? say(turn).nothingCheaper : say(turn).nothingFurther;
    return nearest ? `${none} ${upperFirst(nearestText(turn, nearest))}` : none;
  }
  // A plain no is the whole answer to whether something is sold.
  if (!nearest && unmatched && asksIfSold(turn.text)) return say(turn).plainNo(unmatched);
  if (!nearest)
    return `${unmatched || (hasFilters ? fillTemplate(turn, 'search.none', { wanted: what }) : fillTemplate(turn, 'search.nothing'))} ${fillTemplate(turn, 'search.retry')}`;
  // Nothing breaks a filter: it is the words that no product holds.
  const words = nearest.breaks.length === 0 && text ? say(turn).matching(text) : '';
  const unfitted = hasFilters ? say(turn).none(`${what}${words}`) : say(turn).noneExactly;
  const opening = isExplained ? unmatched : unmatched ? `${unmatched} ${unfitted}` : unfitted;
  return `${opening} ${upperFirst(nearestText(turn, nearest))}`;
}

const upperFirst = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const breaksText = ({ breaks }: ProductView): string =>
  breaks.length
    ? `: ${breaks.map((one) => one.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())).join(', ')}`
    : '';

const questionText = (turn: Turn, { label, choices }: Question): string =>
  fillTemplate(turn, 'search.question', {
    label: messagesOf(turn.locale).answers.within(label),
    choices: `${choices.slice(0, -1).join(', ')}${messagesOf(turn.locale).answers.or}${choices.at(-1)}`,
  });

/** ` for your mom’s birthday`, ` for your mom`, or nothing. */
function forWhomText(turn: Turn): string {
  const { query, occasion } = turn.state;
  return query.recipient ? say(turn).forRecipient(query.recipient, occasion) : '';
}

/** What was put aside, by name. */
function asideText(turn: Turn, slugs: readonly string[]): string {
  const { the, and } = messagesOf(turn.locale).answers;
  const titles = turn.state.rejected.filter(({ slug }) => slugs.includes(slug)).map(({ title }) => title);
  return titles.length > 2
    ? fillTemplate(turn, 'need.aside', { titles: say(turn).those(titles.length) })
    : fillTemplate(turn, 'need.aside', { titles: titles.map(the).join(and) });
}
