import { measureText } from '#src/numbers/number-text.ts';
import { messagesOf } from '#src/messages/messages.ts';
import type { Money } from '#src/money/money.ts';

export type Condition = 'new' | 'refurbished' | 'used';

/** One stated fact: a number with its unit, a yes or no, or one or more words. `key` is snake_case and stable. */
export type Attribute =
  | {
      readonly key: string;
      readonly label: string;
      readonly kind: 'number';
      readonly value: number;
      readonly unit: string | null;
    }
  | { readonly key: string; readonly label: string; readonly kind: 'flag'; readonly value: boolean }
  | {
      readonly key: string;
      readonly label: string;
      readonly kind: 'words';
      readonly values: readonly string[];
    };

export interface ProductOption {
  readonly name: string;
  readonly values: readonly string[];
}

export interface Picture {
  readonly url: string;
  readonly alt: string;
}

/** For unit prices: what the pack holds and the amount a unit price is told for, in the same unit. */
export interface UnitMeasure {
  readonly amount: number;
  readonly unit: string;
  readonly baseAmount: number;
}

export interface Variant {
  readonly id: number;
  readonly sku: string;
  /** The option values joined, such as `US M 9 / Ember / Wide`; empty for a product without options. */
  readonly title: string;
  readonly options: Readonly<Record<string, string>>;
  readonly attributes: readonly Attribute[];
  readonly gtin: string | null;
  readonly mpn: string | null;
  readonly price: Money;
  readonly compareAt: Money | null;
  /** Until when the merchant says that this price holds; null where nothing is said. */
  readonly priceUntil: Date | null;
  /** From when it says so. */
  readonly priceFrom: Date | null;
  /** When what can be ordered and is not there comes in, as the merchant says; null where nothing is said. */
  readonly availableFrom: Date | null;
  /** Whether it has not come out yet. */
  readonly preorder: boolean;
  /** What it weighs packed, as shop platforms keep it for carriers; what the thing itself weighs is the fact `weight`. */
  readonly shippingWeightGrams: number | null;
  readonly unitMeasure: UnitMeasure | null;
  readonly imageUrl: string | null;
  readonly availability: Availability;
}

/** What may be promised about a variant now. `left` is null where stock is not counted. */
export interface Availability {
  readonly state: 'in-stock' | 'low-stock' | 'backorder' | 'sold-out';
  readonly left: number | null;
}

export interface Product {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  /** Plain text: markup of the feed is taken off at import. */
  readonly description: string;
  readonly brand: string | null;
  /** The class of thing, a singular noun where the merchant gives one: `Trail running shoe`. */
  readonly productType: string | null;
  readonly categoryPath: readonly string[];
  /** Every level of the path as an address: `shoes`, `shoes/trail-running-shoes`. */
  readonly categorySlugs: readonly string[];
  readonly tags: readonly string[];
  readonly condition: Condition;
  readonly options: readonly ProductOption[];
  readonly attributes: readonly Attribute[];
  readonly images: readonly Picture[];
  readonly popularity: number;
  readonly rating: { readonly average: number; readonly count: number } | null;
  readonly updatedAt: Date;
  /** At least one, in the merchant's order. */
  readonly variants: readonly [Variant, ...Variant[]];
}

export const isAvailable = (variant: Variant): boolean => variant.availability.state !== 'sold-out';

/** The variant a page shows first: the asked-for one, else the first that can be bought, else the first. */
export function chosenVariant(product: Product, sku?: string | null): Variant {
  return (
    product.variants.find((variant) => variant.sku === sku) ??
    product.variants.find(isAvailable) ??
    product.variants[0]
  );
}

/** Lowest and highest price among the variants that can be bought (all variants where none can). */
export function priceRange(product: Product): { readonly from: Money; readonly to: Money } {
  const available = product.variants.filter(isAvailable);
  const prices = (available.length ? available : product.variants).map((variant) => variant.price);
  const sorted = prices.toSorted((a, b) => a.minor - b.minor) as [Money, ...Money[]];
  return { from: sorted[0], to: sorted.at(-1) ?? sorted[0] };
}

/** The attribute of that key, the variant's own before the product's. */
export function attributeOf(
  product: Pick<Product, 'attributes'>,
  key: string,
  variant?: Variant,
): Attribute | undefined {
  const has = (attribute: Attribute) => attribute.key === key;
  return variant?.attributes.find(has) ?? product.attributes.find(has);
}

/** An attribute's value in words with its unit: `6 mm`, `yes`, `road, trail`. */
export function attributeText(attribute: Attribute, locale?: string): string {
  switch (attribute.kind) {
    case 'number':
      if (locale) return measureText(attribute.value, attribute.unit, locale);
      return attribute.unit ? `${attribute.value} ${attribute.unit}` : String(attribute.value);
    case 'flag':
      return locale
        ? messagesOf(locale).filters.actual[attribute.value ? 'yes' : 'no']
        : attribute.value
          ? 'yes'
          : 'no';
    case 'words':
      return attribute.values.join(', ');
  }
}
