import { messagesOf } from '#src/messages/messages.ts';
import type { Product, Variant } from '#src/catalog/product.ts';
import type { Details } from './address.ts';

/** The most of one variant that a cart takes. */
export const MOST_OF_ONE = 20;

export const MOST_CODES = 5; // in one cart

export interface CartLine {
  readonly product: Product;
  readonly variant: Variant;
  readonly quantity: number;
}

/** A line whose variant has left the shop; it costs nothing and cannot be ordered. */
export interface GoneLine {
  readonly sku: string;
  readonly title: string;
}

export interface Cart {
  readonly id: string;
  /** Whose it is; null for a browser's own. */
  readonly customerId: string | null;
  /** Grows with every change. */
  readonly version: number;
  /** In the order they were added. */
  readonly lines: readonly CartLine[];
  /** What it held that is no longer sold; absent where there is none. */
  readonly gone?: readonly GoneLine[];
  /** Codes as they were typed. */
  readonly codes: readonly string[];
  /** Points to pay with, of those that are there when it is quoted. */
  readonly burn: number;
  /** Where it goes; null until checkout has asked. */
  readonly details: Details | null;
}

export const EMPTY_CART: Cart = {
  id: '',
  customerId: null,
  version: 0,
  lines: [],
  codes: [],
  burn: 0,
  details: null,
};

export type CartRefusal =
  | { readonly ok: false; readonly refusal: 'unknown-product' }
  | { readonly ok: false; readonly refusal: 'sold-out'; readonly title: string }
  | { readonly ok: false; readonly refusal: 'not-enough'; readonly title: string; readonly most: number }
  | { readonly ok: false; readonly refusal: 'bad-quantity'; readonly most: number }
  | { readonly ok: false; readonly refusal: 'changed-elsewhere' }
  | {
      readonly ok: false;
      readonly refusal: 'choose-variant';
      readonly title: string;
      readonly choices: readonly string[];
    };

/** How many of a variant may be in a cart now. */
export function mostOf(variant: Variant): number {
  const { state, left } = variant.availability;
  if (state === 'sold-out') return 0;
  return left === null || state === 'backorder' ? MOST_OF_ONE : Math.min(left, MOST_OF_ONE);
}

/** Whether `quantity` of the variant may be in a cart: null, or the refusal that says what is possible. */
export function refusalFor(product: Product, variant: Variant, quantity: number): CartRefusal | null {
  if (!Number.isInteger(quantity) || quantity < 0 || quantity > MOST_OF_ONE) {
    return { ok: false, refusal: 'bad-quantity', most: MOST_OF_ONE };
  }
  if (quantity === 0) return null;
  const most = mostOf(variant);
  if (most === 0) return { ok: false, refusal: 'sold-out', title: product.title };
  if (quantity > most) return { ok: false, refusal: 'not-enough', title: product.title, most };
  return null;
}

/** A refusal as one sentence to the shopper. */
export function refusalText(refusal: CartRefusal, locale: string): string {
  const { refused } = messagesOf(locale).cart;
  switch (refusal.refusal) {
    case 'unknown-product':
      return refused.unknownProduct;
    case 'sold-out':
      return refused.soldOut(refusal.title);
    case 'not-enough':
      return refused.notEnough(refusal.title, refusal.most);
    case 'bad-quantity':
      return refused.badQuantity(refusal.most);
    case 'changed-elsewhere':
      return refused.changedElsewhere;
    case 'choose-variant':
      return refused.chooseFirst(refusal.title, refusal.choices.join(', '));
  }
}
