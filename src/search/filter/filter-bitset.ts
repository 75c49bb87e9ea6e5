import type { AttributeKey } from '../query/attribute-key.ts';
import type { Filter } from '../query.ts';
import { runOf } from '../data-structures/sorted-index.ts';
import { writePriced } from '../columns/price-buckets.ts';
import { groupOf, type GroupIndex } from '../data-structures/group-index.ts';
import {
  VALUE_KIND,
  SEGMENT_SIZE,
  type AttributeEntries,
  type AddMatching,
  type Segment,
} from '../columns/segment.ts';
import { valueId, type Dictionary } from '../columns/dictionary.ts';
import { isSizeKey, sizeSpellings } from '../language/sizes.ts';
import { sameDimension, toBase } from '../language/units.ts';
import { setBit, setRange, clearBit, invert, type Bitset } from '../data-structures/bitset.ts';

type AnyOf = Extract<Filter, { kind: 'any-of' }>;
type Range = Extract<Filter, { kind: 'range' }>;

/** How a limit is kept, by the dictionary as it is now: `violationsOf` says the same of one variant. */
export function matcherOf(
  filter: Filter,
  key: AttributeKey | undefined,
  dictionary: Dictionary,
): AddMatching {
  switch (filter.key) {
    case 'price':
      return filter.kind === 'range' ? priced(filter, dictionary) : nothing;
    case 'on_sale':
      return filter.kind === 'flag' ? onSale(filter.value) : nothing;
    case 'category':
      return filter.kind === 'any-of' ? inCategory(filter, dictionary) : nothing;
    case 'brand':
      return filter.kind === 'any-of' ? ofBrand(filter, dictionary) : nothing;
    case 'rating':
      return filter.kind === 'range' ? rated(filter) : nothing;
    default:
      return byFacts(filter, key, dictionary);
  }
}

const nothing: AddMatching = () => undefined;

const addProduct = (bits: Bitset, { variantsFrom }: Segment, product: number): void =>
  setRange(bits, variantsFrom[product] ?? 0, variantsFrom[product + 1] ?? 0);

function priced(filter: Range, dictionary: Dictionary): AddMatching {
  const { least, most } = boundsOf(filter, (bound) => bound);
  const wanted = filter.unit === null ? null : dictionary.currencies.known(filter.unit);
  const isOnly = wanted === null || (wanted === 0 && dictionary.currencies.size === 1);
  return (bits, { prices, currency }) => {
    writePriced(bits, prices, least, most);
    if (isOnly) return;
    for (let place = 0; place < currency.length; place += 1) {
      if (currency[place] !== wanted) clearBit(bits, place);
    }
  };
}

function onSale(wanted: boolean): AddMatching {
  const kept = wanted ? 1 : 0;
  return (bits, { onSale }) => {
    for (let place = 0; place < onSale.length; place += 1) {
      if (onSale[place] === kept) setBit(bits, place);
    }
  };
}

function inCategory(filter: AnyOf, { categories, categorySets }: Dictionary): AddMatching {
  const wanted = new Set(filter.values.map((slug) => categories.known(slug)));
  const isKept = Uint8Array.from(categorySets.lists, (list) =>
    list.some((one) => wanted.has(one)) !== filter.negated ? 1 : 0,
  );
  return (bits, segment) => {
    const { numbers } = segment.byCategorySet;
    for (let group = 0; group < numbers.length; group += 1) {
      if (isKept[numbers[group] ?? 0] === 1) addGroup(bits, segment, segment.byCategorySet, group);
    }
  };
}

function ofBrand(filter: AnyOf, { brands }: Dictionary): AddMatching {
  const wanted = filter.values.map((name) => brands.known(name.toLowerCase())).filter((one) => one >= 0);
  return (bits, segment) => {
    for (const brand of wanted) {
      const group = groupOf(segment.byBrand, brand);
      if (group >= 0) addGroup(bits, segment, segment.byBrand, group);
    }
    if (filter.negated) invert(bits, segment.variants);
  };
}

function addGroup(bits: Bitset, segment: Segment, { from, products }: GroupIndex, group: number): void {
  const end = from[group + 1] ?? 0;
  for (let at = from[group] ?? 0; at < end; at += 1) addProduct(bits, segment, products[at] ?? 0);
}

