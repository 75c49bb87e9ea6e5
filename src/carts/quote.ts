import { addMoney, money, timesMoney, type Money } from '#src/money/money.ts';
import type { Cart, CartLine } from './cart.ts';

export interface QuotedLine extends CartLine {
  readonly total: Money;
}

export interface Quote {
  readonly lines: readonly QuotedLine[];
  /** Pieces in all. */
  readonly count: number;
  /** Sum of the lines, before delivery. */
  readonly subtotal: Money;
}

/** What a cart costs now: the only place where a total is made. Throws when lines mix currencies. */
export function quote(cart: Cart, currency: string): Quote {
  const lines = cart.lines.map((line) => ({ ...line, total: timesMoney(line.variant.price, line.quantity) }));
  const [first, ...rest] = lines.map((line) => line.total);
  return {
    lines,
    count: lines.reduce((sum, line) => sum + line.quantity, 0),
    subtotal: first ? addMoney(first, ...rest) : money(0, currency),
  };
}
