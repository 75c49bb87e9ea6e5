import { scopeText } from './facet-counts.ts';
import type { FactKey } from './fact-keys.ts';
import type { Need, Sort } from './need.ts';
import type { Shelf } from './shelf.ts';
import { shelfLimits } from './shelf-limits.ts';
import { lookThrough } from './shelf-look.ts';
import type { Segment } from './shelf-segment.ts';

interface Placed {
  readonly id: number;
  /** What the order goes by: the lowest first, the next where those before are equal. */
  readonly by: readonly [number, number];
}

interface Page {
  readonly most: number;
  readonly offset: number;
  /** Of those products alone. */
  readonly among?: readonly number[] | null;
}

const FIRST_PAGES = 120; // products kept with a listing: nobody but a crawler goes further
const ALL_LIMITS = [0] as const; // none is left out

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
  let total = 0;
  let best: Placed[] = [];
  let last: Placed | null = null;
  visitKept(shelf, need, keys, among, (segment, product, price) => {
    total += 1;
    if (wanted === 0) return;
    const one = { id: segment.id[product] ?? 0, by: orderOf(need.sort, segment, product, price) };
    if (last && inOrder(one, last) > 0) return;
    best.push(one);
    // Cut now and then rather than kept in order: what cannot be shown is turned away by `last` from then on.
    if (best.length < wanted * 2 + 64) return;
    best = best.sort(inOrder).slice(0, wanted);
    last = best.at(-1) ?? null;
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
  visitKept(shelf, need, keys, ids, (segment, product) => kept.push(segment.id[product] ?? 0));
  return kept;
}

export interface KeptAndNear {
  /** Every product that keeps the limits, in order of id; null where there are more than `most`. */
  readonly kept: readonly number[] | null;
  /** These and those that break the limits of one picked key at most; null likewise. */
  readonly near: readonly number[] | null;
}

/** What the limits leave of the shelf, one by one. `picked`: keys whose limits may be broken, one key at a time. */
export function keptAndNear(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  picked: readonly string[],
  most: number,
): KeptAndNear {
  return shelf.answers.get(scopeText(need.limits, need.includeSoldOut, ['kept', ...picked]), () => {
    const limits = shelfLimits(need.limits, keys, shelf.words);
    const left = [0, ...picked.map((key) => limits.bitsOf(key))];
    const lookAt = lookThrough(limits, need.includeSoldOut, left, true);
    const kept: number[] = [];
    const near: number[] = [];
    shelf.visitAll((segment, product) => {
      if (kept.length > most) return;
      const look = lookAt(segment, product);
      if (!look) return;
      const id = segment.id[product] ?? 0;
      if (near.length <= most) near.push(id);
      for (let n = 0; n < look.variants; n += 1) {
        if (look.broken[n] !== 0) continue;
        kept.push(id);
        break;
      }
    });
    return { kept: kept.length > most ? null : kept, near: near.length > most ? null : near };
  });
}

/** `see` is told the lowest price of the variants that keep every limit. */
function visitKept(
  shelf: Shelf,
  need: Need,
  keys: ReadonlyMap<string, FactKey>,
  among: readonly number[] | null,
  see: (segment: Segment, product: number, price: number) => void,
): void {
  const limits = shelfLimits(need.limits, keys, shelf.words);
  const lookAt = lookThrough(limits, need.includeSoldOut, ALL_LIMITS, among === null);
  const visit = (segment: Segment, product: number) => {
    const look = lookAt(segment, product);
    if (!look) return;
    const from = segment.variantsFrom[product] ?? 0;
    let price = Infinity;
    for (let variant = 0; variant < look.variants; variant += 1) {
      if (look.broken[variant] === 0) price = Math.min(price, segment.price[from + variant] ?? Infinity);
    }
    see(segment, product, price);
  };
  if (among) shelf.visitSome(among, visit);
  else shelf.visitAll(visit);
}

function orderOf(sort: Sort, segment: Segment, product: number, price: number): Placed['by'] {
  const rating = segment.rating[product] ?? NaN;
  const byRating = Number.isNaN(rating) ? Infinity : -rating;
  switch (sort) {
    case 'price-low':
      return [price, 0];
    case 'price-high':
      return [-price, 0];
    case 'newest':
      return [-(segment.created[product] ?? 0), -(segment.id[product] ?? 0)];
    case 'rating':
      return [byRating, -(segment.ratings[product] ?? 0)];
    case 'best':
      return [-(segment.popularity[product] ?? 0), byRating];
  }
}

function inOrder(a: Placed, b: Placed): number {
  for (let at = 0; at < 2; at += 1) {
    const [left, right] = [a.by[at] ?? 0, b.by[at] ?? 0];
    if (left !== right) return left < right ? -1 : 1;
  }
  return a.id - b.id;
}
