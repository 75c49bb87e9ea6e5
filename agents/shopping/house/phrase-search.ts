import type { Question } from '../clarify.ts';
import { unfence } from '../guardrails/untrusted-text.ts';
import type { Turn } from '../state.ts';
import type { ProductView } from '../views.ts';
import type { Act } from './act.ts';

interface Found {
  readonly total: number;
  readonly page: number;
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
  const [first, second] = found.products;
  const recipient = turn.thread.need.recipient;
  if (!first) return nothingFits(turn, found);
  const said: string[] = [];
  if (found.sort === 'price-low')
    said.push(`The least expensive is the ${first.title} at ${plain(first.price)}.`);
  else if (found.sort === 'price-high')
    said.push(`The most expensive is the ${first.title} at ${plain(first.price)}.`);
  else if (act.kind === 'forget') said.push(`${droppedText(found)} ${fitText(found)}.`);
  else if (found.page > 1) said.push(`More of the ${found.total} that fit.`);
  else said.push(`${fitText(found)}${recipient ? ` for your ${recipient}` : ''}.`);
  if (found.sort !== 'price-low' && found.sort !== 'price-high' && found.total > 0)
    said.push(
      `${found.total === 1 ? 'It is' : 'I would look first at'} the ${first.title} at ${plain(first.price)}${whyText(first)}`,
    );
  else said.push(whyText(first).replace(/^: /, ''));
  const cheaper =
    second && found.sort === 'best'
      ? found.products.slice(1).find((one) => amount(one.price) < amount(first.price) * 0.85)
      : undefined;
  if (cheaper) said.push(`For less, the ${cheaper.title} at ${plain(cheaper.price)}.`);
  if (found.question) said.push(questionText(found.question));
  return said.filter(Boolean).join(' ');
}

const plain = (price: string): string => price.replace(/^from /, '');
const amount = (price: string): number => Number(price.replace(/[^\d.]/g, ''));

function fitText(found: Found): string {
  const limits = limitsText(found.limits);
  const count = found.total === 1 ? 'One fits' : `${found.total} fit`;
  return limits ? `${count}: ${limits}` : found.total === 1 ? 'One fits' : `${found.total} fit, best first`;
}

const limitsText = (limits: readonly string[]): string =>
  limits
    .map((limit, at) =>
      at > 0 && /^[A-Z][a-z]/.test(limit) ? limit.charAt(0).toLowerCase() + limit.slice(1) : limit,
    )
    .join(', ')
    .replace(/^./, (letter) => letter.toLowerCase());

const droppedText = (found: Found): string => (found.limits.length ? 'Done; the rest stays.' : 'Done.');

/** The shop's own sentence about the product where there is one, else two of its facts. */
function whyText(product: ProductView): string {
  if (product.why) return `: ${lower(product.why)}`;
  if (product.reason) return `: ${unfence(product.reason).replace(/[.\s…]*$/, '')}.`;
  const facts = Object.entries(product.facts)
    .slice(0, 2)
    .map(([label, value]) => `${label.toLowerCase()} ${value}`);
  return facts.length ? `: ${facts.join(', ')}.` : '.';
}

const lower = (text: string): string =>
  /^(?:A|An|The|It|For|One|Made|Built)\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;

function nothingFits(turn: Turn, { limits, near }: Found): string {
  const [nearest] = near;
  const asked = limits.length ? ` that is ${limitsText(limits)}` : '';
  if (!nearest)
    return `Nothing in the shop matches that${limits.length ? ` (${limitsText(limits)})` : ''}. Say it another way, or take a limit away.`;
  const breaks = nearest.breaks.length ? `: ${nearest.breaks.join('; ')}` : '';
  void turn;
  return `We don't stock one${asked}. The nearest is the ${nearest.title} at ${plain(nearest.price)}${breaks}.`;
}

const questionText = ({ label, choices }: Question): string =>
  `To narrow it down, which ${label.toLowerCase()}: ${choices.slice(0, -1).join(', ')} or ${choices.at(-1)}?`;
