import type { AttributeKey } from '../query/attribute-key.ts';
import { matcherOf } from './filter-bitset.ts';
import { isNegated } from '../query/filters.ts';
import type { Filter, SearchQuery } from '../query.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import type { Segment } from '../columns/segment.ts';
import { filterBitset, partOf, scopeBitset, withBitset } from '../columns/bitset-cache.ts';
import { copy, intersect, writeBoth, type Bitset } from '../data-structures/bitset.ts';

/** Sets of variants that can be bought, as the shelf is now: to be read, not to be written. */
export interface Scopes {
  /** Those of the whole shelf that keep every limit. */
  kept(): Bitset;
  /** Those of the whole shelf that keep every limit but those of at most one picked key. */
  near(): Bitset;
  /** Those of one segment that keep every limit. */
  keptIn(segment: Segment): Bitset;
}

/** A limit and the variants of the whole shelf that keep it. */
interface Kept {
  readonly name: string;
  bits(): Bitset;
}

export function scopesOf(
  columns: ColumnStore,
  query: SearchQuery,
  keys: ReadonlyMap<string, AttributeKey>,
): Scopes {
  const { bitsets: sets } = columns;
  const always: Kept[] = [];
  const apart = new Map<string, Kept[]>();
  for (const filter of query.filters) {
    const one = keptBy(columns, filter, keys.get(filter.key));
    if (isNegated(filter)) always.push(one);
    else apart.set(filter.key, [...(apart.get(filter.key) ?? []), one]);
  }
  const groups = [...apart.values()];
  const every = [...always, ...groups.flat()];
  const asked = () => (query.includeSoldOut ? sets.all : sets.forSale);
  const named = (way: string, parts: readonly string[]) =>
    [way, query.includeSoldOut, ...parts.toSorted()].join('\n');
  const kept = () =>
    scopeBitset(
      sets,
      named(
        'kept',
        every.map((one) => one.name),
      ),
      (bits) => intersectAll(bits, asked(), every),
    );
  return {
    kept,
    near() {
      const name = named('near', [...always.map((one) => one.name), ...groups.map(nameOfGroup)]);
      return scopeBitset(sets, name, (near) =>
        withBitset(sets, (all) =>
          withBitset(sets, (own) => {
            intersectAll(all, asked(), always);
            copy(near, all);
            for (const group of groups) {
              const [first, ...others] = group;
              if (others.length > 0) intersectAll(own, sets.all, group);
              spareOne(near, all, first && others.length === 0 ? first.bits() : own);
            }
          }),
        ),
      );
    },
    keptIn: (segment) => partOf(kept(), segment),
  };
}

const nameOfGroup = (group: readonly Kept[]): string => group.map((one) => one.name).join('\t');

function intersectAll(bits: Bitset, from: Bitset, [first, ...others]: readonly Kept[]): void {
  if (first) writeBoth(bits, from, first.bits());
  else copy(bits, from);
  for (const one of others) intersect(bits, one.bits());
}

/** Of what kept all keys before, or all but one: what does so with one key more. */
function spareOne(near: Bitset, all: Bitset, own: Bitset): void {
  for (let at = 0; at < near.length; at += 1) {
    const kept = own[at] ?? 0;
    const before = all[at] ?? 0;
    near[at] = ((near[at] ?? 0) & kept) | before;
    all[at] = before & kept;
  }
}

function keptBy(
  { segments, bitsets: sets, dictionary }: ColumnStore,
  filter: Filter,
  key: AttributeKey | undefined,
): Kept {
  const asked = {
    name: JSON.stringify({ ...filter, label: key?.unit ?? null }),
    isRange: filter.kind === 'range',
    open: () => matcherOf(filter, key, dictionary),
  };
  return { name: asked.name, bits: () => filterBitset(sets, segments.values(), asked) };
}
