import { unfence } from '../guardrails/untrusted-text.ts';
import type { Question, Turn } from '../state.ts';
import type { ProductView } from '../present/tool-views.ts';
import type { Action } from '../decide/action.ts';
import { fillTemplate } from './template.ts';

interface Found {
  readonly total: number;
  readonly page: number;
  /** What was looked for, as somebody would say it: `vegan gels without caffeine`. */
  readonly wanted: string;
  readonly limited: boolean;
  /** What is left to rank by. */
  readonly words: string;
  /** Whether the limits decide how many fit. */
  readonly narrows: boolean;
  readonly sort: string;
  readonly corrected: string | null;
  /** Says what of it no product here can answer; else empty. */
  readonly absent: string;
  /** Whether that says why nothing fits. */
  readonly reasoned: boolean;
  readonly products: readonly ProductView[];
  readonly near: readonly ProductView[];
  readonly question: Question | null;
}

/** What fits and why the first leads; or that nothing does, and what the nearest breaks. */
export function phraseSearch(turn: Turn, action: Action, answer: Readonly<Record<string, unknown>>): string {
  const found = answer as unknown as Found;
  const [first] = found.products;
  if (!first && found.page > 1) return fillTemplate(turn, 'search.end');
  if (!first) return nothingFits(turn, action, found);
  return [
    found.absent,
    found.corrected ? `I read that as "${found.corrected}".` : '',
    action.kind === 'forget' ? fillTemplate(turn, action.keys.length ? 'need.forgot' : 'need.not-set') : '',
    action.kind === 'reject' ? asideText(turn, action.slugs) : '',
    action.kind === 'undo' ? fillTemplate(turn, 'need.undone') : '',
    leadText(turn, found),
    pickText(turn, found, first),
    whyText(first),
    lessText(turn, found),
    found.question ? questionText(turn, found.question) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

/** One need of several in a message: what leads, in one sentence. */
export function phraseGroup(answer: Readonly<Record<string, unknown>>): string {
  const { wanted, products, near } = answer as unknown as Found;
  const [first] = products;
  const [nearest] = near;
  const what = wanted;
  if (first) return `For ${what}: the ${first.title}, ${plain(first.price)}.`;
  if (!nearest) return `We have no ${what}.`;
  return `We have no ${what}; the nearest is the ${nearest.title} at ${plain(nearest.price)}${breaksText(nearest)}.`;
}

const plain = (price: string): string => price.replace(/^from /, '');
const amount = (price: string): number => Number(price.replace(/[^\d.]/g, ''));

/** `We have 3 vegan gels without caffeine.`; no count where words rank and nothing but a price or a kind limits. */
function leadText(turn: Turn, { page, total, sort, wanted, narrows }: Found): string {
  const forWhom = forWhomText(turn);
  const order =
    sort === 'price-low' ? ', least expensive first' : sort === 'price-high' ? ', most expensive first' : '';
  if (page > 1) return narrows ? `More of the ${total} that fit.` : 'More of what matches.';
  if (total === 1 || !narrows) return '';
  return fillTemplate(turn, 'search.count', { total, wanted, for: forWhom, order });
}

function pickText(turn: Turn, { total, narrows }: Found, first: ProductView): string {
  const forWhom = !narrows || total === 1 ? forWhomText(turn) : '';
  return fillTemplate(turn, total === 1 && narrows ? 'search.only' : 'search.pick', {
    title: first.title,
    for: forWhom,
    price: plain(first.price),
  });
}

/** The shop's own sentence about the product where there is one, else two of its facts. */
function whyText(product: ProductView): string {
  if (product.why) return product.why.replace(/^The (?:[\p{Lu}\d][\p{L}\d-]*\s)+is /u, 'It is ');
  if (product.reason) return `${unfence(product.reason).replace(/[.\s…]*$/, '')}.`;
  const facts = Object.entries(product.facts)
    .slice(0, 2)
    .map(([label, value]) => `${label} ${value}`);
  return facts.length ? `${facts.join(', ')}.` : '';
}

const WORTH_SAYING = 0.85; // a saving below a seventh is no reason to look elsewhere

function lessText(turn: Turn, { products: [first, ...others], sort }: Found): string {
  const most = first ? amount(first.price) * WORTH_SAYING : 0;
  const less = sort === 'best' ? others.find((one) => amount(one.price) < most) : undefined;
  return less ? fillTemplate(turn, 'search.less', { title: less.title, price: plain(less.price) }) : '';
}

function nothingFits(
  turn: Turn,
  action: Action,
  { wanted, limited, near, words, absent, reasoned }: Found,
): string {
  const [nearest] = near;
  const { recipient } = turn.state.query;
  const what = `${wanted}${recipient ? ` for your ${recipient}` : ''}`;
  const turnedDown = turn.state.rejected.length > 0 && !nearest;
  if (turnedDown)
    return `${action.kind === 'reject' ? `${asideText(turn, action.slugs)} ` : ''}${fillTemplate(turn, 'need.no-more')} ${fillTemplate(turn, 'search.retry')}`;
  if (action.kind === 'than') {
    const none =
      action.key === 'price'
        ? 'Nothing less expensive fits the rest.'
        : 'Nothing goes further on that and fits the rest.';
    return nearest
      ? `${none} The nearest is the ${nearest.title} at ${plain(nearest.price)}${breaksText(nearest)}.`
      : none;
  }
  if (!nearest)
    return `${absent || (limited ? fillTemplate(turn, 'search.none', { wanted: what }) : fillTemplate(turn, 'search.nothing'))} ${fillTemplate(turn, 'search.retry')}`;
  // Nothing breaks a limit: it is the words that no product holds.
  const unmatched = nearest.breaks.length === 0 && words ? ` that match “${words}”` : '';
  const unfitted = limited ? `We have no ${what}${unmatched}.` : 'We have nothing that matches exactly.';
  const opening = reasoned ? absent : absent ? `${absent} ${unfitted}` : unfitted;
  return `${opening} The nearest is the ${nearest.title} at ${plain(nearest.price)}${breaksText(nearest)}.`;
}

const breaksText = ({ breaks }: ProductView): string =>
  breaks.length
    ? `: ${breaks.map((one) => one.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())).join(', ')}`
    : '';

const questionText = (turn: Turn, { label, choices }: Question): string =>
  fillTemplate(turn, 'search.question', {
    label: label.toLowerCase(),
    choices: `${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}`,
  });

/** ` for your mom’s birthday`, ` for your mom`, or nothing. */
function forWhomText({ state: { query, occasion } }: Turn): string {
  if (!query.recipient) return '';
  return occasion ? ` for your ${query.recipient}’s ${occasion}` : ` for your ${query.recipient}`;
}

/** What was put aside, by name. */
function asideText(turn: Turn, slugs: readonly string[]): string {
  const titles = turn.state.rejected.filter(({ slug }) => slugs.includes(slug)).map(({ title }) => title);
  return titles.length > 2
    ? fillTemplate(turn, 'need.aside', { titles: `those ${titles.length}` })
    : fillTemplate(turn, 'need.aside', { titles: `the ${titles.join(' and the ')}` });
}
