import type { Quote } from '#src/carts/quote.ts';
import type { Order } from '#src/orders/order.ts';
import type { Money } from '#src/money/money.ts';

export interface Total {
  readonly type: string;
  readonly display_text?: string;
  readonly amount: number;
}

interface Parts {
  readonly subtotal: Money;
  readonly discount: Money;
  readonly delivery: { readonly label: string; readonly cost: Money } | null;
  readonly taxes: readonly { readonly name: string; readonly amount: Money }[];
  readonly total: Money;
}

/** A sum as the protocol lists it: each entry one that the quote or the order made, and together they are the last. */
function totals({ subtotal, discount, delivery, taxes, total }: Parts): readonly Total[] {
  return [
    { type: 'subtotal', display_text: 'Goods', amount: subtotal.minor },
    ...(discount.minor > 0 ? [{ type: 'discount', display_text: 'Offers', amount: -discount.minor }] : []),
    ...(delivery ? [{ type: 'fulfillment', display_text: delivery.label, amount: delivery.cost.minor }] : []),
    ...taxes.map(({ name, amount }) => ({ type: 'tax', display_text: name, amount: amount.minor })),
    { type: 'total', display_text: 'Total', amount: total.minor },
  ];
}

/** Tax that is inside the prices is no entry of its own: it would be counted twice. */
export const totalsOfQuote = (quote: Quote): readonly Total[] =>
  totals({
    subtotal: quote.subtotal,
    discount: quote.discount,
    delivery: quote.delivery && {
      label: quote.delivery.isEstimate
        ? 'Delivery, as far as we know now'
        : `Delivery, ${quote.delivery.service}`,
      cost: quote.delivery.cost,
    },
    taxes: quote.tax && !quote.tax.included ? quote.tax.parts : [],
    total: quote.total,
  });

export const totalsOfOrder = (order: Order): readonly Total[] =>
  totals({
    subtotal: order.subtotal,
    discount: order.discount,
    delivery: order.terms?.delivery
      ? { label: `Delivery, ${order.terms.delivery.service}`, cost: order.shipping }
      : null,
    taxes: order.terms?.tax && !order.terms.tax.included ? order.terms.tax.parts : [],
    total: order.total,
  });

/** Of one line: at shelf prices, what its share of offers takes off, and what is paid for it before tax on top. */
export const totalsOfLine = (total: Money, discount: Money, net: Money): readonly Total[] => [
  { type: 'subtotal', amount: total.minor },
  ...(discount.minor > 0 ? [{ type: 'items_discount', amount: -discount.minor }] : []),
  { type: 'total', amount: net.minor },
];
