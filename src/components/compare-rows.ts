import { listedSpecs } from '#src/catalog/key-figures.ts';
import {
  attributeOf,
  attributeText,
  type Attribute,
  type Product,
  type Variant,
} from '#src/catalog/product.ts';

export interface Compared {
  readonly product: Product;
  readonly variant: Variant;
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
export function compareRows(compared: readonly Compared[]): readonly CompareRow[] {
  const specs = new Map<string, Attribute>();
  for (const { product, variant } of compared)
    for (const spec of listedSpecs(product, variant)) if (!specs.has(spec.key)) specs.set(spec.key, spec);
  const rows = [...specs].map(([key, { label, kind }]): CompareRow => {
    const values = compared.map(({ product, variant }) => {
      const attribute = attributeOf(product, key, variant);
      return attribute ? attributeText(attribute) : null;
    });
    return { label, values, differs: new Set(values).size > 1, measured: kind !== 'words' };
  });
  const weight = (row: CompareRow) => Number(row.differs) * 2 + Number(row.differs && row.measured);
  return rows.toSorted((a, b) => weight(b) - weight(a));
}

const JOINT = '-vs-';

/** The address of a comparison: `/compare/longway-5-vs-errand-3`. */
export const comparePath = (slugs: readonly string[]): string => `/compare/${slugs.join(JOINT)}`;

/** The slugs in the last part of a comparison's address, each once, at most four. */
export const comparedSlugs = (pair: string): readonly string[] =>
  [...new Set(pair.split(JOINT))].filter(Boolean).slice(0, 4);
