import type { Turn, WrittenChange } from '../state.ts';
import type { Action } from '../decide/action.ts';
import type { CartForModel } from '../tool-results/cart.ts';
import type { RefusedCall } from '../tool-results/refusal.ts';
import type { Answer } from '../tool-results/tool-result.ts';
import { fillTemplate } from './template.ts';

type Change = Answer<'change_cart'> | Answer<'reorder'> | RefusedCall;

/** What was done to the cart and how it stands now; or what has to be said first. */
export function phraseCart(
  turn: Turn,
  action: Action,
  changes: readonly Change[],
  viewed: Answer<'view_cart'> | undefined,
): string {
  const changed = changes.at(-1);
  const cart = changed ? ('cart' in changed ? changed.cart : undefined) : viewed?.cart;
  const state = stateOf(turn, cart);
  if (changes.length === 0) {
    if (action.kind === 'cart' && action.action !== 'add')
      return cart?.lines.length ? `Which one do you mean? ${state}` : state;
    if (action.kind === 'cart')
      return `Which one: ${turn.state.shown
        .slice(0, 4)
        .map((one) => one.title)
        .join(', ')}?`;
    return state;
  }
  const missing = action.kind === 'cart' ? (action.missing ?? []) : [];
  const left = missing.map(
    (words) => `I could not tell which product “${words}” is, so it is not in your cart.`,
  );
  // A question that waits for its answer needs no empty cart beside it.
  const isSettled = changes.some((change) => 'done' in change || change.refusal === 'not-in-cart');
  return [
    ...changes.map((change) => changeText(turn, change)),
    ...left,
    ...(cart && (isSettled || cart.lines.length) ? [state] : []),
  ].join(' ');
}

/** What was done, in a sentence. */
export function doneText(turn: Pick<Turn, 'content' | 'earlier'>, change: WrittenChange): string {
  const { title, variant, quantity, from, rest } = change;
  const what = `${title}${variant ? ` (${variant})` : ''}`;
  switch (change.done) {
    case 'add':
      return fillTemplate(turn, 'cart.added', { what: `${quantity > 1 ? `${quantity} × ` : ''}${what}` });
    case 'set':
      return from
        ? fillTemplate(turn, 'cart.swapped', { title, variant: variant ?? '', from })
        : fillTemplate(turn, 'cart.set', { what, quantity });
    case 'remove':
      return rest
        ? fillTemplate(turn, 'cart.fewer', { what, quantity, rest })
        : fillTemplate(turn, 'cart.removed', { what });
  }
}

function changeText(turn: Turn, change: Change): string {
  if ('done' in change) return doneText(turn, change);
  switch (change.refusal) {
    case 'choose-option': {
      const { choices, option, title } = change;
      const some = choices.length > 12 ? `${choices.slice(0, 12).join(', ')} and more` : choices.join(', ');
      return `Which ${option.toLowerCase()} of the ${title}? In stock: ${some}.`;
    }
    case 'no-change': {
      const what = `${change.title}${change.kept ? ` (${change.kept})` : ''}`;
      if (change.comesIn)
        return `Nothing is changed: I find no such ${change.title}. It comes in ${change.comesIn}.`;
      return `Your cart holds ${change.quantity} × ${what} already.`;
    }
    case 'no-such-variant':
      return [
        change.wanted.length
          ? `The ${change.title} cannot be had in ${change.wanted.join(', ')} now.`
          : `The ${change.title} is sold out.`,
        change.nearest ? `The nearest is ${change.nearest.variant}, ${change.nearest.price.printed}.` : '',
        change.kept ? `Your cart keeps it in ${change.kept}.` : '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'not-in-cart':
      return `The ${change.title} is not in your cart.`;
    case 'not-asked':
      return 'I change the cart only when you ask for it.';
    default:
      return 'say' in change ? change.say : 'That could not be done.';
  }
}

/** How the cart stands, as its card has it. */
export function stateOf(turn: Pick<Turn, 'content' | 'earlier'>, cart: CartForModel | undefined): string {
  if (!cart || cart.lines.length === 0) return fillTemplate(turn, 'cart.empty');
  const pieces = cart.pieces === 1 ? '1 piece' : `${cart.pieces} pieces`;
  return fillTemplate(turn, 'cart.state', { pieces, subtotal: cart.subtotal.printed, rest: restOf(cart) });
}

/** What stands between the goods and the total on the card, as the card has it: `, delivery $6, total $40`. */
function restOf({ sum, subtotal }: CartForModel): string {
  const total = sum.at(-1);
  const told = total && total.amount !== subtotal.printed ? sum.slice(1) : sum.slice(1, -1);
  return told.map(({ label, amount }) => `, ${lowerFirst(label.split(',')[0] ?? '')} ${amount}`).join('');
}

const lowerFirst = (text: string): string =>
  text.replace(/^\p{Lu}(?=\p{Ll})/u, (letter) => letter.toLowerCase());
