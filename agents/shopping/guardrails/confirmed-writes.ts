import { createMiddleware } from 'langchain';
import { cartOf } from '#src/carts/cart-store.ts';
import {
  asksAbout,
  asksToAdd,
  asksToChange,
  asksToRemove,
  isOtherValue,
  orderSentences,
  ordersIt,
} from '../understand/cart-words.ts';
import type { Intent } from '../understand/intent-examples.ts';
import type { Turn } from '../state.ts';
import { changesSomething } from '../tool-results/tool-annotations.ts';
import { refuseCall } from './refuse-call.ts';

const ENOUGH = 0.25; // share of cart intents above which a turn counts as asking; ordinary questions stay under 0.1
const WORDS_FOR: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'].map(
      (word, at) => [word, at + 2],
    ),
  ),
  both: 2,
  couple: 2,
  pair: 2,
  few: 3,
  dozen: 12,
};

/** The intent that the words must carry before such a tool runs; a change of the cart has rules of its own. */
const NEEDS: Readonly<Record<string, Intent>> = { reorder: 'reorder', start_return: 'return-order' };

/** A change of the cart as a model asks for it. */
export interface WantedChange {
  readonly slug: string;
  readonly action: string;
  readonly quantity: number;
}

/** Whether the shopper's own words of this turn ask for any change of the cart. */
export const asksForAnyCartChange = (turn: Asking): boolean =>
  ['add', 'set', 'remove'].some((action) => asksForCartChange(turn, action));

type Asking = Pick<Turn, 'understanding' | 'state' | 'text' | 'held'>;

/** Whether the shopper's own words of this turn ask for such a change of the cart. */
function asksForCartChange(turn: Asking, action: string): boolean {
  // An answer to "which size?" completes what an earlier turn asked for.
  if (turn.state.pending !== null) return true;
  if (action === 'add' && (ordersIt(turn) || orderSentences(turn).length > 0)) return true;
  if (asksAbout(turn.text) || (action === 'add' && !asksToAdd(turn))) return false;
  const asked = turn.understanding.intents
    .filter(({ intent }) => intent === 'cart-add' || intent === 'cart-remove' || intent === 'cart-set')
    .reduce((sum, { score }) => sum + score, 0);
  if (action === 'remove' && asksToRemove(turn.text)) return true;
  return asked >= ENOUGH || (action === 'set' && (asksToChange(turn) || isOtherValue(turn)));
}

/**
 * Whether the shopper's words ask for this change: of a product they name or point at, or the one they look at where
 * they do neither, and of no more pieces than they say. `inCart` is how many of each product the cart holds.
 */
export function asksForThisChange(
  turn: Pick<Turn, 'understanding' | 'state' | 'text' | 'page'>,
  { slug, action, quantity }: WantedChange,
  inCart: ReadonlyMap<string, number>,
): boolean {
  const { named, referenced } = turn.understanding;
  const { pending, focus, shown } = turn.state;
  const said = [...named, ...referenced].map((one) => one.slug);
  const near = [focus?.slug, turn.page?.slug, ...shown.map((one) => one.slug)];
  const meant =
    said.includes(slug) ||
    pending?.slug === slug ||
    (named.length === 0 && action !== 'add' && inCart.has(slug)) ||
    (said.length === 0 && near.includes(slug));
  const held = action === 'set' ? (inCart.get(slug) ?? 0) : 0;
  return meant && quantity <= Math.max(1, pending?.quantity ?? 0, held, mostStated(turn.text) + held);
}

function mostStated(text: string): number {
  const words = text.toLowerCase().match(/[a-z]+|\d+/g) ?? [];
  return words.reduce((most, word) => Math.max(most, WORDS_FOR[word] ?? (Number(word) || 0)), 0);
}

/** Lets a tool that changes something run only when the shopper's own words ask for it; text of others never can. */
export const confirmedWrites = (turn: Turn) => {
  // What is meant is settled before any tool of the turn changes what is shown.
  const asked = { text: turn.text, page: turn.page, understanding: turn.understanding };
  const before = turn.state;
  let last: Promise<unknown> = Promise.resolve();
  return createMiddleware({
    name: 'writes-need-words',
    wrapToolCall: async (request, handler) => {
      const { name, args } = request.toolCall;
      if (!changesSomething(name)) return handler(request);
      const refuse = () =>
        refuseCall(request.toolCall, {
          refusal: 'not-asked',
          next: 'ask the shopper whether to do it',
        });
      if (name !== 'change_cart') {
        const needed = NEEDS[name];
        const asksFor = turn.understanding.intents.some(
          ({ intent, score }) => intent === needed && score >= ENOUGH,
        );
        return asksFor ? handler(request) : refuse();
      }
      const change = async () => {
        if (!asksForCartChange(turn, String(args['action']))) return refuse();
        const cart = await cartOf(turn.db, turn.visitorId);
        const inCart = new Map<string, number>();
        for (const { product, quantity } of cart.lines)
          inCart.set(product.slug, (inCart.get(product.slug) ?? 0) + quantity);
        const wanted = {
          slug: String(args['slug']),
          action: String(args['action']),
          quantity: Number(args['quantity'] ?? 1),
        };
        // What this turn's own tools have found is not what the shopper meant, unless the words name it.
        const state = { ...before, pending: turn.state.pending ?? before.pending };
        return asksForThisChange({ ...asked, state }, wanted, inCart) ? handler(request) : refuse();
      };
      // Calls of one step come side by side: each waits for the one before, so that every answer holds the cart as it stands.
      const answer = last.then(change, change);
      last = answer;
      return answer;
    },
  });
};
