import { isAvailable, type Product, type Variant } from '#src/catalog/product.ts';

const COLOR = 1; // another color of the right size is nearer than another size
const OTHER = 2;

/**
 * The variant that can be bought and is nearest to the values asked for, of each option any of them: what differs in a
 * color first, then by the least step of a size. Null where nothing of the product can be bought.
 */
export function nearestVariant(
  product: Product,
  asked: ReadonlyMap<string, readonly string[]>,
): Variant | null {
  const far = (variant: Variant) =>
    [...asked].reduce((sum, [name, values]) => {
      const own = variant.options[name] ?? '';
      return sum + Math.min(...values.map((value) => distance(name, own, value)));
    }, 0);
  const [nearest] = product.variants.filter(isAvailable).toSorted((a, b) => far(a) - far(b));
  return nearest ?? null;
}

/** None between equal values; between sizes of one kind (`US M 9`, `US M 10`) the more the wider apart they are. */
function distance(option: string, one: string, other: string): number {
  if (one === other) return 0;
  const [a, b] = [sizeOf(one), sizeOf(other)];
  if (a && b && a.kind === b.kind) return OTHER + Math.abs(a.number - b.number) / 100;
  return /colou?r/i.test(option) ? COLOR : OTHER + 1;
}

function sizeOf(value: string): { readonly kind: string; readonly number: number } | null {
  const found = /^(\D*)(\d+(?:\.\d+)?)(\D*)$/.exec(value);
  return found && { kind: `${found[1]}|${found[3]}`, number: Number(found[2]) };
}
