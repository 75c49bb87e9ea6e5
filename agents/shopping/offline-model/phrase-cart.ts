import type { Turn } from '../state.ts';
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
  return [...changes.map((change) => changeText(turn, change)), ...left, ...(cart ? [state] : [])].join(' ');
}

function changeText(turn: Turn, change: Change): string {
  if ('done' in change) {
    const what = `${change.title}${change.variant ? ` (${change.variant})` : ''}`;
    const { quantity } = change;
    switch (change.done) {
      case 'add':
        return fillTemplate(turn, 'cart.added', { what: `${quantity > 1 ? `${quantity} × ` : ''}${what}` });
      case 'set':
        return fillTemplate(turn, 'cart.set', { what, quantity });
      case 'remove':
        return fillTemplate(turn, 'cart.removed', { what });
    }
  }
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
      if (change.kept)
        return `The ${change.title} cannot be had that way now; your cart keeps it in ${change.kept}.`;
      return change.wanted.length
        ? `The ${change.title} cannot be had in ${change.wanted.join(', ')} now.`
        : `The ${change.title} is sold out.`;
    case 'not-in-cart':
      return `The ${change.title} is not in your cart.`;
    case 'not-asked':
      return 'I change the cart only when you ask for it.';
    default:
      return 'say' in change ? change.say : 'That could not be done.';
  }
}

function stateOf(turn: Turn, cart: CartForModel | undefined): string {
  if (!cart || cart.lines.length === 0) return fillTemplate(turn, 'cart.empty');
  const pieces = cart.pieces === 1 ? '1 piece' : `${cart.pieces} pieces`;
  return fillTemplate(turn, 'cart.state', { pieces, subtotal: cart.subtotal.printed });
}
