import type { Variant } from './product.ts';

/** What is true about a variant's stock, in words a page prints as they are. */
export function availabilityText({ availability: { state, left } }: Variant): string {
  switch (state) {
    case 'in-stock':
      return left === null ? 'Available' : 'In stock';
    case 'low-stock':
      return `${left} left`;
    case 'backorder':
      return 'Back soon, can be ordered';
    case 'sold-out':
      return 'Sold out';
  }
}
