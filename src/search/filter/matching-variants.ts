import type { FactKey } from '../attributes/attribute-keys.ts';
import { keepingOf } from './filter-bitset.ts';
import { isNegated } from '../query/filters.ts';
import type { Limit, Need } from '../query.ts';
import type { Shelf } from '../columns/column-store.ts';
import type { Segment } from '../columns/segment.ts';
import { limitSet, partOf, scopeSet, withSet } from '../columns/bitset-cache.ts';
import { copy, intersect, writeBoth, type VariantBits } from '../data-structures/bitset.ts';

/** Sets of variants that can be bought, as the shelf is now: to be read, not to be written. */
export interface Scopes {
  /** Those of the whole shelf that keep every limit. */
  kept(): VariantBits;
  /** Those of the whole shelf that keep every limit but those of at most one picked key. */
  near(): VariantBits;
  /** Those of one segment that keep every limit. */
  keptIn(segment: Segment): VariantBits;
}

/** A limit and the variants of the whole shelf that keep it. */
interface Kept {
  readonly name: string;
  bits(): VariantBits;
}

export function scopesOf(shelf: Shelf, need: Need, keys: ReadonlyMap<string, FactKey>): Scopes {
  const { sets } = shelf;
  const always: Kept[] = [];
  const apart = new Map<string, Kept[]>();
  for (const limit of need.limits) {
    const one = keptBy(shelf, limit, keys.get(limit.key));
    if (isNegated(limit)) always.push(one);
    else apart.set(limit.key, [...(apart.get(limit.key) ?? []), one]);
  }
  const groups = [...apart.values()];
  const every = [...always, ...groups.flat()];
  const asked = () => (need.includeSoldOut ? sets.all : sets.forSale);
  const named = (way: string, parts: readonly string[]) =>
    [way, need.includeSoldOut, ...parts.toSorted()].join('\n');
  const kept = () =>
    scopeSet(
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
      return scopeSet(sets, name, (near) =>
        withSet(sets, (all) =>
          withSet(sets, (own) => {
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

function intersectAll(bits: VariantBits, from: VariantBits, [first, ...others]: readonly Kept[]): void {
  if (first) writeBoth(bits, from, first.bits());
  else copy(bits, from);
  for (const one of others) intersect(bits, one.bits());
}

/** Of what kept all keys before, or all but one: what does so with one key more. */
function spareOne(near: VariantBits, all: VariantBits, own: VariantBits): void {
  for (let at = 0; at < near.length; at += 1) {
    const kept = own[at] ?? 0;
    const before = all[at] ?? 0;
    near[at] = ((near[at] ?? 0) & kept) | before;
    all[at] = before & kept;
  }
}

function keptBy({ segments, sets, words }: Shelf, limit: Limit, key: FactKey | undefined): Kept {
  const asked = {
    name: JSON.stringify({ ...limit, label: key?.unit ?? null }),
    isRange: limit.kind === 'range',
    open: () => keepingOf(limit, key, words),
  };
  return { name: asked.name, bits: () => limitSet(sets, segments.values(), asked) };
}
