import { filterBitset, scopeBitset, withBitset } from '../columns/bitset-cache.ts';
import type { ColumnStore } from '../columns/column-store.ts';
import { nameOf } from '../columns/result-cache.ts';
import { copy, intersect, writeBoth, type Bitset } from '../data-structures/bitset.ts';
import type { FieldFilter, FieldQuery } from '../engine.ts';
import { matcherOf } from './match-filter.ts';

/** Sets of items, as the store is now: to be read, not to be written. */
export interface Scopes {
  /** Those of the whole store that match every filter. */
  kept(): Bitset;
  /** Those of the whole store that match all filters but those of one field at most. */
  near(): Bitset;
}

/** A filter and the items of the whole store that match it. */
interface Kept {
  readonly name: string;
  bits(): Bitset;
}

export function scopesOf(store: ColumnStore, query: FieldQuery): Scopes {
  const { bitsets: sets } = store;
  const always: Kept[] = [];
  const apart = new Map<string, Kept[]>();
  for (const filter of query.filters) {
    const one = keptBy(store, filter);
    if (filter.kind === 'any-of' && filter.negated) always.push(one);
    else apart.set(filter.field, [...(apart.get(filter.field) ?? []), one]);
  }
  const groups = [...apart.values()];
  const every = [...always, ...groups.flat()];
  const asked = () => (query.includeUnavailable ? sets.all : sets.available);
  const named = (way: string, parts: readonly string[]) =>
    [way, query.includeUnavailable, ...parts.toSorted()].join('\n');
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
  };
}

const nameOfGroup = (group: readonly Kept[]): string => group.map((one) => one.name).join('\t');

function intersectAll(bits: Bitset, from: Bitset, [first, ...others]: readonly Kept[]): void {
  if (first) writeBoth(bits, from, first.bits());
  else copy(bits, from);
  for (const one of others) intersect(bits, one.bits());
}

/** Of what matched all fields before, or all but one: what does so with one field more. */
function spareOne(near: Bitset, all: Bitset, own: Bitset): void {
  for (let at = 0; at < near.length; at += 1) {
    const kept = own[at] ?? 0;
    const before = all[at] ?? 0;
    near[at] = ((near[at] ?? 0) & kept) | before;
    all[at] = before & kept;
  }
}

function keptBy({ schema, segments, bitsets, dictionary }: ColumnStore, filter: FieldFilter): Kept {
  const name = nameOf(filter);
  const asked = {
    name,
    isRange: filter.kind === 'range',
    open: () => matcherOf(filter, schema, dictionary),
  };
  return { name, bits: () => filterBitset(bitsets, segments.values(), asked) };
}
