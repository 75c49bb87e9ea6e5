import { openBestFew } from './best-few.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need } from './need.ts';
import type { Shelf } from './shelf.ts';
import { keeps } from './shelf-listing.ts';
import { scopesOf } from './shelf-scopes.ts';
import { FACT, idOf, type Segment } from './shelf-segment.ts';
import { hasVariant, intersect, isEmpty, noVariants, addVariant, type VariantBits } from './variant-bits.ts';

/** How far a number is from where it should be; 0 where it is there. */
type Distance = (value: number) => number;

/**
 * The products that keep a need and come nearest in a number it does not ask for (`price`, or a fact's), nearest first;
 * `among`: of those alone.
 */
export function closestOnShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  key: string,
  distance: Distance,
  { most, among }: { readonly most: number; readonly among: readonly number[] | null },
): readonly number[] {
  const scopes = scopesOf(shelf, need, keys, []);
  const masks = among && masksOf(shelf, among);
  const few = openBestFew(most);
  for (const segment of masks?.keys() ?? shelf.segments.values()) {
    const kept = (scopes(segment)[0] ?? noVariants(segment.variants)).slice();
    const mask = masks?.get(segment);
    if (mask) intersect(kept, mask);
    if (isEmpty(kept)) continue;
    for (const [product, far] of nearestOf(
      segment,
      kept,
      shelf.words.keys.known(key),
      key,
      distance,
    ).entries()) {
      const id = idOf(segment, product);
      if (far < Infinity && few.isWelcome(id, -far)) few.take(id, -far);
    }
  }
  return few.inOrder().map(([id]) => id);
}

/** By product, the least distance of what keeps the need; Infinity where nothing tells one. */
function nearestOf(
  segment: Segment,
  kept: VariantBits,
  number: number,
  key: string,
  distance: Distance,
): Float64Array {
  const least = new Float64Array(segment.size).fill(Infinity);
  const see = (product: number, value: number) => {
    const far = distance(value);
    if (far < (least[product] ?? 0)) least[product] = far;
  };
  if (key === 'price') {
    for (let place = 0; place < segment.variants; place += 1) {
      if (hasVariant(kept, place)) see(segment.productOf[place] ?? 0, segment.price[place] ?? NaN);
    }
    return least;
  }
  const column = segment.facts.get(number * 4 + FACT.number);
  for (const [at, product] of (column?.ofProducts.owner ?? []).entries()) {
    if (keeps(segment, product, kept)) see(product, column?.ofProducts.value[at] ?? NaN);
  }
  for (const [at, place] of (column?.ofVariants.owner ?? []).entries()) {
    if (hasVariant(kept, place)) see(segment.productOf[place] ?? 0, column?.ofVariants.value[at] ?? NaN);
  }
  return least;
}

function masksOf(shelf: Shelf, ids: readonly number[]): ReadonlyMap<Segment, VariantBits> {
  const masks = new Map<Segment, VariantBits>();
  shelf.visitSome(ids, (segment, product) => {
    const mask = masks.get(segment) ?? noVariants(segment.variants);
    masks.set(segment, mask);
    const to = segment.variantsFrom[product + 1] ?? 0;
    for (let place = segment.variantsFrom[product] ?? 0; place < to; place += 1) addVariant(mask, place);
  });
  return masks;
}
