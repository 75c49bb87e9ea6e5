import type { FactKey } from '../attributes/attribute-keys.ts';
import { isSizeKey } from './filter-sql.ts';
import type { Limit } from '../query.ts';
import { runOf } from '../data-structures/sorted-index.ts';
import { writePriced } from '../columns/price-buckets.ts';
import { groupOf, type ProductGroups } from '../data-structures/group-index.ts';
import { FACT, SEGMENT_SIZE, type FactEntries, type Segment } from '../columns/segment.ts';
import { valueId, type ShelfWords } from '../columns/dictionary.ts';
import { sizeSpellings } from '../language/sizes.ts';
import { sameDimension, toBase } from '../language/units.ts';
import { addVariant, addVariants, dropVariant, invert, type VariantBits } from '../data-structures/bitset.ts';

type AnyOf = Extract<Limit, { kind: 'any-of' }>;
type Range = Extract<Limit, { kind: 'range' }>;

/** Adds the variants of a segment that keep a limit to an empty set of that segment. */
export type AddKept = (bits: VariantBits, segment: Segment) => void;

/** How a limit is kept, by the words of the shelf as they are now: the same as `filter-sql.ts` asks of rows. */
export function keepingOf(limit: Limit, key: FactKey | undefined, words: ShelfWords): AddKept {
  switch (limit.key) {
    case 'price':
      return limit.kind === 'range' ? priced(limit, words) : nothing;
    case 'on_sale':
      return limit.kind === 'flag' ? onSale(limit.value) : nothing;
    case 'category':
      return limit.kind === 'any-of' ? inCategory(limit, words) : nothing;
    case 'brand':
      return limit.kind === 'any-of' ? ofBrand(limit, words) : nothing;
    case 'rating':
      return limit.kind === 'range' ? rated(limit) : nothing;
    default:
      return byFacts(limit, key, words);
  }
}

const nothing: AddKept = () => undefined;

const addProduct = (bits: VariantBits, { variantsFrom }: Segment, product: number): void =>
  addVariants(bits, variantsFrom[product] ?? 0, variantsFrom[product + 1] ?? 0);

function priced(limit: Range, words: ShelfWords): AddKept {
  const { least, most } = boundsOf(limit, (bound) => bound);
  const wanted = limit.unit === null ? null : words.currencies.known(limit.unit);
  const isOnly = wanted === null || (wanted === 0 && words.currencies.size === 1);
  return (bits, { prices, currency }) => {
    writePriced(bits, prices, least, most);
    if (isOnly) return;
    for (let place = 0; place < currency.length; place += 1) {
      if (currency[place] !== wanted) dropVariant(bits, place);
    }
  };
}

function onSale(wanted: boolean): AddKept {
  const kept = wanted ? 1 : 0;
  return (bits, { onSale }) => {
    for (let place = 0; place < onSale.length; place += 1) {
      if (onSale[place] === kept) addVariant(bits, place);
    }
  };
}

function inCategory(limit: AnyOf, { categories, categorySets }: ShelfWords): AddKept {
  const wanted = new Set(limit.values.map((slug) => categories.known(slug)));
  const isKept = Uint8Array.from(categorySets.lists, (list) =>
    list.some((one) => wanted.has(one)) !== limit.negated ? 1 : 0,
  );
  return (bits, segment) => {
    const { numbers } = segment.byCategorySet;
    for (let group = 0; group < numbers.length; group += 1) {
      if (isKept[numbers[group] ?? 0] === 1) addGroup(bits, segment, segment.byCategorySet, group);
    }
  };
}

function ofBrand(limit: AnyOf, { brands }: ShelfWords): AddKept {
  const wanted = limit.values.map((name) => brands.known(name.toLowerCase())).filter((one) => one >= 0);
  return (bits, segment) => {
    for (const brand of wanted) {
      const group = groupOf(segment.byBrand, brand);
      if (group >= 0) addGroup(bits, segment, segment.byBrand, group);
    }
    if (limit.negated) invert(bits, segment.variants);
  };
}

function addGroup(
  bits: VariantBits,
  segment: Segment,
  { from, products }: ProductGroups,
  group: number,
): void {
  const end = from[group + 1] ?? 0;
  for (let at = from[group] ?? 0; at < end; at += 1) addProduct(bits, segment, products[at] ?? 0);
}

