import { cacheKey } from '../query/cache-key.ts';
import type { AttributeKey } from '../query/attribute-key.ts';
import type { SearchQuery, Sort } from '../query.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { scopesOf, type Scopes } from '../filter/matching-variants.ts';
import { isEmptyIn, partOf } from '../columns/bitset-cache.ts';
import { hasMatch, idOf, SEGMENT_SIZE, type Segment } from '../columns/segment.ts';
import { hasBit, productsOf, type Bitset } from '../data-structures/bitset.ts';

interface Placed {
  readonly id: number;
  /** What the order goes by: the lowest first, the next where those before are equal. */
  readonly first: number;
  readonly second: number;
}

interface Page {
  readonly most: number;
  readonly offset: number;
  /** Of those products alone. */
  readonly among?: readonly number[] | null;
}

const FIRST_PAGES = 120; // products kept with a listing: nobody but a crawler goes further

/** How many products keep the limits, and those of one page in the order that the need asks for. */
export function listProducts(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  { most, offset, among = null }: Page,
): { readonly ids: readonly number[]; readonly total: number } {
  if (!among && offset + most <= FIRST_PAGES) {
    const name = cacheKey(query.filters, query.includeSoldOut, ['listed', query.sort]);
    const { ids, total } = columns.results.get(name, () =>
      listAnew(columns, query, keys, { most: FIRST_PAGES, offset: 0 }),
    );
    return { ids: ids.slice(offset, offset + most), total };
  }
  return listAnew(columns, query, keys, { most, offset, among });
}

function listAnew(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  { most, offset, among = null }: Page,
): { readonly ids: readonly number[]; readonly total: number } {
  const first = openFirst(orders[query.sort], offset + most);
  const scopes = scopesOf(columns, query, keys);
  let total = 0;
  if (among) {
    visitKept(columns, scopes, among, (segment, product, kept) => {
      total += 1;
      first.offer(segment, product, kept);
    });
  } else {
    const products = new Int32Array(SEGMENT_SIZE);
    const all = scopes.kept();
    for (const segment of columns.segments.values()) {
      if (isEmptyIn(all, segment)) continue;
      const kept = partOf(all, segment);
      const count = productsOf(kept, segment.productOf, products);
      total += count;
      for (let at = 0; at < count; at += 1) first.offer(segment, products[at] ?? 0, kept);
    }
  }
  return { ids: first.inOrder().slice(offset), total };
}

/** Of those products, the ones that keep the limits, in the order they came. */
export function matchingAmong(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
  ids: readonly number[],
): readonly number[] {
  const kept: number[] = [];
  visitKept(columns, scopesOf(columns, query, keys), ids, (segment, product) =>
    kept.push(idOf(segment, product)),
  );
  return kept;
}

function visitKept(
  columns: ColumnStore,
  scopes: Scopes,
  ids: readonly number[],
  see: (segment: Segment, product: number, kept: Bitset) => void,
): void {
  const all = scopes.kept();
  columns.visitSome(ids, (segment, product) => {
    const kept = partOf(all, segment);
    if (hasMatch(segment, product, kept)) see(segment, product, kept);
  });
}

interface First {
  offer(segment: Segment, product: number, kept: Bitset): void;
  inOrder(): readonly number[];
}

/** The first so many of what is offered. */
function openFirst(order: Order, wanted: number): First {
  let best: Placed[] = [];
  let bar = Infinity; // what comes after this cannot be shown
  const cut = () => (best = best.sort(inOrder).slice(0, wanted));
  return {
    offer(segment, product, kept) {
      if (wanted === 0) return;
      const first = order.first(segment, product, kept);
      if (first > bar) return;
      best.push({ id: idOf(segment, product), first, second: order.second(segment, product) });
      // Cut now and then rather than kept in order: what cannot be shown is turned away by `bar` from then on.
      if (best.length >= wanted * 2 + 64) bar = cut().at(-1)?.first ?? Infinity;
    },
    inOrder: () => cut().map((one) => one.id),
  };
}

interface Order {
  first(segment: Segment, product: number, kept: Bitset): number;
  second(segment: Segment, product: number): number;
}

const nothing = () => 0;
const byRating = (segment: Segment, product: number): number => {
  const rating = segment.rating[product] ?? NaN;
  return Number.isNaN(rating) ? Infinity : -rating;
};

const orders: Readonly<Record<Sort, Order>> = {
  'price-low': { first: lowestPrice, second: nothing },
  'price-high': {
    first: (segment, product, kept) => -lowestPrice(segment, product, kept),
    second: nothing,
  },
  newest: {
    first: (segment, product) => -(segment.created[product] ?? 0),
    second: (segment, product) => -idOf(segment, product),
  },
  rating: { first: byRating, second: (segment, product) => -(segment.ratings[product] ?? 0) },
  best: { first: (segment, product) => -(segment.popularity[product] ?? 0), second: byRating },
};

/** The lowest price of the variants that keep every limit. */
function lowestPrice(segment: Segment, product: number, kept: Bitset): number {
  let price = Infinity;
  const to = segment.variantsFrom[product + 1] ?? 0;
  for (let place = segment.variantsFrom[product] ?? 0; place < to; place += 1) {
    if (hasBit(kept, place)) price = Math.min(price, segment.price[place] ?? Infinity);
  }
  return price;
}

const inOrder = (a: Placed, b: Placed): number => {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (a.second !== b.second) return a.second < b.second ? -1 : 1;
  return a.id - b.id;
};
