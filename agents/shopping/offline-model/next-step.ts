import { inOurWords } from '../understand/guidance.ts';
import type { Turn } from '../state.ts';
import type { Action } from '../decide/action.ts';
import { chooseAction } from '../decide/choose-action.ts';
import { frameTurn } from '../decide/frame-turn.ts';
import { firstWords } from '../guardrails/grounded-numbers.ts';
import type { Frame } from '../understand/understanding.ts';
import { phrase } from './phrase.ts';
import type { Step, ToolCall } from './step.ts';
import { answersOf, lastFound, type ToolResult } from '../tool-results/tool-result.ts';
import { saysNothing } from './phrase-about.ts';
import { extremeOf } from './phrase-shape.ts';
import type { SubRequest } from '../understand/split-intents.ts';
import { NAME, nameless, withoutDenied } from '../understand/cart-words.ts';
import { withoutAside } from '../understand/filler-words.ts';
import { takesOutAnother } from '../understand/cart-words.ts';
import { english, says } from '../understand/language.ts';
import { furtherServiceCalls, serviceCalls } from './service-calls.ts';

/** The next step of the offline model: which tools to call, or what to say from what they answered. */
export function nextStep(turn: Turn, all: readonly ToolResult[], spent: boolean): Step {
  const action = chooseAction(turn);
  const results = all.filter(isAnswer);
  const calls = spent ? [] : nextCalls(turn, action, results);
  const [first, ...rest] = calls;
  return first
    ? { kind: 'call', calls: [first, ...rest] }
    : { kind: 'say', text: inOurWords(turn.content, phraseParts(turn, action, results)) };
}

/** Says what the results hold, for a model whose own words could not stand. */
export const phraseResults = (turn: Turn, results: readonly ToolResult[]): string =>
  inOurWords(turn.content, phraseParts(turn, chooseAction(turn), results.filter(isAnswer)));

/** A call of no tool, or that no schema takes, was a hosted model's: nothing was asked by it. */
const isAnswer = ({ tool, answer }: ToolResult): boolean =>
  tool !== null && !('refusal' in answer && answer.refusal === 'bad-arguments');

function nextCalls(turn: Turn, action: Action, results: readonly ToolResult[]): readonly ToolCall[] {
  if (action.kind === 'frames')
    return partsOf(turn, action.frames, results).find(({ calls }) => calls.length)?.calls ?? [];
  const first = firstCalls(turn, action);
  // What a hosted model asked before it gave way may be something else.
  const hasBegun = results.some(({ tool }) => first.some(({ name }) => name === tool));
  return first.length && !hasBegun ? first : furtherCalls(turn, action, results);
}

/** The words for each part of a message that asks for several acts, in their order. */
const phraseParts = (turn: Turn, action: Action, results: readonly ToolResult[]): string =>
  action.kind === 'frames'
    ? firstWords(
        partsOf(turn, action.frames, results)
          .map((part) => phrase(part.turn, part.action, part.results))
          .join(' '),
      )
    : phrase(turn, action, results);

interface Part {
  readonly turn: Turn;
  readonly action: Action;
  readonly results: readonly ToolResult[];
  /** What is still to be called for it. */
  readonly calls: readonly ToolCall[];
}

/** The parts of a message with the results of each: results come in the order in which the parts' calls were made. */
function partsOf(turn: Turn, frames: readonly Frame[], results: readonly ToolResult[]): readonly Part[] {
  let at = 0;
  return frames.map((frame): Part => {
    const part = frameTurn(turn, frame);
    const action = chooseAction(part);
    const own: ToolResult[] = [];
    let calls = nextCalls(part, action, own);
    while (calls.length && at + calls.length <= results.length) {
      own.push(...results.slice(at, at + calls.length));
      at += calls.length;
      calls = nextCalls(part, action, own);
    }
    return { turn: part, action, results: own, calls };
  });
}

/** What content is asked: the part of the words that asks, behind the subject that it goes on with. */
function asked(
  { question, after }: { readonly question?: string; readonly after?: string },
  words: string,
): string {
  return [after, question ?? words].filter(Boolean).join(': ');
}

function firstCalls(turn: Turn, action: Action): readonly ToolCall[] {
  const question = withoutAside(turn.text).slice(0, 500);
  switch (action.kind) {
    case 'find':
      if (!action.page && !action.like && asksOpenly(turn))
        return [
          { name: 'search_products', args: { query: turn.text, change: action.change } },
          { name: 'answer_from_content', args: { question } },
        ];
      return [
        {
          name: 'search_products',
          args: {
            query: turn.text,
            change: action.change,
            ...(action.page ? { query: '', page: action.page } : {}),
            ...(action.like ? { like: action.like } : {}),
          },
        },
      ];
    case 'than':
      return [
        {
          name: 'search_products',
          args: {
            query: turn.text,
            change: 'refine',
            than: { slug: action.slug, key: action.key, direction: action.direction },
          },
        },
      ];
    case 'forget':
      return [{ name: 'search_products', args: { query: '', forget: action.keys } }];
    case 'reject':
      return [
        {
          name: 'search_products',
          args: {
            query: '',
            change: 'refine',
            reject: action.slugs.slice(0, 12),
            ...(action.than ? { than: action.than } : {}),
          },
        },
      ];
    case 'undo':
      return [{ name: 'search_products', args: { query: '', undo: true } }];
    case 'hand-off':
      return [];
    case 'serve':
      return serviceCalls(turn, action.service);
    case 'variant':
      return [{ name: 'product_details', args: { slugs: [action.slug], options: question } }];
    case 'frames':
      return [];
    case 'several':
      return severalCalls(action.requests, 0);
    case 'about':
      return [
        { name: 'product_details', args: { slugs: action.slugs, ...(action.question ? { question } : {}) } },
      ];
    case 'compare':
      return [{ name: 'compare_products', args: { slugs: action.slugs } }];
    case 'content':
      return [{ name: 'answer_from_content', args: { question: asked(action, question) } }];
    case 'together':
      return [{ name: 'goes_together', args: { slug: action.slug } }];
    case 'bundles':
      return [{ name: 'merchant_bundles', args: {} }];
    case 'recommend':
      return [{ name: 'recommend_for', args: { purpose: action.purpose.words } }];
    case 'shape':
      return [{ name: 'catalogue_shape', args: {} }];
    case 'view-cart':
      return [{ name: 'view_cart', args: {} }];
    case 'cart':
      return action.slugs.length && action.action === 'add'
        ? action.slugs.map((slug) => {
            const item = action.items?.find((one) => one.slug === slug);
            return cartCall(turn, action, slug, item?.words, item ? item.quantity : action.quantity);
          })
        : [{ name: 'view_cart', args: {} }];
    case 'talk':
      return [];
  }
}

