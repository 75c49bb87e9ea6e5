import { cartOf } from '#src/carts/cart-store.ts';
import type { ConversationState } from '#src/conversations/conversation-state.ts';
import { doneText, stateOf } from '../offline-model/phrase-cart.ts';
import type { CartView } from '../parts.ts';
import { quotedCart } from '../present/cart-view.ts';
import type { Turn } from '../state.ts';

/** A turn that broke off once it had changed the cart: what it did stands, and has to be said. */
export class BrokenTurn extends Error {
  override readonly name = 'BrokenTurn';
  /** What was done and how the cart stands, in words. */
  readonly done: string;
  readonly cart: CartView;
  readonly state: ConversationState;

  constructor(done: string, cart: CartView, state: ConversationState, cause: unknown) {
    super('The turn broke off after it had changed the cart', { cause });
    this.done = done;
    this.cart = cart;
    this.state = state;
  }
}

/** The error of a turn, with what was written before it; as it is where nothing was. */
export async function brokenTurn(turn: Turn, error: unknown): Promise<unknown> {
  if (turn.written.length === 0) return error;
  const { view, forModel } = await quotedCart(turn, await cartOf(turn.db, turn.visitorId));
  const done = [...turn.written.map((change) => doneText(turn, change)), stateOf(turn, forModel)].join(' ');
  return new BrokenTurn(done, view, turn.state, error);
}
