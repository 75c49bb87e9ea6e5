import { messagesOf } from '#src/messages/messages.ts';
import type { Variant } from './product.ts';

/** What is true about a variant's stock, in words a page prints as they are. */
export function availabilityText({ availability: { state, left } }: Variant, locale: string): string {
  const { availability } = messagesOf(locale).product;
  switch (state) {
    case 'in-stock':
      return left === null ? availability.available : availability.inStock;
    case 'low-stock':
      return availability.left(left ?? 0);
    case 'backorder':
      return availability.backSoon;
    case 'sold-out':
      return availability.soldOut;
  }
}
