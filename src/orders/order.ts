import type { Address } from '#src/carts/address.ts';
import type { QuotedTax } from '#src/carts/quote.ts';
import type { ReturnRule } from '#src/loyalty/return-rule.ts';
import type { Money } from '#src/money/money.ts';

export type OrderState = 'awaiting-payment' | 'paid' | 'sent' | 'delivered' | 'cancelled';

export interface OrderLine {
  readonly position: number;
  readonly sku: string;
  /** As it was called when it was ordered, with the choice. */
  readonly title: string;
  readonly quantity: number;
  readonly unit: Money;
  readonly discount: Money;
  /** Paid for it, before tax on top. */
  readonly net: Money;
  readonly tax: Money;
  /** How many have come back or are on their way back. */
  readonly returned: number;
}

/** What was agreed, as it is kept with the order. */
export interface AgreedTerms {
  readonly applied: readonly {
    readonly offerId: string;
    readonly label: string;
    readonly amount: Money;
    readonly arithmetic: string;
    /** What must stay together for it, with the tax on top of what it took off; none where it holds for what stays. */
    readonly returnRule?: ReturnRule;
  }[];
  readonly delivery: {
    readonly service: string;
    readonly cost: Money;
    readonly off: Money;
    readonly standard: Money;
    readonly tax: Money;
  } | null;
  readonly tax: QuotedTax | null;
  readonly earns: number;
  /** Whether something of it has to be ordered in first, so that nobody knows a day. */
  readonly waitsForSupply?: boolean;
}

export interface Order {
  readonly id: string;
  /** What the customer reads and types. */
  readonly number: string;
  readonly state: OrderState;
  readonly customerId: string | null;
  readonly visitorId: string | null;
  readonly email: string | null;
  readonly address: Address | null;
  readonly placedAt: Date;
  /** Until when it waits to be paid. */
  readonly expiresAt: Date | null;
  readonly sentAt: Date | null;
  readonly carrier: string | null;
  readonly tracking: string | null;
  readonly deliveredAt: Date | null;
  readonly cancelledBecause: string | null;
  readonly subtotal: Money;
  readonly discount: Money;
  readonly shipping: Money;
  readonly tax: Money;
  readonly total: Money;
  /** Null for what an import brought. */
  readonly terms: AgreedTerms | null;
  readonly lines: readonly OrderLine[];
}
