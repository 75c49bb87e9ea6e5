import type { Turn } from '../state.ts';
import type { Action } from '../decide/action.ts';
import { fillTemplate } from './template.ts';

interface SaidCart {
  readonly lines: readonly { readonly title: string; readonly variant: string; readonly quantity: number }[];
  readonly pieces: number;
  readonly subtotal: string;
}

/** What was done to the cart and how it stands now; or what has to be said first. */
export function phraseCart(
  turn: Turn,
  action: Action,
  changes: readonly Readonly<Record<string, unknown>>[],
  viewed: Readonly<Record<string, unknown>> | undefined,
): string {
  const cart = (changes.at(-1)?.['cart'] ?? viewed?.['cart']) as SaidCart | undefined;
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
  return [...changes.map((change) => changeText(turn, change)), state].join(' ');
}

function changeText(turn: Turn, change: Readonly<Record<string, unknown>>): string {
  const title = String(change['title'] ?? 'that');
  const variant = change['variant'] ? ` (${String(change['variant'])})` : '';
  const quantity = Number(change['quantity'] ?? 1);
  switch (change['done'] ?? change['refusal']) {
    case 'add':
      return fillTemplate(turn, 'cart.added', {
        what: `${quantity > 1 ? `${quantity} × ` : ''}${title}${variant}`,
      });
    case 'set':
      return fillTemplate(turn, 'cart.set', { what: `${title}${variant}`, quantity });
    case 'remove':
      return fillTemplate(turn, 'cart.removed', { what: `${title}${variant}` });
    case 'choose-option': {
      const choices = change['choices'] as readonly string[];
      const some = choices.length > 12 ? `${choices.slice(0, 12).join(', ')} and more` : choices.join(', ');
      return `Which ${String(change['option']).toLowerCase()} of the ${title}? In stock: ${some}.`;
    }
    case 'no-such-variant': {
      const wanted = (change['wanted'] as readonly string[]).join(', ');
      return wanted ? `The ${title} is not in stock in ${wanted}.` : `The ${title} is sold out.`;
    }
    case 'not-in-cart':
      return `The ${title} is not in your cart.`;
    case 'not-asked':
      return 'I change the cart only when you ask for it.';
    default:
      return typeof change['say'] === 'string' ? change['say'] : 'That could not be done.';
  }
}

function stateOf(turn: Turn, cart: SaidCart | undefined): string {
  if (!cart || cart.lines.length === 0) return fillTemplate(turn, 'cart.empty');
  const pieces = cart.pieces === 1 ? '1 piece' : `${cart.pieces} pieces`;
  return fillTemplate(turn, 'cart.state', { pieces, subtotal: cart.subtotal });
}
