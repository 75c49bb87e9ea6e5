import type { OrderRecord } from '#src/back-office/order-record.ts';

/** A variant of another shop, as Shopify's `products.json` has it, which the importer reads. */
interface PulledVariant {
  readonly sku: string;
  readonly barcode: string | null;
  readonly price: string;
  readonly compare_at_price: string | null;
  readonly option1: string | null;
  readonly option2: string | null;
  readonly option3: string | null;
  /** Who counts it; null: nobody does. */
  readonly inventory_management: string | null;
  readonly inventory_quantity?: number;
  readonly inventory_policy: 'deny' | 'continue';
  /** Whether it can be bought, where nobody counts it. */
  readonly available?: boolean;
}

export interface PulledProduct {
  readonly handle: string;
  readonly title: string;
  readonly body_html: string;
  readonly vendor: string;
  readonly product_type: string;
  readonly tags: readonly string[];
  readonly options: readonly { readonly name: string }[];
  readonly images: readonly { readonly src: string }[];
  readonly variants: readonly PulledVariant[];
}

/** An order on its way there; each line under the SKU that it has there. */
export type PushedOrder = OrderRecord;

/** Another shop that this one stays in step with. */
export interface Connector {
  readonly name: 'shopify' | 'woocommerce';
  /** Everything on sale there, some products at a time. Throws TryLater, or WrongKey. */
  products(): AsyncGenerator<readonly PulledProduct[]>;
  /** The order's reference there, where it arrived before; null where it did not. */
  findOrder(order: PushedOrder): Promise<string | null>;
  /** Brings the order there; it is paid, and takes its pieces out of what they have. Answers its reference. */
  pushOrder(order: PushedOrder): Promise<string>;
  /** Cancels it there, and puts its pieces back. */
  cancelOrder(ref: string): Promise<void>;
  /** Whether it was that shop that sent the body. */
  isSigned(body: string, header: (name: string) => string | null): boolean;
}

/** The other shop does not answer now; nothing is lost by asking it again. */
export class TryLater extends Error {
  override readonly name = 'TryLater';
  /** Seconds that it asks to wait; 0 where it says nothing. */
  readonly afterS: number;
  constructor(message: string, afterS = 0, cause?: unknown) {
    super(message, { cause });
    this.afterS = afterS;
  }
}

/** The other shop does not know the key, or does not let it do that. */
export class WrongKey extends Error {
  override readonly name = 'WrongKey';
}
