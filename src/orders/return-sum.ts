import { messagesOf } from '#src/messages/messages.ts';
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
  const say = messagesOf(locale).order.sum;
  return [
    ...lines.map(({ title, quantity, refund: minor }) => ({
      label: `${quantity} × ${title}`,
      detail: say.whatYouPaid,
      amount: told(minor),
      kind: 'part' as const,
    })),
    ...withheld.map(({ label, minor }) =>
      minor > 0
        ? {
            label: say.withheld(label),
            detail: say.keptDoesNotEarn,
            amount: `−${told(minor)}`,
            kind: 'off' as const,
          }
        : {
            label: say.withheldBefore(label),
            detail: say.goesBackNow,
            amount: told(minor),
            kind: 'part' as const,
          },
    ),
    ...(fee > 0 ? [{ label: say.forReturn, detail: '', amount: `−${told(fee)}`, kind: 'off' as const }] : []),
    ...(before > 0
      ? [{ label: say.givenBackBefore, detail: '', amount: `−${told(before)}`, kind: 'off' as const }]
      : []),
    ...(delivery > 0
      ? [
          {
            label: say.delivery,
            detail: say.allIsBack,
            amount: told(delivery),
            kind: 'part' as const,
          },
        ]
      : []),
    { label: say.goesBack, detail: '', amount: told(refund), kind: 'total' },
  ];
}
