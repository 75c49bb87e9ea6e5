import type { Variant } from './product.ts';

/** When what can be ordered and is not there comes in; null where nobody says, or where that day has passed. */
export const comesOn = ({ availability, availableFrom }: Variant, now: Date): Date | null =>
  availability.state === 'backorder' && availableFrom && availableFrom > now ? availableFrom : null;

/** Whether orders are taken for what has not come out yet. Without a day to come it is a backorder like any other. */
export const isPreorder = (variant: Variant, now: Date): boolean =>
  variant.preorder && comesOn(variant, now) !== null;
