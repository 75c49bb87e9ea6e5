import { listedSpecs } from '#src/catalog/key-figures.ts';
import { attributeOf, attributeText, type Product, type Variant } from '#src/catalog/product.ts';

export interface Compared {
  readonly product: Product;
  readonly variant: Variant;
}

export interface CompareRow {
  readonly label: string;
  /** One a product; null where the merchant states nothing. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

/** Every fact that any of the products states, side by side; rows that differ come first. */
export function compareRows(compared: readonly Compared[]): readonly CompareRow[] {
  const labels = new Map<string, string>();
  for (const { product, variant } of compared)
    for (const spec of listedSpecs(product, variant))
      if (!labels.has(spec.key)) labels.set(spec.key, spec.label);
  const rows = [...labels].map(([key, label]): CompareRow => {
    const values = compared.map(({ product, variant }) => {
      const attribute = attributeOf(product, key, variant);
      return attribute ? attributeText(attribute) : null;
    });
    return { label, values, differs: new Set(values).size > 1 };
  });
  return rows.toSorted((a, b) => Number(b.differs) - Number(a.differs));
}

const JOINT = '-vs-';

/** The address of a comparison: `/compare/longway-5-vs-errand-3`. */
export const comparePath = (slugs: readonly string[]): string => `/compare/${slugs.join(JOINT)}`;

/** The slugs in the last part of a comparison's address, each once, at most four. */
export const comparedSlugs = (pair: string): readonly string[] =>
  [...new Set(pair.split(JOINT))].filter(Boolean).slice(0, 4);
