import { openBestFew } from '../data-structures/top-k.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import type { Need } from '../query.ts';
import { entriesOfPlaces, fillPlaces, openScopePlaces, type ScopePlaces } from '../filter/matching-rows.ts';
import type { Shelf } from '../columns/column-store.ts';
import { scopesOf } from '../filter/matching-variants.ts';
import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { FACT, idOf, SEGMENT_SIZE, type FactColumn, type Segment } from '../columns/segment.ts';
import { addVariants, intersect, noVariants, type VariantBits } from '../data-structures/bitset.ts';

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
  const scopes = scopesOf(shelf, need, keys);
  const masks = among && masksOf(shelf, among);
  const fact = shelf.words.keys.known(key) * 4 + FACT.number;
  const few = openBestFew(most);
  const places = openScopePlaces();
  const least = new Float64Array(SEGMENT_SIZE);
  const allKept = scopes.kept();
  for (const segment of masks?.keys() ?? shelf.segments.values()) {
    if (isEmptyIn(allKept, segment)) continue;
    const kept = partOf(allKept, segment);
    const mask = masks?.get(segment);
    if (mask) intersect(mask, kept);
    fillPlaces(places, segment, mask ?? kept);
    const { list, count } = places.products;
    for (let n = 0; n < count; n += 1) least[list[n] ?? 0] = Infinity;
    if (key === 'price') seePrices(least, segment, places, distance);
    else seeFacts(least, segment, segment.facts.get(fact), places, distance);
    for (let n = 0; n < count; n += 1) {
      const product = list[n] ?? 0;
      const far = least[product] ?? Infinity;
      const id = idOf(segment, product);
      if (far < Infinity && few.isWelcome(id, -far)) few.take(id, -far);
    }
  }
  return few.inOrder().map(([id]) => id);
}

/** Tells each product the least distance of its variants that are asked. */
function seePrices(
  least: Float64Array,
  { price, productOf }: Segment,
  { variants }: ScopePlaces,
  distance: Distance,
): void {
  for (let n = 0; n < variants.count; n += 1) {
    const place = variants.list[n] ?? 0;
    const product = productOf[place] ?? 0;
    least[product] = Math.min(least[product] ?? 0, distance(price[place] ?? NaN));
  }
}

function seeFacts(
  least: Float64Array,
  { productOf }: Segment,
  column: FactColumn | undefined,
  places: ScopePlaces,
  distance: Distance,
): void {
  if (!column) return;
  const { ofProducts, ofVariants } = column;
  const ofWhole = entriesOfPlaces(ofProducts, places.products);
  for (let n = 0; n < ofWhole.count; n += 1) {
    const at = ofWhole.list[n] ?? 0;
    const product = ofProducts.owner[at] ?? 0;
    least[product] = Math.min(least[product] ?? 0, distance(ofProducts.numbers[at] ?? NaN));
  }
  const ofEach = entriesOfPlaces(ofVariants, places.variants);
  for (let n = 0; n < ofEach.count; n += 1) {
    const at = ofEach.list[n] ?? 0;
    const product = productOf[ofVariants.owner[at] ?? 0] ?? 0;
    least[product] = Math.min(least[product] ?? 0, distance(ofVariants.numbers[at] ?? NaN));
  }
}

function masksOf(shelf: Shelf, ids: readonly number[]): ReadonlyMap<Segment, VariantBits> {
  const masks = new Map<Segment, VariantBits>();
  shelf.visitSome(ids, (segment, product) => {
    const mask = masks.get(segment) ?? noVariants(segment.variants);
    masks.set(segment, mask);
    addVariants(mask, segment.variantsFrom[product] ?? 0, segment.variantsFrom[product + 1] ?? 0);
  });
  return masks;
}
