import { categoryOf } from '#src/conversations/revise-query.ts';
import { english, says } from '../understand/language.ts';
import { nameless, takesOutAnother } from '../understand/cart-words.ts';
import { answersPending, quantityIn, substanceBeyondOptions } from './action-words.ts';
import type { Action } from './action.ts';
import { cartItems } from './cart-items.ts';
import { cartOrder, unread } from './cart-order.ts';
import type { Condition } from './condition.ts';
import { heldChange } from './held-change.ts';
import type { TurnReading } from './turn-reading.ts';

/** Changes of the cart that the words settle, whatever the turn resembles. */
export const cartFirst: readonly Condition[] = [
  {
    name: 'chooses for what waits to be added',
    act: ({ turn, top }) => {
      const { pending } = turn.state;
      return pending && answersPending(turn, top.intent)
        ? { kind: 'cart', action: 'add', slugs: [pending.slug], quantity: pending.quantity }
        : null;
    },
  },
  { name: 'changes what the cart holds', act: heldChange },
  { name: 'orders what is named or in view', act: cartOrder },
];

export const cart: readonly Condition[] = [
  { name: 'adds to the cart', of: ['cart-add'], gate: 'pointed', act: addition },
  {
    name: 'takes out of the cart, or sets how many',
    of: ['cart-remove', 'cart-set'],
    gate: 'pointed',
    act: ({ turn, top, about, here }) => {
      // "shoes $5 to $10" sets no quantity.
      if (top.intent === 'cart-set' && categoryOf(turn.understanding.parsedQuery) !== null) return null;
      const action = top.intent === 'cart-remove' ? 'remove' : 'set';
      // "Take the gloves out" of a cart without gloves takes nothing else out.
      const elsewhere = action === 'remove' && !about.length && takesOutAnother(turn);
      const slugs = about.length ? about : here && !elsewhere ? [here] : [];
      return { kind: 'cart', action, slugs, quantity: quantityIn(turn) };
    },
  },
  {
    name: 'asks to see the cart',
    of: ['cart-view'],
    act: ({ spoken }) => (spoken.length ? null : { kind: 'view-cart' }),
  },
];

const LEAST_OTHER = 2; // words that are of no part of an order name another thing

function addition({ turn, spoken, about, here }: TurnReading): Action | null {
  const { state, text, understanding } = turn;
  const quantity = quantityIn(turn);
  const add = (slugs: readonly string[]): Action => ({ kind: 'cart', action: 'add', slugs, quantity });
  // "Two of those" of a listing of several says not of which.
  const several = understanding.references.all && quantity !== null && about.length > 1 && !spoken.length;
  if (several && !says(text, english.each)) return add(here ? [here] : []);
  if (spoken.length)
    return { kind: 'cart', action: 'add', slugs: spoken, quantity: null, ...cartItems(turn) };
  if (about.length) return add(about);
  if (substanceBeyondOptions(understanding.parsedQuery)) return null;
  // "The long hair swim cap in pink, add one" names a thing that is not the one in view.
  const inView = understanding.inView;
  const { it, here: pointed } = understanding.references;
  const other = inView && !it && !pointed ? unread(nameless(turn), [inView]).length : 0;
  if (here) return other < LEAST_OTHER ? add([here]) : null;
  return state.shown.length > 1 ? add([]) : null;
}
