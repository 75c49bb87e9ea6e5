import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { statedOptions } from './choose-variant.ts';

/**
 * The variant that the words turn the one in the cart into: "change it to size 9", "in blue instead". What is not
 * said stays. Null where the words name no other option value; `none` where no such variant can be bought.
 */
export function swappedVariant(product: Product, current: Variant, words: string): Variant | 'none' | null {
  const said = [...statedOptions(product, words)].filter(
    ([name, values]) => values.length > 0 && !values.includes(current.options[name] ?? ''),
  );
  if (said.length === 0) return null;
  const wanted = new Map(said);
  const fitting = product.variants.filter(
    (variant) =>
      isAvailable(variant) &&
      product.options.every(({ name }) => {
        const value = variant.options[name] ?? '';
        return wanted.get(name)?.includes(value) ?? value === current.options[name];
      }),
  );
  // "Size 9" of a US M 10 is the US M 9 and not the US W 9.
  const near = (variant: Variant) =>
    said.reduce((sum, [name]) => sum + common(variant.options[name] ?? '', current.options[name] ?? ''), 0);
  const [best] = fitting.toSorted((a, b) => near(b) - near(a));
  return best ?? 'none';
}

/** How many characters two values share from the start. */
function common(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}
