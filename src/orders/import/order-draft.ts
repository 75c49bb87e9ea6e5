export interface DraftLine {
  /** Empty where the export names the line by its title alone. */
  readonly sku: string;
  readonly title: string;
  readonly quantity: number;
  readonly unitMinor: number;
  /** Pieces that came back. */
  readonly returned: number;
}

/** An order of an import, judged and in the shop's own terms, before it is written. */
export interface DraftOrder {
  /** The order's number in the other system. */
  readonly key: string;
  readonly line: number;
  /** Who bought, as the other system calls them; becomes a pseudonym. Null where nobody is named. */
  readonly customer: string | null;
  readonly placedAt: Date;
  readonly currency: string;
  readonly state: 'awaiting-payment' | 'paid' | 'delivered' | 'cancelled';
  readonly lines: readonly DraftLine[];
  readonly discountMinor: number;
  readonly shippingMinor: number;
  readonly taxMinor: number;
}

/** One row of a file, by the name of its column in lower case. */
export interface OrderRow {
  readonly line: number;
  readonly get: (column: string) => string;
}
