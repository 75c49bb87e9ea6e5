import type { Product, Variant } from '#src/catalog/product.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { satisfyingVariants } from '#src/query/satisfying-variants.ts';
import type { Filter } from '#src/query/search-query.ts';
import { defaultChoice, isUnclear, statedOptions } from './choose-variant.ts';

/** An option of which more than one value is left. */
export interface OpenOption {
  readonly name: string;
  /** The values that can be bought and satisfy the filters, in the merchant's order. */
  readonly values: readonly string[];
}

/** What of a product a shopper can choose from. */
export interface OfferedVariants {
  /** The one variant that query and words pin down, or null where a choice is left. */
  readonly decided: Variant | null;
  /** What can be bought and satisfies the filters; where nothing does, what breaks no more than `standsFor`. */
  readonly variants: readonly Variant[];
  readonly open: readonly OpenOption[];
  /** Values that query or words settled among several the product has, by option. */
  readonly settled: ReadonlyMap<string, string>;
}

/**
 * Which variants of a product satisfy the query, and whether that is one. A size, a colour or a flavour is never
 * guessed; a width or fit that the merchant calls standard is what somebody gets who asks for no other.
 */
export function offeredVariants(
  product: Product,
  standsFor: Variant,
  asked: { readonly filters: readonly Filter[]; readonly words: string },
  keys: ReadonlyMap<string, AttributeKey>,
  locale: string,
): OfferedVariants {
  const fitting = satisfyingVariants(product, { filters: asked.filters, keys, locale }, standsFor);
  const said = statedOptions(product, asked.words);
  const spoken = fitting.filter((variant) =>
    [...said].every(([option, values]) => values.includes(variant.options[option] ?? '')),
  );
  const variants = spoken.length ? spoken : fitting;
  const valuesOf = ({ name }: { readonly name: string }) => [
    ...new Set(variants.flatMap((variant) => variant.options[name] ?? [])),
  ];
  const open = product.options
    .map((option) => ({
      name: option.name,
      values: valuesOf(option).toSorted((a, b) => option.values.indexOf(a) - option.values.indexOf(b)),
    }))
    .filter(({ name, values }) => values.length > 1 || isUnclear(said.get(name)));
  const undecided = open.filter(({ values }) => !defaultChoice(values));
  const plain = variants.filter((variant) =>
    open.every(
      ({ name, values }) => (defaultChoice(values) ?? variant.options[name]) === variant.options[name],
    ),
  );
  return {
    decided: undecided.length === 0 ? (plain[0] ?? variants[0] ?? null) : null,
    variants,
    open,
    settled: new Map(
      product.options.flatMap((option) => {
        const [only, ...others] = valuesOf(option);
        const settled = only && !others.length && !isUnclear(said.get(option.name));
        return settled && option.values.length > 1 ? [[option.name, only] as const] : [];
      }),
    ),
  };
}
