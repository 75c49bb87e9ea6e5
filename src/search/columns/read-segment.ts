import { canBeBoughtSql, isReducedSql } from '#src/catalog/variant-sql.ts';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { attributeColumns, type AttributeRows } from './attribute-columns.ts';
import { endsOf, sortedIndex } from '../data-structures/sorted-index.ts';
import { priceBuckets } from './price-buckets.ts';
import { groupIndex } from '../data-structures/group-index.ts';
import { SEGMENT_SIZE, type Segment } from './segment.ts';
import type { Dictionary } from './dictionary.ts';
import { setBit, emptyBitset } from '../data-structures/bitset.ts';

type ProductRow = readonly [
  id: number,
  brand: string | null,
  categories: readonly string[],
  rating: number | null,
  ratings: number,
  popularity: number,
  created: number,
];

interface VariantRows {
  readonly products: readonly number[] | null;
  readonly ids: readonly number[];
  readonly prices: readonly number[];
  readonly currencies: readonly string[];
  readonly sales: readonly number[];
  readonly out: readonly number[];
}

/** Reads the segment of that number; null where it holds no published product. */
export async function readSegment(
  db: Database,
  number: number,
  dictionary: Dictionary,
): Promise<Segment | null> {
  const from = number * SEGMENT_SIZE;
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${from + SEGMENT_SIZE}`;
  const products = await sql<{ rows: readonly ProductRow[] | null }>`
    select json_agg(json_build_array(p.id, p.brand, p.category_slugs, p.rating_average, p.rating_count, p.popularity,
      extract(epoch from p.created_at)::float8) order by p.id) as rows
    from product p where ${within('p.id')} and p.status = 'active'
      and exists (select from variant v where v.product_id = p.id)`.execute(db);
  const rows = products.rows[0]?.rows;
  if (!rows) return null;
  const variants = await sql<VariantRows>`
    select json_agg(product_id) as products, json_agg(id) as ids, json_agg(price_minor) as prices,
      json_agg(currency) as currencies, json_agg(sale) as sales, json_agg(sold_out) as out
    from (select v.product_id, v.id, v.price_minor, v.currency,
        ${isReducedSql}::int as sale,
        (not ${canBeBoughtSql})::int as sold_out
      from variant v left join stock s on s.variant_id = v.id
      where ${within('v.product_id')} order by v.product_id, v.id) v`.execute(db);
  const facts = await sql<AttributeRows>`
    select json_agg(product_id) as products, json_agg(variant_id) as variants, json_agg(key) as keys,
      json_agg(number) as numbers, json_agg(word) as words, json_agg(flag) as flags
    from (select * from search_fact where ${within('product_id')} order by product_id, variant_id) f`.execute(
    db,
  );
  return segmentOf(from, rows, variants.rows[0], facts.rows[0], dictionary);
}

function segmentOf(
  firstId: number,
  told: readonly ProductRow[],
  variants: VariantRows | undefined,
  facts: AttributeRows | undefined,
  dictionary: Dictionary,
): Segment {
  const setOf = ([, , slugs]: ProductRow) =>
    dictionary.categorySets.numberOf(slugs.map((slug) => dictionary.categories.numberOf(slug)));
  // Products of a kind stand side by side: what is asked is mostly asked of one kind.
  const placed = told
    .map((row) => ({ row, set: setOf(row) }))
    .sort((a, b) => a.set - b.set || a.row[0] - b.row[0]);
  const rows = placed.map(({ row }) => row);
  const placeAt = new Int16Array(SEGMENT_SIZE).fill(-1);
  for (const [place, row] of rows.entries()) placeAt[row[0] - firstId] = place;
  const placeOfProduct = (id: number) => placeAt[id - firstId] ?? -1;
  const placesOfVariants = (variants?.products ?? []).map(placeOfProduct);
  const kept = placesOfVariants
    .flatMap((place, at) => (place < 0 ? [] : [at]))
    .sort((a, b) => (placesOfVariants[a] ?? 0) - (placesOfVariants[b] ?? 0) || a - b);
  const owners = kept.map((at) => placesOfVariants[at] ?? 0);
  const pick = <One>(column: readonly One[] | undefined) => kept.flatMap((at) => column?.[at] ?? []);
  const variantIds = pick(variants?.ids);
  const forSale = emptyBitset(kept.length);
  for (const [place, out] of pick(variants?.out).entries()) if (out === 0) setBit(forSale, place);
  const price = Float64Array.from(pick(variants?.prices));
  const byPrice = sortedIndex(price);
  const brand = Int32Array.from(rows, (row) => (row[1] === null ? -1 : brandNumber(dictionary, row[1])));
  const [lowestPrice, highestPrice] = endsOf(byPrice, price);
  const categorySet = Uint32Array.from(placed, ({ set }) => set);
  return {
    size: rows.length,
    variants: kept.length,
    start: 0,
    room: 0,
    firstId,
    offset: Uint16Array.from(rows, (row) => row[0] - firstId),
    rowAt: placeAt,
    brand,
    byBrand: groupIndex(brand),
    rating: Float32Array.from(rows, (row) => row[3] ?? NaN),
    ratings: Int32Array.from(rows, (row) => row[4]),
    popularity: Float32Array.from(rows, (row) => row[5]),
    created: Float64Array.from(rows, (row) => row[6]),
    categorySet,
    byCategorySet: groupIndex(categorySet),
    variantsFrom: startsOf(rows.length, owners),
    productOf: Uint16Array.from(owners),
    variantId: Float64Array.from(variantIds),
    price,
    prices: priceBuckets(price, byPrice),
    lowestPrice,
    highestPrice,
    currency: Uint8Array.from(pick(variants?.currencies), (code) => dictionary.currencies.numberOf(code)),
    onSale: Uint8Array.from(pick(variants?.sales)),
    forSale,
    attributes: attributeColumns(
      facts,
      placeOfProduct,
      new Map(variantIds.map((id, place) => [id, place])),
      dictionary,
    ),
  };
}

function brandNumber(dictionary: Dictionary, brand: string): number {
  const number = dictionary.brands.numberOf(brand.toLowerCase());
  const label = dictionary.brandLabels.get(number);
  if (label === undefined || brand < label) dictionary.brandLabels.set(number, brand);
  return number;
}

/** Where the items of each of `count` owners begin, from the owners of all items in order. */
function startsOf(count: number, owners: readonly number[]): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  return starts;
}