/** A second step: a cart line has to be known before it is changed; a question that content cannot answer is a search. */
function furtherCalls(turn: Turn, action: Action, results: readonly ToolResult[]): readonly ToolCall[] {
  const ran = (tool: ToolCall['name']) => answersOf(results, tool).length > 0;
  if (action.kind === 'several') return severalCalls(action.requests, results.length);
  if (action.kind === 'serve') return furtherServiceCalls(turn, action.service, results);
  if (action.kind === 'cart' && action.action !== 'add' && !ran('change_cart')) {
    const lines = lastFound(results, 'view_cart')?.cart.lines ?? [];
    return requestedSlugs(turn, action.slugs, lines).map((slug) => cartCall(turn, action, slug));
  }
  const details = lastFound(results, 'product_details');
  if (action.kind === 'variant' && details?.requested?.isMet === false && !ran('search_products'))
    return [{ name: 'search_products', args: { query: turn.text, change: 'refine', filtersOnly: true } }];
  if (
    action.kind === 'about' &&
    action.question &&
    details &&
    !ran('answer_from_content') &&
    saysNothing(turn, action, details)
  )
    return [
      {
        name: 'answer_from_content',
        args: { question: withoutTitle(turn, details.products[0]?.title ?? ''), about: action.slugs[0] },
      },
    ];
  if (
    action.kind === 'recommend' &&
    lastFound(results, 'recommend_for')?.picks.length === 0 &&
    !ran('search_products')
  )
    return [{ name: 'search_products', args: { query: turn.text, change: 'replace' } }];
  const extreme = extremeOf(turn, lastFound(results, 'catalogue_shape'));
  if (action.kind === 'shape' && extreme && !ran('product_details'))
    return [{ name: 'product_details', args: { slugs: [extreme.slug] } }];
  if (
    action.kind === 'content' &&
    action.about !== 'health' &&
    lastFound(results, 'answer_from_content')?.passages.length === 0 &&
    !ran('search_products') &&
    worthSearching(turn)
  )
    return [{ name: 'search_products', args: { query: turn.text, change: 'replace' } }];
  return [];
}

const cartCall = (
  turn: Turn,
  { action, quantity: all }: Extract<Action, { kind: 'cart' }>,
  slug: string,
  options = nameless(turn).replaceAll(NAME.trim(), ' '),
  quantity = all,
): ToolCall => ({
  name: 'change_cart',
  args: { slug, action, ...(quantity ? { quantity } : {}), options: withoutDenied(options).slice(0, 300) },
});

/** The question without the product's name, which no general passage holds. */
function withoutTitle(turn: Turn, name: string): string {
  const title = new Set(name.toLowerCase().split(/\s+/));
  return turn.text
    .split(/\s+/)
    .filter((word) => !title.has(word.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')))
    .join(' ')
    .slice(0, 500);
}

/** One call a step, in the order of the message: two searches at once would both revise the query. */
function severalCalls(requests: readonly SubRequest[], done: number): readonly ToolCall[] {
  const aim = requests[done];
  if (!aim) return [];
  if (aim.kind === 'question')
    return [{ name: 'answer_from_content', args: { question: aim.text.slice(0, 500) } }];
  const group = requests.slice(0, done + 1).filter(({ kind }) => kind === 'search').length;
  return [{ name: 'search_products', args: { query: aim.text, change: 'replace', group } }];
}

/** A question that no filter was read from: what the shop has written may say more than a list. */
const asksOpenly = (turn: Turn): boolean =>
  turn.understanding.parsedQuery.filters.length === 0 &&
  /^(?:what|how|which|when|should|do i|can i|is|are|why)\b|\?$/i.test(turn.text);

const worthSearching = (turn: Turn): boolean => turn.understanding.parsedQuery.filters.length > 0;

/** Slugs of the cart lines the words mean: named, pointed at, by a word of the title, all of them, or the only one. */
function requestedSlugs(
  turn: Turn,
  slugs: readonly string[],
  lines: readonly { readonly title: string; readonly slug: string }[],
): readonly string[] {
  const held = lines.map(({ slug, title }) => ({ slug, title: title.toLowerCase() }));
  if (says(turn.text, english.everything)) return held.map((line) => line.slug);
  const direct = held.filter((line) => slugs.includes(line.slug));
  if (direct.length) return direct.map((line) => line.slug);
  const said = turn.text.toLowerCase().match(/\p{L}{3,}/gu) ?? [];
  const byWord = held.filter((line) => said.some((word) => line.title.includes(word.replace(/s$/, ''))));
  if (byWord.length) return byWord.map((line) => line.slug);
  return held.length === 1 && !takesOutAnother(turn) ? held.map((line) => line.slug) : [];
}
