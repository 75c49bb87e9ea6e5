import { createHash } from 'node:crypto';
import type { Attribute, Condition, Picture, ProductOption, UnitMeasure } from '#src/catalog/product.ts';
import type { Money } from '#src/money/money.ts';

/* A product of a feed after it was judged: everything in it may be stored as it is. */

export interface DraftVariant {
  readonly sku: string;
  /** The SKU as the merchant writes it, where the shop's own is another. */
  readonly merchantSku: string | null;
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly attributes: readonly Attribute[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly price: Money;
  readonly compareAt: Money | null;
  /** ISO 8601. */
  readonly priceUntil: string | null;
  readonly priceFrom: string | null;
  readonly availableFrom: string | null;
  readonly preorder: boolean;
  readonly shippingWeightGrams: number | null;
  readonly unitMeasure: UnitMeasure | null;
  readonly imageUrl: string | null;
  /** Null: the file says nothing of its stock; what is known stays. */
  readonly onHand: number | null;
  readonly tracked: boolean;
  readonly backorder: boolean;
  /** When it was counted, where its row says so. */
  readonly countedAt?: Date | undefined;
}

export interface DraftProduct {
  readonly key: string;
  readonly slugFrom: string;
  readonly title: string;
  readonly description: string;
  readonly brand: string | null;
  readonly productType: string | null;
  readonly categoryPath: readonly string[];
  readonly categorySlugs: readonly string[];
  readonly tags: readonly string[];
  readonly condition: Condition;
  readonly status: 'active' | 'draft' | 'archived';
  readonly options: readonly ProductOption[];
  readonly attributes: readonly Attribute[];
  readonly images: readonly Picture[];
  readonly variants: readonly DraftVariant[];
}

const VERSION = 4; // raise it when the same feed shall be stored differently: every product is then written anew

/** Tells whether a product is stored already: equal for equal products, whatever file and line they came from. */
export const contentHash = (draft: DraftProduct): string =>
  createHash('sha256')
    .update(`${VERSION}${JSON.stringify(undated(draft))}`)
    .digest('base64url')
    .slice(0, 22);

/** A count that says the same later is no other product. */
const undated = (draft: DraftProduct): DraftProduct =>
  draft.variants.some(({ countedAt }) => countedAt)
    ? { ...draft, variants: draft.variants.map((variant) => ({ ...variant, countedAt: undefined })) }
    : draft;

/** The options of those variants with their values, both in the order of the feed. */
export function optionsOf(variants: readonly DraftVariant[]): readonly ProductOption[] {
  const values = new Map<string, Set<string>>();
  for (const variant of variants) {
    for (const [name, value] of Object.entries(variant.options)) {
      values.set(name, (values.get(name) ?? new Set()).add(value));
    }
  }
  return [...values].map(([name, found]) => ({ name, values: [...found] }));
}
