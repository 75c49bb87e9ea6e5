import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { valueId, type ShelfWords } from './shelf-words.ts';

export const FACT = { word: 0, number: 1, no: 2, yes: 3 } as const;
export const SEGMENT_BITS = 10; // products of 1,024 neighbouring ids are read and kept together

/**
 * What limits and facets ask of some published products, as columns: about 200 bytes a product. Variants and facts of
 * product `p` stand from `variantsFrom[p]` and `factsFrom[p]` to where those of `p + 1` begin.
 */
export interface Segment {
  readonly size: number;
  readonly id: Float64Array;
  /** Brand's number, -1 for none. */
  readonly brand: Int32Array;
  /** As Postgres's `real` holds it; NaN for none. */
  readonly rating: Float32Array;
  readonly ratings: Int32Array;
  readonly popularity: Float32Array;
  /** Seconds since 1970. */
  readonly created: Float64Array;
  readonly categoriesFrom: Int32Array;
  readonly category: Int32Array;
  readonly variantsFrom: Int32Array;
  readonly variantId: Float64Array;
  readonly price: Float64Array;
  readonly currency: Uint8Array;
  readonly onSale: Uint8Array;
  /** Changes while the segment is in use: stock is followed by the second. */
  readonly soldOut: Uint8Array;
  readonly factsFrom: Int32Array;
  /** The key's number times four and one of FACT. */
  readonly fact: Int32Array;
  /** Place among the product's variants; -1 for all of them. */
  readonly factVariant: Int16Array;
  /** The value's number for words, else the number itself. */
  readonly factValue: Float64Array;
}

export const segmentNumber = (product: number): number => Math.floor(product / 2 ** SEGMENT_BITS);

/** Where a product stands in its segment; -1 where it does not. */
export function placeOf({ id }: Segment, product: number): number {
  let from = 0;
  let to = id.length - 1;
  while (from <= to) {
    const middle = (from + to) >> 1;
    const there = id[middle] ?? 0;
    if (there === product) return middle;
    if (there < product) from = middle + 1;
    else to = middle - 1;
  }
  return -1;
}

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

interface FactRows {
  readonly products: readonly number[] | null;
  readonly variants: readonly number[];
  readonly keys: readonly string[];
  readonly numbers: readonly (number | null)[];
  readonly words: readonly (string | null)[];
  readonly flags: readonly (boolean | null)[];
}

/** Reads the segment of that number; null where it holds no published product. */
export async function readSegment(db: Database, number: number, words: ShelfWords): Promise<Segment | null> {
  const from = number * 2 ** SEGMENT_BITS;
  const within = (column: string) =>
    sql`${sql.ref(column)} >= ${from} and ${sql.ref(column)} < ${from + 2 ** SEGMENT_BITS}`;
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
        coalesce(v.compare_at_minor > v.price_minor, false)::int as sale,
        coalesce(s.tracked and not s.backorder and s.on_hand <= s.reserved, false)::int as sold_out
      from variant v left join stock s on s.variant_id = v.id
      where ${within('v.product_id')} order by v.product_id, v.id) v`.execute(db);
  const facts = await sql<FactRows>`
    select json_agg(product_id) as products, json_agg(variant_id) as variants, json_agg(key) as keys,
      json_agg(number) as numbers, json_agg(word) as words, json_agg(flag) as flags
    from (select * from search_fact where ${within('product_id')} order by product_id) f`.execute(db);
  return segmentOf(rows, variants.rows[0], facts.rows[0], words);
}

function segmentOf(
  rows: readonly ProductRow[],
  variants: VariantRows | undefined,
  facts: FactRows | undefined,
  words: ShelfWords,
): Segment {
  const categories = rows.map((row) => row[2].map((slug) => words.categories.numberOf(slug)));
  const place = new Map(rows.map((row, at) => [row[0], at]));
  const ofVariants = variants?.products ?? [];
  const ofFacts = facts?.products ?? [];
  const kept = ofVariants.flatMap((product, at) => (place.has(product) ? [at] : []));
  const placeOfVariant = new Map<number, number>();
  const variantsFrom = startsOf(
    rows.length,
    kept.map((at) => place.get(ofVariants[at] ?? 0) ?? 0),
  );
  for (const [n, at] of kept.entries()) {
    const product = place.get(ofVariants[at] ?? 0) ?? 0;
    placeOfVariant.set(variants?.ids[at] ?? 0, n - (variantsFrom[product] ?? 0));
  }
  // A fact of a variant that has gone since is left out with it.
  const stated = ofFacts.flatMap((product, at) => {
    const variant = facts?.variants[at] ?? 0;
    return place.has(product) && (variant === 0 || placeOfVariant.has(variant)) ? [at] : [];
  });
  const pick = <One>(column: readonly One[] | undefined) => kept.flatMap((at) => column?.[at] ?? []);
  const read = stated.map((at) => factAt(facts, at, words));
  return {
    size: rows.length,
    id: Float64Array.from(rows, (row) => row[0]),
    brand: Int32Array.from(rows, (row) => (row[1] === null ? -1 : brandNumber(words, row[1]))),
    rating: Float32Array.from(rows, (row) => row[3] ?? NaN),
    ratings: Int32Array.from(rows, (row) => row[4]),
    popularity: Float32Array.from(rows, (row) => row[5]),
    created: Float64Array.from(rows, (row) => row[6]),
    categoriesFrom: startsOf(
      rows.length,
      categories.flatMap((some, at) => some.map(() => at)),
    ),
    category: Int32Array.from(categories.flat()),
    variantsFrom,
    variantId: Float64Array.from(pick(variants?.ids)),
    price: Float64Array.from(pick(variants?.prices)),
    currency: Uint8Array.from(pick(variants?.currencies), (code) => words.currencies.numberOf(code)),
    onSale: Uint8Array.from(pick(variants?.sales)),
    soldOut: Uint8Array.from(pick(variants?.out)),
    factsFrom: startsOf(
      rows.length,
      stated.map((at) => place.get(ofFacts[at] ?? 0) ?? 0),
    ),
    fact: Int32Array.from(read, (one) => one.fact),
    factVariant: Int16Array.from(stated, (at) => placeOfVariant.get(facts?.variants[at] ?? 0) ?? -1),
    factValue: Float64Array.from(read, (one) => one.value),
  };
}

function factAt(
  facts: FactRows | undefined,
  at: number,
  words: ShelfWords,
): { readonly fact: number; readonly value: number } {
  const key = words.keys.numberOf(facts?.keys[at] ?? '');
  const word = facts?.words[at] ?? null;
  if (word !== null) return { fact: key * 4 + FACT.word, value: words.values.numberOf(valueId(key, word)) };
  const flag = facts?.flags[at] ?? null;
  if (flag !== null) return { fact: key * 4 + (flag ? FACT.yes : FACT.no), value: 0 };
  return { fact: key * 4 + FACT.number, value: facts?.numbers[at] ?? NaN };
}

function brandNumber(words: ShelfWords, brand: string): number {
  const number = words.brands.numberOf(brand.toLowerCase());
  const label = words.brandLabels.get(number);
  if (label === undefined || brand < label) words.brandLabels.set(number, brand);
  return number;
}

/** Where the items of each of `count` owners begin, from the owners of all items in order. */
function startsOf(count: number, owners: readonly number[]): Int32Array {
  const starts = new Int32Array(count + 1);
  for (const owner of owners) starts[owner + 1] = (starts[owner + 1] ?? 0) + 1;
  for (let at = 0; at < count; at += 1) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  return starts;
}
