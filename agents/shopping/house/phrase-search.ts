import type { Question } from '../clarify.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import type { Turn } from '../state.ts';
import type { ProductView } from '../views.ts';
import type { Act } from './act.ts';

interface Found {
  readonly total: number;
  readonly page: number;
  /** Names of the categories asked for. */
  readonly categories: readonly string[];
  readonly limits: readonly string[];
  readonly sort: string;
  readonly corrected: string | null;
  readonly products: readonly ProductView[];
  readonly near: readonly ProductView[];
  readonly question: Question | null;
}

/** What fits and why the first leads; or that nothing does, and what the nearest breaks. */
export function phraseSearch(turn: Turn, act: Act, answer: Readonly<Record<string, unknown>>): string {
  const found = answer as unknown as Found;
  const [first] = found.products;
  const recipient = turn.thread.need.recipient;
  if (!first && found.page > 1) return 'That was all of them.';
  if (!first) return nothingFits(act, found);
  const forWhom = recipient ? ` for your ${recipient}` : '';
  const lead =
    found.page > 1
      ? `More of the ${found.total} that fit.`
      : found.sort === 'price-low'
        ? `${fitText(found)}${forWhom}, least expensive first.`
        : found.sort === 'price-high'
          ? `${fitText(found)}${forWhom}, most expensive first.`
          : `${act.kind === 'forget' ? (act.keys.length ? 'Done. ' : 'That was not set. ') : ''}${fitText(found)}${forWhom}.`;
  const pick =
    found.total === 1
      ? `It is the ${first.title}, ${plain(first.price)}.`
      : `I would look first at the ${first.title}, ${plain(first.price)}.`;
  const corrected = found.corrected ? `I read that as "${found.corrected}".` : '';
  return [
    corrected,
    lead,
    pick,
    whyText(first),
    lessText(found),
    found.question ? questionText(found.question) : '',
  ]
    .filter(Boolean)
    .join(' ');
}

const plain = (price: string): string => price.replace(/^from /, '');
const amount = (price: string): number => Number(price.replace(/[^\d.]/g, ''));

/** `3 of our trail running shoes fit: width wide, under $130`. */
function fitText({ total, categories, limits }: Found): string {
  const what = categories.length ? ` of our ${lowerNames(categories)}` : '';
  const wishes = limits.map(lowerFirst).join(', ');
  const count = total === 1 ? 'One' : String(total);
  return `${count}${what} ${total === 1 ? 'fits' : 'fit'}${wishes ? `: ${wishes}` : ''}`;
}

/** Names of categories within a sentence; GPS stays GPS. */
const lowerNames = (names: readonly string[]): string =>
  names.map((name) => name.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase())).join(' or ');

/** `Width: Wide` and `Under $130` within a sentence. */
const lowerFirst = (limit: string): string =>
  limit
    .replace(/^(.+) up to 0 \p{L}+$/u, (_, label: string) => `no ${label.toLowerCase()}`)
    .replace(/^(\p{Lu})(?=\p{Ll})/u, (letter) => letter.toLowerCase())
    .replace(': ', ' ');

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

function lessText({ products: [first, ...others], sort }: Found): string {
  const most = first ? amount(first.price) * WORTH_SAYING : 0;
  const less = sort === 'best' ? others.find((one) => amount(one.price) < most) : undefined;
  return less ? `For less, the ${less.title} at ${plain(less.price)}.` : '';
}

function nothingFits(act: Act, { limits, categories, near }: Found): string {
  const [nearest] = near;
  const wishes = limits.map(lowerFirst).join(', ');
  const what = categories.length ? lowerNames(categories) : 'anything';
  if (!nearest)
    return act.kind === 'than'
      ? act.key === 'price'
        ? 'Nothing less expensive fits the rest.'
        : 'Nothing goes further on that and fits the rest.'
      : `Nothing in the shop matches${wishes || categories.length ? `: ${[...categories.map((one) => one.toLowerCase()), wishes].filter(Boolean).join(', ')}` : ' those words'}. Say it another way, or take a wish away.`;
  const breaks = nearest.breaks.length ? `: ${nearest.breaks.map(lowerFirst).join(', ')}` : '';
  const opening = wishes ? `We don't stock ${what} with: ${wishes}.` : `We don't stock exactly that.`;
  return `${act.kind === 'than' ? 'Nothing that fits goes further.' : opening} The nearest is the ${nearest.title} at ${plain(nearest.price)}${breaks}.`;
}

const questionText = ({ label, choices }: Question): string =>
  `To narrow it down, which ${label.toLowerCase()}: ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}?`;
