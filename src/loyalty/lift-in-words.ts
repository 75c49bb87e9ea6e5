import { formatMoney, money } from '#src/money/money.ts';
import { LEAST_CUSTOMERS, LEAST_ORDERS, type Lift } from './lift.ts';

/** What a lift means, in one or two sentences that claim no more than was measured. */
export function liftInWords(
  { offered, heldOut, waiting, measured, days, isSplitOff }: Lift,
  { currency, locale }: { readonly currency: string; readonly locale: string },
): string {
  const told = (minor: number) => formatMoney(money(Math.round(minor), currency), locale);
  const least = Math.min(offered.customers, heldOut.customers);
  if (isSplitOff)
    return `Nothing can be said: ${offered.customers} customers were offered it and ${heldOut.customers} held out, which is not the share that was meant. Something sorts customers before they are drawn.`;
  if (!measured) {
    const later = waiting ? ` ${waiting} more are still within their ${days} days.` : '';
    if (!offered.customers && !heldOut.customers)
      return waiting
        ? `Not enough to say: nobody’s ${days} days are over yet.${later}`
        : 'Not enough to say: nobody has qualified yet.';
    const lacking =
      least < LEAST_CUSTOMERS
        ? `${offered.customers} customers were offered it and ${heldOut.customers} held out; it takes ${LEAST_CUSTOMERS} on each side`
        : `only ${offered.orders + heldOut.orders} orders came from both sides; it takes ${LEAST_ORDERS}`;
    return `Not enough to say: ${lacking}.${later}`;
  }
  const { difference, low, high } = measured.revenueEach;
  if (low <= 0 && high >= 0)
    return (
      `Not enough to say: in ${days} days a customer who was offered it spent somewhere between ` +
      `${told(Math.abs(low))} less and ${told(high)} more than one held out.`
    );
  const [word, near, far] = difference > 0 ? ['more', low, high] : ['less', -high, -low];
  return (
    `In ${days} days a customer who was offered it spent ${told(Math.abs(difference))} ${word} than one held out ` +
    `(between ${told(near)} and ${told(far)}), after what the offer took off.`
  );
}
