import { measureText } from '#src/numbers/number-text.ts';
import { spokenLabel } from './spoken-label.ts';
import { messagesOf } from '#src/messages/messages.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { listedSpecs } from './key-figures.ts';
import {
  attributeOf,
  attributeText,
  isAvailable,
  type Attribute,
  type Product,
  type Variant,
} from './product.ts';

export interface Compared {
  readonly product: Product;
  /** The variant that was chosen; null compares the product as the merchant states it (a shoe's weight in one size). */
  readonly variant: Variant | null;
}

export interface CompareRow {
  readonly label: string;
  /** One a product; null where the merchant states nothing. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
  /** Numbers and yes or no, which compare at a glance; words do not. */
  readonly measured: boolean;
}

/** Every fact that any of the products states, side by side: first those that differ, and of them the measured ones. */
export function compareRows(compared: readonly Compared[], locale: string): readonly CompareRow[] {
  const specs = new Map<string, Attribute>();
  for (const { product, variant } of compared)
    for (const spec of (variant ? [variant] : product.variants).flatMap((one) => listedSpecs(product, one)))
      if (!specs.has(spec.key)) specs.set(spec.key, spec);
  const rows = [...specs].map(([key, { label, kind }]): CompareRow => {
    const values = compared.map((one) => valueText(one, key, locale));
    return {
      label: spokenLabel(key, label, locale),
      values,
      differs: new Set(values).size > 1,
      measured: kind !== 'words',
    };
  });
  const weight = (row: CompareRow) => Number(row.differs) * 2 + Number(row.differs && row.measured);
  return rows.toSorted((a, b) => weight(b) - weight(a));
}

function valueText({ product, variant }: Compared, key: string, locale: string): string | null {
  const stated = attributeOf(product, key, variant ?? undefined);
  if (stated) return attributeText(stated, locale);
  return variant
    ? null
    : acrossVariants(
        product.variants.flatMap((one) => attributeOf(product, key, one) ?? []),
        locale,
      );
}

/** What only the variants state, told for all of them: one value, a span of numbers, or the words in order. */
function acrossVariants(stated: readonly Attribute[], locale: string): string | null {
  const [first] = stated;
  if (!first) return null;
  const texts = [...new Set(stated.map((one) => attributeText(one, locale)))];
  if (texts.length === 1) return attributeText(first, locale);
  const numbers = stated.flatMap((one) =>
    one.kind === 'number' && first.kind === 'number' && one.unit === first.unit ? one.value : [],
  );
  if (first.kind !== 'number' || numbers.length < stated.length) return texts.join(', ');
  const { span } = messagesOf(locale).filters;
  const told = (value: number, unit: string | null) => measureText(value, unit, locale);
  return span(told(Math.min(...numbers), null), told(Math.max(...numbers), first.unit));
}

/** Stock in words: of the chosen variant, else of the product over all its variants. */
export function stockText({ product, variant }: Compared, locale: string): string {
  const only = variant ?? (product.variants.length === 1 ? product.variants[0] : null);
  if (only) return availabilityText(only, locale);
  const inStock = product.variants.filter(isAvailable).length;
  const { availability } = messagesOf(locale).product;
  if (inStock === 0) return availability.soldOut;
  return inStock === product.variants.length
    ? availability.everyChoice
    : availability.someChoices(inStock, product.variants.length);
}

const JOINT = '-vs-';

/** The address of a comparison: `/compare/longway-5-vs-errand-3`. */
export const comparePath = (slugs: readonly string[]): string => `/compare/${slugs.join(JOINT)}`;

/** The one address that counts for a comparison of these products, whatever order it was asked in. */
export const canonicalComparePath = (slugs: readonly string[]): string => comparePath(slugs.toSorted());

/** The address that counts for a page: a comparison's products in their one order, every other path as it is. */
export function canonicalPath(path: string): string {
  const slugs = comparedSlugs(/^\/compare\/([^/]+)$/.exec(path)?.[1] ?? '');
  return slugs.length < 2 ? path : canonicalComparePath(slugs);
}

/** The slugs in the last part of a comparison's address, each once, at most four. */
export const comparedSlugs = (pair: string): readonly string[] =>
  [...new Set(pair.split(JOINT))].filter(Boolean).slice(0, 4);
