import { scopeText } from './facet-counts.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need, Sort } from './need.ts';
import type { Shelf } from './shelf.ts';
import { scopesOf } from './shelf-scopes.ts';
import { idOf, type Segment } from './shelf-segment.ts';
import { hasAnyVariant, hasVariant, isEmpty, type VariantBits } from './variant-bits.ts';

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
export function listShelf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  { most, offset, among = null }: Page,
): { readonly ids: readonly number[]; readonly total: number } {
  if (!among && offset + most <= FIRST_PAGES) {
    const name = scopeText(need.limits, need.includeSoldOut, ['listed', need.sort]);
    const { ids, total } = shelf.answers.get(name, () =>
      listAnew(shelf, need, keys, { most: FIRST_PAGES, offset: 0 }),
    );
    return { ids: ids.slice(offset, offset + most), total };
  }
  return listAnew(shelf, need, keys, { most, offset, among });
}

function listAnew(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  { most, offset, among = null }: Page,
): { readonly ids: readonly number[]; readonly total: number } {
  const wanted = offset + most;
  const tell = orders[need.sort];
  let total = 0;
  let best: Placed[] = [];
  let bar = Infinity; // what comes after this cannot be shown
  visitKept(shelf, need, keys, among, (segment, product, kept) => {
    total += 1;
    if (wanted === 0) return;
    const first = tell.first(segment, product, kept);
    if (first > bar) return;
    best.push({ id: idOf(segment, product), first, second: tell.second(segment, product) });
    // Cut now and then rather than kept in order: what cannot be shown is turned away by `bar` from then on.
    if (best.length < wanted * 2 + 64) return;
    best = best.sort(inOrder).slice(0, wanted);
    bar = best.at(-1)?.first ?? Infinity;
  });
  const ids = best
    .sort(inOrder)
    .slice(offset, wanted)
    .map((one) => one.id);
  return { ids, total };
}

/** Of those products, the ones that keep the limits, in the order they came. */
export function keptOf(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  ids: readonly number[],
): readonly number[] {
  const kept: number[] = [];
  visitKept(shelf, need, keys, ids, (segment, product) => kept.push(idOf(segment, product)));
  return kept;
}

function visitKept(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  among: readonly number[] | null,
  see: (segment: Segment, product: number, kept: VariantBits) => void,
): void {
  const scopes = scopesOf(shelf, need, keys, []);
  if (among) {
    shelf.visitSome(among, (segment, product) => {
      const [kept] = scopes(segment);
      if (kept && keeps(segment, product, kept)) see(segment, product, kept);
    });
    return;
  }
  for (const segment of shelf.segments.values()) {
    const [kept] = scopes(segment);
    if (!kept || isEmpty(kept)) continue;
    for (let product = 0; product < segment.size; product += 1) {
      if (keeps(segment, product, kept)) see(segment, product, kept);
    }
  }
}

export const keeps = ({ variantsFrom }: Segment, product: number, kept: VariantBits): boolean =>
  hasAnyVariant(kept, variantsFrom[product] ?? 0, variantsFrom[product + 1] ?? 0);

interface Order {
  first(segment: Segment, product: number, kept: VariantBits): number;
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
function lowestPrice(segment: Segment, product: number, kept: VariantBits): number {
  let price = Infinity;
  const to = segment.variantsFrom[product + 1] ?? 0;
  for (let place = segment.variantsFrom[product] ?? 0; place < to; place += 1) {
    if (hasVariant(kept, place)) price = Math.min(price, segment.price[place] ?? Infinity);
  }
  return price;
}

const inOrder = (a: Placed, b: Placed): number => {
  if (a.first !== b.first) return a.first < b.first ? -1 : 1;
  if (a.second !== b.second) return a.second < b.second ? -1 : 1;
  return a.id - b.id;
};
