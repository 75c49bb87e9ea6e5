import { inSizeOrder } from './size-order.ts';
import { attributeOf, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';

export interface Choice {
  readonly value: string;
  /** The variant a click leads to: this value with the other options kept as far as they exist. */
  readonly variant: Variant;
  readonly selected: boolean;
  /** `elsewhere`: only together with other options than the chosen ones. */
  readonly state: 'available' | 'sold-out' | 'elsewhere';
  /** Colours of the variant as `#rrggbb`, main first; empty for options that are no colour. */
  readonly colors: readonly string[];
}

export interface OptionChoices {
  readonly name: string;
  readonly choices: readonly Choice[];
}

/** Every option of a product with where each of its values leads from the chosen variant. */
export function variantChoices(product: Product, chosen: Variant): readonly OptionChoices[] {
  return product.options.map(({ name, values }) => ({
    name,
    choices: inSizeOrder(values).flatMap((value): Choice[] => {
      const variant = closest(product, chosen, name, value);
      if (!variant) return [];
      const exact = product.options.every(
        (option) => option.name === name || variant.options[option.name] === chosen.options[option.name],
      );
      return [
        {
          value,
          variant,
          selected: chosen.options[name] === value,
          state: !isAvailable(variant) ? 'sold-out' : exact ? 'available' : 'elsewhere',
          colors: /^colou?r$/i.test(name) ? colorsOf(product, variant) : [],
        },
      ];
    }),
  }));
}

/** The variant with that value which keeps most of what is chosen; among equals one that can be bought. */
function closest(product: Product, chosen: Variant, name: string, value: string): Variant | undefined {
  const kept = (variant: Variant) =>
    product.options.filter((option) => variant.options[option.name] === chosen.options[option.name]).length;
  return product.variants
    .filter((variant) => variant.options[name] === value)
    .toSorted((a, b) => kept(b) - kept(a) || Number(isAvailable(b)) - Number(isAvailable(a)))[0];
}

/** The colours a merchant states for a variant (`color_hex`), main first; anything that is no hex colour is left out. */
export function colorsOf(product: Product, variant: Variant): readonly string[] {
  const stated = attributeOf(product, 'color_hex', variant);
  return stated?.kind === 'words' ? stated.values.filter((value) => /^#[0-9a-f]{6}$/i.test(value)) : [];
}
