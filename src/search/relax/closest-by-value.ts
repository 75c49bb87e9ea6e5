import { openTopK } from '../data-structures/top-k.ts';
import type { AttributeKey } from '../query/attribute-key.ts';
import type { SearchQuery } from '../query.ts';
import { entriesOfRows, fillRows, openMatchingRows, type MatchingRows } from '../filter/matching-rows.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { scopesOf } from '../filter/matching-variants.ts';
import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { VALUE_KIND, idOf, SEGMENT_SIZE, type AttributeColumn, type Segment } from '../columns/segment.ts';
import { setRange, intersect, emptyBitset, type Bitset } from '../data-structures/bitset.ts';

/** How far a number is from where it should be; 0 where it is there. */
type Distance = (value: number) => number;

/**
 * The products that keep a need and come nearest in a number it does not ask for (`price`, or a fact's), nearest first;
 * `among`: of those alone.
 */
export function closestByValue(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  key: string,
  distance: Distance,
  { most, among }: { readonly most: number; readonly among: readonly number[] | null },
): readonly number[] {
  const scopes = scopesOf(columns, query, keys);
  const masks = among && masksOf(columns, among);
  const fact = columns.dictionary.keys.known(key) * 4 + VALUE_KIND.number;
  const few = openTopK(most);
  const rows = openMatchingRows();
  const least = new Float64Array(SEGMENT_SIZE);
  const allKept = scopes.kept();
  for (const segment of masks?.keys() ?? columns.segments.values()) {
    if (isEmptyIn(allKept, segment)) continue;
    const kept = partOf(allKept, segment);
    const mask = masks?.get(segment);
    if (mask) intersect(mask, kept);
    fillRows(rows, segment, mask ?? kept);
    const { list, count } = rows.products;
    for (let n = 0; n < count; n += 1) least[list[n] ?? 0] = Infinity;
    if (key === 'price') seePrices(least, segment, rows, distance);
    else seeFacts(least, segment, segment.attributes.get(fact), rows, distance);
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
  { variants }: MatchingRows,
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
  column: AttributeColumn | undefined,
  rows: MatchingRows,
  distance: Distance,
): void {
  if (!column) return;
  const { ofProducts, ofVariants } = column;
  const ofWhole = entriesOfRows(ofProducts, rows, 'products');
  for (let n = 0; n < ofWhole.count; n += 1) {
    const at = ofWhole.list[n] ?? 0;
    const product = ofProducts.owner[at] ?? 0;
    least[product] = Math.min(least[product] ?? 0, distance(ofProducts.numbers[at] ?? NaN));
  }
  const ofEach = entriesOfRows(ofVariants, rows, 'variants');
  for (let n = 0; n < ofEach.count; n += 1) {
    const at = ofEach.list[n] ?? 0;
    const product = productOf[ofVariants.owner[at] ?? 0] ?? 0;
    least[product] = Math.min(least[product] ?? 0, distance(ofVariants.numbers[at] ?? NaN));
  }
}

function masksOf(columns: ColumnStore, ids: readonly number[]): ReadonlyMap<Segment, Bitset> {
  const masks = new Map<Segment, Bitset>();
  columns.visitSome(ids, (segment, product) => {
    const mask = masks.get(segment) ?? emptyBitset(segment.variants);
    masks.set(segment, mask);
    setRange(mask, segment.variantsFrom[product] ?? 0, segment.variantsFrom[product + 1] ?? 0);
  });
  return masks;
}
