import { formatMoney, money } from '#src/money/money.ts';
import type { ReturnPrice } from './return-prices.ts';
import type { SumLine } from './sum-lines.ts';

interface Told extends Omit<ReturnPrice, 'refund'> {
  readonly refund: number;
  /** What of delivery goes back with it, inside `refund`. */
  readonly delivery?: number;
}

/** What goes back for a return, line by line, as page, mail, studio and conversation say it. */
export function sumOfReturn(
  { lines, withheld, fee, before, delivery = 0, refund }: Told,
  currency: string,
  locale: string,
): readonly SumLine[] {
  const told = (minor: number) => formatMoney(money(Math.abs(minor), currency), locale);
  return [
    ...lines.map(({ title, quantity, refund: minor }) => ({
      label: `${quantity} × ${title}`,
      detail: 'what you paid for it',
      amount: told(minor),
      kind: 'part' as const,
    })),
    ...withheld.map(({ label, minor }) =>
      minor > 0
        ? {
            label: `Withheld for “${label}”`,
            detail: 'what you keep does not earn its reduction any more',
            amount: `−${told(minor)}`,
            kind: 'off' as const,
          }
        : {
            label: `Withheld before for “${label}”`,
            detail: 'goes back now',
            amount: told(minor),
            kind: 'part' as const,
          },
    ),
    ...(fee > 0
      ? [{ label: 'For the return', detail: '', amount: `−${told(fee)}`, kind: 'off' as const }]
      : []),
    ...(before > 0
      ? [{ label: 'Given back before', detail: '', amount: `−${told(before)}`, kind: 'off' as const }]
      : []),
    ...(delivery > 0
      ? [
          {
            label: 'Delivery',
            detail: 'all of the order is back',
            amount: told(delivery),
            kind: 'part' as const,
          },
        ]
      : []),
    { label: 'Goes back to you', detail: '', amount: told(refund), kind: 'total' },
  ];
}