function rated(filter: Range): AddMatching {
  const { least, most } = boundsOf(filter, (bound) => bound);
  const isOpen = filter.min === null && filter.max === null;
  return (bits, segment) => {
    for (let product = 0; product < segment.size; product += 1) {
      const rating = segment.rating[product] ?? NaN;
      if (isOpen || (rating >= least && rating <= most)) addProduct(bits, segment, product);
    }
  };
}

function byFacts(filter: Filter, known: AttributeKey | undefined, dictionary: Dictionary): AddMatching {
  const key = dictionary.keys.known(filter.key);
  const met: Met = { rows: new Int32Array(SEGMENT_SIZE), count: 0 };
  const seeBoth =
    (kind: number, see: (entries: AttributeEntries, met: Met) => void): AddMatching =>
    (bits, segment) => {
      const column = segment.attributes.get(key * 4 + kind);
      if (!column) return;
      seeMet(met, column.ofProducts, see);
      for (let at = 0; at < met.count; at += 1) addProduct(bits, segment, met.rows[at] ?? 0);
      seeMet(met, column.ofVariants, see);
      for (let at = 0; at < met.count; at += 1) setBit(bits, met.rows[at] ?? 0);
    };
  switch (filter.kind) {
    case 'flag':
      return seeBoth(filter.value ? VALUE_KIND.yes : VALUE_KIND.no, seeEvery);
    case 'range': {
      const own = known?.unit ?? null;
      const unit = sameDimension(filter.unit, own) ? filter.unit : own;
      const { least, most } = boundsOf(filter, (bound) => toBase(bound, unit));
      return seeBoth(VALUE_KIND.number, (entries, into) => seeNumbers(entries, into, least, most));
    }
    case 'any-of': {
      const spelt = isSizeKey(filter.key)
        ? filter.values.flatMap(sizeSpellings)
        : filter.values.map((one) => one.toLowerCase());
      const wanted = new Set(spelt.map((word) => dictionary.values.known(valueId(key, word))));
      const add = seeBoth(VALUE_KIND.word, (entries, into) => seeWords(entries, into, wanted));
      if (!filter.negated) return add;
      return (bits, segment) => {
        add(bits, segment);
        invert(bits, segment.variants);
      };
    }
  }
}

/** Rows of products or variants whose value is as wanted, written over for each column. */
interface Met {
  rows: Int32Array;
  count: number;
}

function seeMet(
  met: Met,
  entries: AttributeEntries,
  see: (entries: AttributeEntries, met: Met) => void,
): void {
  if (met.rows.length < entries.owner.length) met.rows = new Int32Array(entries.owner.length * 2);
  met.count = 0;
  see(entries, met);
}

function seeEvery({ owner }: AttributeEntries, met: Met): void {
  met.rows.set(owner);
  met.count = owner.length;
}

function seeNumbers(
  { owner, numbers, byNumber }: AttributeEntries,
  met: Met,
  least: number,
  most: number,
): void {
  const [from, to] = runOf(byNumber, numbers, least, most);
  for (let at = from; at < to; at += 1) met.rows[at - from] = owner[byNumber[at] ?? 0] ?? 0;
  met.count = to - from;
}

function seeWords({ owner, wordAt, words }: AttributeEntries, met: Met, wanted: ReadonlySet<number>): void {
  const isWanted = Uint8Array.from(words, (word) => (wanted.has(word) ? 1 : 0));
  if (!isWanted.includes(1)) return;
  const { rows } = met;
  let count = 0;
  for (let at = 0; at < wordAt.length; at += 1) {
    if (isWanted[wordAt[at] ?? 0] === 1) rows[count++] = owner[at] ?? 0;
  }
  met.count = count;
}

/** A range told in other units, as the least and the most number that it holds. */
function boundsOf(
  filter: Range,
  tell: (bound: number) => number,
): { readonly least: number; readonly most: number } {
  const min = filter.min === null ? -Infinity : tell(filter.min);
  const max = filter.max === null ? Infinity : tell(filter.max);
  return {
    least: filter.min === null || filter.minInclusive ? min : nextAbove(min),
    most: filter.max === null || filter.maxInclusive ? max : -nextAbove(-max),
  };
}

/** The number that follows: nothing lies between them. */
function nextAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  if (!Number.isFinite(number)) return number;
  const asNumber = Float64Array.of(number);
  const asBits = new BigInt64Array(asNumber.buffer);
  asBits[0] = (asBits[0] ?? 0n) + (number > 0 ? 1n : -1n);
  return asNumber[0] ?? number;
}
