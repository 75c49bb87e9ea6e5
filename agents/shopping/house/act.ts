import { categoryOf } from '#src/conversations/revise-need.ts';
import type { Need } from '#src/search/need.ts';
import type { Turn } from '../state.ts';
import type { Scored } from './classify.ts';
import type { Intent } from './examples.ts';

/** What to do in this turn, with whom it is about. */
export type Act =
  | { readonly kind: 'find'; readonly change: 'refine' | 'replace' | 'start-over'; readonly page?: number }
  | {
      readonly kind: 'than';
      readonly slug: string;
      readonly key: string;
      readonly direction: 'less' | 'more';
    }
  | { readonly kind: 'forget'; readonly keys: readonly string[] }
  | {
      readonly kind: 'about';
      readonly slugs: readonly string[];
      readonly question: boolean;
      readonly why: boolean;
    }
  | { readonly kind: 'compare'; readonly slugs: readonly string[] }
  | { readonly kind: 'content' }
  | { readonly kind: 'shape' }
  | {
      readonly kind: 'cart';
      readonly action: 'add' | 'set' | 'remove';
      readonly slugs: readonly string[];
      readonly quantity: number;
    }
  | { readonly kind: 'view-cart' }
  | { readonly kind: 'talk'; readonly intent: Intent };

const WEAK = 0.3; // below this the classifier guesses

/** Chooses the act from the intents' scores, what the words understood say, and what they can point at. */
export function actOf(turn: Turn): Act {
  const { perceived, thread, page, text } = turn;
  const { said, references, intents } = perceived;
  const [top] = intents;
  const score = (...names: readonly Intent[]) =>
    intents.filter((one) => names.includes(one.intent)).reduce((sum, one) => sum + one.score, 0);
  const spoken = perceived.named.map((product) => product.slug);
  const pointed = perceived.pointed.map((product) => product.slug);
  const about = spoken.length ? spoken : pointed;
  const here =
    thread.focus?.slug ?? (thread.shown.length === 1 ? thread.shown[0]?.slug : undefined) ?? page?.slug;
  const substance = said.limits.length > 0 || categoryOf(said) !== null;

  const chip = /^forget: (.+)$/i.exec(text);
  if (chip) return { kind: 'forget', keys: keysToForget(thread.need, chip[1] ?? '') };
  if (thread.pending && answersPending(turn, top.intent))
    return { kind: 'cart', action: 'add', slugs: [thread.pending.slug], quantity: thread.pending.quantity };

  const relative = relativeWords(text);
  if (relative && !references.extreme && thread.shown.length && !about.slice(1).length) {
    const than = about[0] ?? thread.focus?.slug ?? thread.shown[0]?.slug;
    if (than && score('cart-add', 'compare', 'product-question', 'advice', 'explain') < 0.6)
      return { kind: 'than', slug: than, ...relative };
  }

  const talks = talk.has(top.intent);
  const aboutGoods = categoryOf(said) !== null && text.split(/\s+/).length <= 3;
  if (talks && (aboutGoods || !spokeClearly(top))) return { kind: 'find', change: changeOf(turn, false) };

  const onlyCategory = said.limits.every((limit) => limit.key === 'category');
  if (
    said.sort.startsWith('price-') &&
    onlyCategory &&
    said.text.split(' ').length <= 2 &&
    /^(what|which|whats)\b/i.test(text) &&
    !references.extreme
  )
    return { kind: 'shape' };

  switch (top.intent) {
    case 'start-over':
      return substance ? { kind: 'find', change: 'start-over' } : { kind: 'talk', intent: 'start-over' };
    case 'forget':
      if (thread.need.limits.length) return { kind: 'forget', keys: keysToForget(thread.need, text) };
      break;
    case 'more':
      if (thread.shown.length && !substance) return { kind: 'find', change: 'refine', page: thread.page + 1 };
      break;
    case 'compare': {
      const sides = compareSides(turn, about);
      if (sides.length >= 2) return { kind: 'compare', slugs: sides };
      return { kind: 'content' };
    }
    case 'explain':
    case 'product-question':
    case 'details': {
      const why = top.intent === 'explain';
      const target = about.length ? about : here ? [here] : [];
      // "the cheaper one but in blue": a product, and a new wish about it.
      if (top.intent === 'details' && references.extreme && substance) break;
      if (target.length)
        return { kind: 'about', slugs: target.slice(0, 3), question: top.intent !== 'details', why };
      if (top.intent === 'product-question' && !substance) return { kind: 'content' };
      break;
    }
    case 'cart-add': {
      if (about.length) return { kind: 'cart', action: 'add', slugs: about, quantity: quantityIn(turn) };
      if (here && !substanceBeyondOptions(said))
        return { kind: 'cart', action: 'add', slugs: [here], quantity: quantityIn(turn) };
      if (thread.shown.length > 1 && !substanceBeyondOptions(said))
        return { kind: 'cart', action: 'add', slugs: [], quantity: quantityIn(turn) };
      break;
    }
    case 'cart-remove':
    case 'cart-set': {
      // "shoes $5 to $10" sets no quantity.
      if (top.intent === 'cart-set' && categoryOf(said) !== null) break;
      const action = top.intent === 'cart-remove' ? 'remove' : 'set';
      return {
        kind: 'cart',
        action,
        slugs: about.length ? about : here ? [here] : [],
        quantity: quantityIn(turn),
      };
    }
    case 'cart-view':
      return { kind: 'view-cart' };
    case 'shape':
      if (/\b(any|anything|something)\b/i.test(text)) break;
      if (said.limits.some((limit) => limit.key !== 'category')) break;
      if (categoryOf(said) && said.sort === 'best' && !/\b(how (many|much)|range|cost|prices?)\b/i.test(text))
        break;
      return { kind: 'shape' };
    case 'advice':
    case 'policy':
      if (about.length && top.intent === 'advice')
        return { kind: 'about', slugs: about.slice(0, 3), question: true, why: false };
      return { kind: 'content' };
    case 'order-status':
    case 'person':
    case 'complaint':
      return { kind: 'talk', intent: top.intent };
    case 'greeting':
    case 'thanks':
    case 'off-topic':
      if (top.score > WEAK && !substance) return { kind: 'talk', intent: top.intent };
      break;
    default:
      break;
  }
  if (about.length && spoken.length && !said.limits.length)
    return { kind: 'about', slugs: about.slice(0, 3), question: text.includes('?'), why: false };
  if (
    !substance &&
    top.score < WEAK &&
    score('advice', 'policy', 'product-question') > score('find', 'refine', 'shape')
  )
    return { kind: 'content' };
  return {
    kind: 'find',
    change: changeOf(turn, score('refine', 'for-someone', 'more', 'details') > score('find')),
  };
}