function rated(limit: Range): AddKept {
  const { least, most } = boundsOf(limit, (bound) => bound);
  const isOpen = limit.min === null && limit.max === null;
  return (bits, segment) => {
    for (let product = 0; product < segment.size; product += 1) {
      const rating = segment.rating[product] ?? NaN;
      if (isOpen || (rating >= least && rating <= most)) addProduct(bits, segment, product);
    }
  };
}

function byFacts(limit: Limit, known: FactKey | undefined, words: ShelfWords): AddKept {
  const key = words.keys.known(limit.key);
  const seeBoth =
    (kind: number, seeMet: (entries: FactEntries) => number): AddKept =>
    (bits, segment) => {
      const column = segment.facts.get(key * 4 + kind);
      if (!column) return;
      addProducts(bits, segment, seeMet(column.ofProducts));
      addPlaces(bits, seeMet(column.ofVariants));
    };
  switch (limit.kind) {
    case 'flag':
      return seeBoth(limit.value ? FACT.yes : FACT.no, seeEvery);
    case 'range': {
      const own = known?.unit ?? null;
      const unit = sameDimension(limit.unit, own) ? limit.unit : own;
      const { least, most } = boundsOf(limit, (bound) => toBase(bound, unit));
      return seeBoth(FACT.number, (entries) => seeNumbers(entries, least, most));
    }
    case 'any-of': {
      const spelt = isSizeKey(limit.key)
        ? limit.values.flatMap(sizeSpellings)
        : limit.values.map((one) => one.toLowerCase());
      const wanted = new Set(spelt.map((word) => words.values.known(valueId(key, word))));
      const add = seeBoth(FACT.word, (entries) => seeWords(entries, wanted));
      if (!limit.negated) return add;
      return (bits, segment) => {
        add(bits, segment);
        invert(bits, segment.variants);
      };
    }
  }
}

let met = new Int32Array(SEGMENT_SIZE); // places of products or variants whose fact is as wanted

function seeEvery({ owner }: FactEntries): number {
  makeRoom(owner.length);
  met.set(owner);
  return owner.length;
}

function seeNumbers({ owner, numbers, byNumber }: FactEntries, least: number, most: number): number {
  makeRoom(owner.length);
  const [from, to] = runOf(byNumber, numbers, least, most);
  for (let at = from; at < to; at += 1) met[at - from] = owner[byNumber[at] ?? 0] ?? 0;
  return to - from;
}

function seeWords({ owner, wordAt, words }: FactEntries, wanted: ReadonlySet<number>): number {
  makeRoom(owner.length);
  const isWanted = Uint8Array.from(words, (word) => (wanted.has(word) ? 1 : 0));
  if (!isWanted.includes(1)) return 0;
  let count = 0;
  for (let at = 0; at < wordAt.length; at += 1) {
    if (isWanted[wordAt[at] ?? 0] === 1) met[count++] = owner[at] ?? 0;
  }
  return count;
}

function makeRoom(count: number): void {
  if (met.length < count) met = new Int32Array(count * 2);
}

function addProducts(bits: VariantBits, segment: Segment, count: number): void {
  for (let at = 0; at < count; at += 1) addProduct(bits, segment, met[at] ?? 0);
}

function addPlaces(bits: VariantBits, count: number): void {
  for (let at = 0; at < count; at += 1) addVariant(bits, met[at] ?? 0);
}

/** A range told in other units, as the least and the most number that it holds. */
function boundsOf(
  limit: Range,
  tell: (bound: number) => number,
): { readonly least: number; readonly most: number } {
  const min = limit.min === null ? -Infinity : tell(limit.min);
  const max = limit.max === null ? Infinity : tell(limit.max);
  return {
    least: limit.min === null || limit.minInclusive ? min : nextAbove(min),
    most: limit.max === null || limit.maxInclusive ? max : -nextAbove(-max),
  };
}

const asNumber = new Float64Array(1);
const asBits = new BigInt64Array(asNumber.buffer);

/** The number that follows: nothing lies between them. */
function nextAbove(number: number): number {
  if (number === 0) return Number.MIN_VALUE;
  if (!Number.isFinite(number)) return number;
  asNumber[0] = number;
  asBits[0] = (asBits[0] ?? 0n) + (number > 0 ? 1n : -1n);
  return asNumber[0];
}
