import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { priceBefore } from '#src/catalog/reduced.ts';
import type { Money } from '#src/money/money.ts';
import type { Filter } from '#src/query/search-query.ts';
import { statedOptions } from './choose-variant.ts';
import { unmadeMeasures } from './unmade-measure.ts';

/** What rows say of the variants of one product that words ask for. */
export interface VariantAnswer {
  /** The values said, an entry an option, in the order of the product's options: `US M 12`, `Wide`. */
  readonly wanted: readonly string[];
  /** Values asked for of an option in which the product does not come at all. */
  readonly notMade: readonly { readonly option: string; readonly values: readonly string[] }[];
  /** What can be bought that is as asked; empty where nothing is. */
  readonly inStock: readonly Variant[];
  /** Values of one option that can be bought where the other wishes stay, those next to the wish first. */
  readonly nearest: readonly {
    readonly option: string;
    readonly values: readonly string[];
    readonly given: readonly string[];
  }[];
  /** Options left open, with the values that can be bought of what is as asked. */
  readonly open: readonly { readonly option: string; readonly values: readonly string[] }[];
}

const MOST_NEAREST = 4;

/**
 * Which variants the words mean, whether they can be bought, and what comes nearest. Wishes of `before`, of an earlier
 * turn for instance, hold for the options that the words leave out.
 */
export function variantAnswer(
  product: Product,
  words: string,
  before = '',
  filters: readonly Filter[] = [],
): VariantAnswer {
  const said = statedOptions(product, words);
  const stated = said.size ? new Map([...statedOptions(product, before), ...said]) : said;
  const order = product.options.filter(({ name }) => stated.has(name));
  const wanted = order.map(({ name }) => (stated.get(name) ?? []).join(' or '));
  const inStock = product.variants.filter((variant) => isAvailable(variant) && isAsked(variant, stated));
  const nearest = inStock.length
    ? []
    : order.flatMap(({ name, values }) => {
        const others = new Map([...stated].filter(([option]) => option !== name));
        const open = new Set(
          product.variants
            .filter((variant) => isAvailable(variant) && isAsked(variant, others))
            .map((variant) => variant.options[name] ?? ''),
        );
        const at = values.indexOf(stated.get(name)?.[0] ?? '');
        const near = values
          .map((value, place) => ({ value, apart: Math.abs(place - at) }))
          .filter(({ value }) => open.has(value))
          .toSorted((a, b) => a.apart - b.apart)
          .slice(0, MOST_NEAREST)
          .map(({ value }) => value);
        const given = order
          .filter((one) => one.name !== name)
          .map((one) => (stated.get(one.name) ?? []).join(' or '));
        return near.length ? [{ option: name, values: near, given }] : [];
      });
  const open = product.options
    .filter(({ name }) => !stated.has(name))
    .map(({ name, values }) => {
      const held = new Set(inStock.map((variant) => variant.options[name]));
      return { option: name, values: values.filter((value) => held.has(value)) };
    });
  const unmade = unmadeMeasures(product, words).filter(({ option }) => !stated.has(option));
  return { wanted, notMade: [...unmade, ...notMade(product, stated, filters)], inStock, nearest, open };
}

const isAsked = (variant: Variant, stated: ReadonlyMap<string, readonly string[]>): boolean =>
  [...stated].every(([option, values]) => values.includes(variant.options[option] ?? ''));

/** "In XXL" of what comes up to L: the filter of an option none of whose values the product has. */
function notMade(
  product: Product,
  stated: ReadonlyMap<string, readonly string[]>,
  filters: readonly Filter[],
): VariantAnswer['notMade'] {
  return product.options.flatMap(({ name, values }) => {
    const own = values.map((value) => value.toLowerCase());
    const asked = filters.flatMap((filter) =>
      filter.kind === 'any-of' && !filter.negated && filter.key === name.toLowerCase() ? filter.values : [],
    );
    const isNone = asked.length > 0 && !asked.some((value) => own.includes(value.toLowerCase()));
    return isNone && !stated.has(name) ? [{ option: name, values: asked }] : [];
  });
}

/** Variants that can be bought at one price, and the price before where it is reduced. */
export interface PriceGroup {
  readonly price: Money;
  readonly before: Money | null;
  /** Values of the options that all of the group share and not all of the product: `Oat`; empty where none does. */
  readonly values: readonly string[];
}

const MOST_VALUES = 6;

/** The prices at which a product can be bought, the lowest first, with what decides between them. */
export function priceGroups(variants: readonly Variant[]): readonly PriceGroup[] {
  const groups = new Map<string, Variant[]>();
  for (const variant of variants) {
    const key = `${variant.price.minor} ${priceBefore(variant)?.minor ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), variant]);
  }
  const options = [...new Set(variants.flatMap(({ options: own }) => Object.keys(own)))];
  const valuesOf = (some: readonly Variant[], option: string) => [
    ...new Set(some.flatMap(({ options: own }) => own[option] ?? [])),
  ];
  // Of the options whose values part the groups the one with fewest values is what the price depends on.
  const byFewest = options.toSorted((a, b) => valuesOf(variants, a).length - valuesOf(variants, b).length);
  const parting = byFewest.find((option) => {
    const all = [...groups.values()].flatMap((group) => valuesOf(group, option));
    return groups.size > 1 && new Set(all).size === all.length;
  });
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      const values = parting ? valuesOf(group, parting).slice(0, MOST_VALUES) : [];
      return first ? [{ price: first.price, before: priceBefore(first), values }] : [];
    })
    .toSorted((a, b) => a.price.minor - b.price.minor);
}