const talk: ReadonlySet<Intent> = new Set([
  'greeting',
  'thanks',
  'off-topic',
  'person',
  'complaint',
  'order-status',
]);

/** Whether a real word spoke for the intent, and not only the shape of the turn. */
const spokeClearly = ({ because }: Scored): boolean =>
  because.some((sign) => /\p{L}{2,}/u.test(sign.replace(/^length.*/, '')));

/** Refining keeps what was said; another category, or new words that name a thing, replaces it. */
function changeOf(turn: Turn, soundsLikeRefining: boolean): 'refine' | 'replace' {
  const { said } = turn.perceived;
  const { need } = turn.thread;
  if (need.text === '' && need.limits.length === 0) return 'replace';
  const to = categoryOf(said);
  if (to !== null)
    return to === categoryOf(need) ||
      (soundsLikeRefining && to.split('/')[0] === categoryOf(need)?.split('/')[0])
      ? 'refine'
      : 'replace';
  return said.text === '' || soundsLikeRefining ? 'refine' : 'replace';
}

function compareSides(turn: Turn, about: readonly string[]): readonly string[] {
  const { thread, page, perceived } = turn;
  const { all, both, it, places, other, extreme } = perceived.references;
  const shown = thread.shown.map((one) => one.slug);
  if (about.length >= 2) return about.slice(0, 4);
  const second = [thread.focus?.slug, page?.slug, ...shown].find((slug) => slug && slug !== about[0]);
  if (about.length === 1 && second) return [...about, second];
  const asksForNothingElse = perceived.said.text === '' && perceived.said.limits.length === 0;
  // Of one product left on the page, the shopper means it and the one before it.
  const candidates = shown.length >= 2 ? shown.slice(0, 3) : thread.seen.slice(-2).toReversed();
  const points = all || both || it || other || extreme !== null || places.length > 0;
  if (points || asksForNothingElse || /\b(which|better|two|one)\b/.test(turn.text)) return candidates;
  return [];
}

