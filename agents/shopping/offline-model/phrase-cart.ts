import { messagesOf, type Messages } from '#src/messages/messages.ts';
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
  const say = messagesOf(turn.locale).answers.cart;
  const changed = changes.at(-1);
  const cart = changed ? ('cart' in changed ? changed.cart : undefined) : viewed?.cart;
  const state = stateOf(turn, cart);
  if (changes.length === 0) {
    if (action.kind === 'cart' && action.action !== 'add')
      return cart?.lines.length ? say.whichOne(`${linesText(cart, say)} ${state}`) : state;
    if (action.kind === 'cart')
      return say.whichOf(
        turn.state.shown
          .slice(0, 4)
          .map((one) => one.title)
          .join(', '),
      );
    return [linesText(cart, say), state].filter(Boolean).join(' ');
  }
  const missing = action.kind === 'cart' ? (action.missing ?? []) : [];
  const left = missing.map((words) => say.notTold(words));
  // A question that waits for its answer needs no empty cart beside it.
  const isSettled = changes.some((change) => 'done' in change || change.refusal === 'not-in-cart');
  return [
    ...changes.map((change) => changeText(turn, change)),
    ...left,
    ...(cart && (isSettled || cart.lines.length) ? [state] : []),
  ].join(' ');
}

const MOST_LINES = 4; // told by name; the card beside the words holds all

/** What the cart holds, line by line: `2 × Tin Jug (red, L), $18 each, $36; 1 × Blue Cap, $9.` */
function linesText(cart: CartForModel | undefined, say: Messages['answers']['cart']): string {
  if (!cart?.lines.length) return '';
  const told = cart.lines.slice(0, MOST_LINES).map(({ title, variant, quantity, price, total }) => {
    const what = `${quantity} × ${title}${variant ? ` (${variant})` : ''}`;
    return quantity > 1
      ? `${what}, ${say.each(price.printed)}, ${total.printed}`
      : `${what}, ${total.printed}`;
  });
  const more = cart.lines.length - told.length;
  return `${[...told, ...(more > 0 ? [say.andMore(more)] : [])].join('; ')}.`;
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
  const { cart: say, variants, within } = messagesOf(turn.locale).answers;
  switch (change.refusal) {
    case 'choose-option': {
      const { choices, option, title } = change;
      const some =
        choices.length > 12 ? `${choices.slice(0, 12).join(', ')}${variants.andMore}` : choices.join(', ');
      return say.whichOption(within(option), title, some);
    }
    case 'no-change': {
      const what = `${change.title}${change.kept ? ` (${change.kept})` : ''}`;
      if (change.comesIn) return say.nothingChanged(change.title, change.comesIn);
      return say.holdsAlready(change.quantity, what);
    }
    case 'no-such-variant':
      return [
        change.wanted.length ? say.notIn(change.title, change.wanted.join(', ')) : say.soldOut(change.title),
        change.nearest ? say.nearest(change.nearest.variant, change.nearest.price.printed) : '',
        change.kept ? say.kept(change.kept) : '',
      ]
        .filter(Boolean)
        .join(' ');
    case 'not-in-cart':
      return say.notInCart(change.title);
    case 'not-asked':
      return say.onlyWhenAsked;
    default:
      return 'say' in change ? change.say : say.notDone;
  }
}

/** How the cart stands, as its card has it. */
export function stateOf(turn: Pick<Turn, 'content' | 'earlier'>, cart: CartForModel | undefined): string {
  if (!cart || cart.lines.length === 0) return fillTemplate(turn, 'cart.empty');
  const pieces = messagesOf(turn.content.store.locale).answers.cart.pieces(cart.pieces);
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
