import { messagesOf } from '#src/messages/messages.ts';
import type { Quote } from '#src/carts/quote.ts';
import type { Order } from './order.ts';
import type { StoreWords } from '#src/editorial/schemas.ts';
import { formatMoney, money, type Money } from '#src/money/money.ts';

/** One line of a sum as a shopper reads it: everything from the goods to what is paid. */
export interface SumLine {
  readonly label: string;
  /** How it comes about; empty where the label says it. */
  readonly detail: string;
  readonly amount: string;
  readonly kind: 'part' | 'off' | 'total';
}

interface Told {
  readonly count: number;
  readonly subtotal: Money;
  readonly applied: readonly {
    readonly label: string;
    readonly arithmetic: string;
    readonly amount: Money;
  }[];
  readonly delivery: { readonly label: string; readonly detail: string; readonly rate: Money } | null;
  readonly tax: Quote['tax'];
  readonly total: Money;
  readonly totalLabel: string;
}

/** The lines of a quote; each amount is one that the quote made. */
export function sumOfQuote(
  quote: Quote,
  { locale, legal }: Pick<StoreWords, 'locale' | 'legal'>,
): readonly SumLine[] {
  const { delivery } = quote;
  const say = messagesOf(locale).order.sum;
  return lines(
    {
      ...quote,
      delivery: delivery && {
        label: delivery.isEstimate ? say.deliveryEstimated : say.delivery,
        detail: delivery.service,
        rate: delivery.rate,
      },
      totalLabel: quote.tax || legal.taxIncluded ? say.total : say.totalBeforeTax,
    },
    locale,
  );
}

/** The lines of an order, as they were agreed. */
export function sumOfOrder(order: Order, locale: string): readonly SumLine[] {
  const { terms } = order;
  const say = messagesOf(locale).order.sum;
  return lines(
    {
      count: order.lines.reduce((sum, line) => sum + line.quantity, 0),
      subtotal: order.subtotal,
      applied: terms?.applied ?? [],
      delivery: terms?.delivery
        ? {
            label: say.delivery,
            detail: terms.delivery.service,
            rate: money(terms.delivery.cost.minor + terms.delivery.off.minor, order.total.currency),
          }
        : null,
      tax: terms?.tax ?? null,
      total: order.total,
      totalLabel: say.total,
    },
    locale,
  );
}

/** Whether an offer's name says its arithmetic already: `$8 off your first order` of `$8 off`. */
const isSaidBy = (label: string, arithmetic: string): boolean =>
  label.toLowerCase().includes(arithmetic.toLowerCase());

function lines(sum: Told, locale: string): readonly SumLine[] {
  const told = (amount: Money) => formatMoney(amount, locale);
  const say = messagesOf(locale).order.sum;
  return [
    {
      label: sum.applied.length > 0 ? say.goodsBeforeOffers(sum.count) : say.goods(sum.count),
      detail: '',
      amount: told(sum.subtotal),
      kind: 'part',
    },
    ...(sum.delivery
      ? [
          {
            label: sum.delivery.label,
            detail: sum.delivery.detail,
            amount: sum.delivery.rate.minor === 0 ? say.free : told(sum.delivery.rate),
            kind: 'part' as const,
          },
        ]
      : []),
    ...sum.applied.map(({ label, arithmetic, amount }) => ({
      label,
      detail: isSaidBy(label, arithmetic) ? '' : arithmetic,
      amount: `−${told(amount)}`,
      kind: 'off' as const,
    })),
    ...(sum.tax?.parts ?? []).map(({ name, percent, base, amount }) => ({
      label: sum.tax?.included ? say.taxIncluded(name) : name,
      detail: say.percentOf(String(percent), told(base)),
      amount: told(amount),
      kind: 'part' as const,
    })),
    { label: sum.totalLabel, detail: '', amount: told(sum.total), kind: 'total' },
  ];
}