/** A short answer that names an option completes the open choice; another wish leaves it. */
function answersPending(turn: Turn, intent: Intent): boolean {
  if (
    [
      'start-over',
      'forget',
      'off-topic',
      'policy',
      'person',
      'cart-remove',
      'cart-view',
      'complaint',
    ].includes(intent)
  )
    return false;
  return (
    turn.text.split(/\s+/).length <= 7 &&
    (/\d/.test(turn.text) ||
      turn.perceived.said.limits.length > 0 ||
      /^\p{L}{1,4}$/u.test(turn.text) ||
      turn.perceived.said.text !== '')
  );
}

/** "cheaper", "lighter", "more expensive": a wish relative to what is shown. */
function relativeWords(text: string): { readonly key: string; readonly direction: 'less' | 'more' } | null {
  const said = text.toLowerCase();
  if (/\bthe (cheaper|lighter|heavier|more expensive|less expensive)\b/.test(said)) return null;
  if (/\b(cheaper|less expensive|not so expensive|less money|too expensive)\b/.test(said))
    return { key: 'price', direction: 'less' };
  if (/\b(lighter|less heavy|too heavy)\b/.test(said)) return { key: 'weight', direction: 'less' };
  if (/\b(more cushion(?:ed|ing)?|softer)\b/.test(said)) return null;
  return null;
}

/** Keys of the limits that the words name, by meaning of the key, its label or its values; the last one where none is. */
export function keysToForget(need: Need, words: string): readonly string[] {
  const said = words.toLowerCase();
  const named = need.limits.filter((limit) => {
    const own = [
      limit.key.replaceAll('_', ' '),
      limit.label.toLowerCase(),
      ...(limit.kind === 'any-of'
        ? limit.values.map((value) => value.toLowerCase().split('/').at(-1) ?? '')
        : []),
    ];
    if (limit.key === 'price' && /\b(price|budget|money|cost|expensive|cheap|under|over|\$)/.test(said))
      return true;
    if (limit.key.startsWith('color') && /\bcolou?r/.test(said)) return true;
    return (
      own.some((name) => name && said.includes(name)) ||
      own.some((name) =>
        said.split(/\W+/).some((word) => word.length > 3 && name.split(/\W+/).includes(word)),
      )
    );
  });
  if (named.length) return [...new Set(named.map((limit) => limit.key))];
  // "Undo that" takes the last one away; "forget the budget" where there is none takes nothing.
  const last = need.limits.at(-1);
  return last && /\b(that|it|undo|filter|last|this)\b/.test(said) ? [last.key] : [];
}

const numberWords = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** How many the shopper wants; a number that is a size is not one. */
function quantityIn(turn: Turn): number {
  const said = turn.text.toLowerCase();
  if (turn.perceived.said.quantity) return Math.min(20, turn.perceived.said.quantity);
  const word = numberWords.findIndex(
    (name, at) => at > 1 && new RegExp(`\\b${name}\\b(?! (?:one|options))`).test(said),
  );
  if (word > 1) return word;
  const digits =
    /\b(?:add|buy|take|make it|make that|set (?:it|that)? ?to|to|get|want|order|quantity) (\d{1,2})\b(?! ?(?:\/|\.|-))/.exec(
      said,
    );
  return digits ? Math.min(20, Math.max(1, Number(digits[1]))) : 1;
}

/** Whether the words ask for more than an option of a product already there: "in a 9" is an option, "gels" is not. */
const substanceBeyondOptions = (said: Need): boolean => categoryOf(said) !== null;
