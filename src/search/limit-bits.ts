import type { FactKey } from './fact-keys.ts';
import { isSizeKey } from './limits-sql.ts';
import type { Limit } from './need.ts';
import { runOf, type NumberOrder } from './number-order.ts';
import { FACT, SEGMENT_SIZE, type FactEntries, type Segment } from './shelf-segment.ts';
import { valueId, type ShelfWords } from './shelf-words.ts';
import { sizeSpellings } from './sizes.ts';
import { sameDimension, toBase } from './units.ts';
import {
  addAll,
  addVariant,
  addVariants,
  dropVariant,
  invert,
  noVariants,
  type VariantBits,
} from './variant-bits.ts';

type AnyOf = Extract<Limit, { kind: 'any-of' }>;
type Range = Extract<Limit, { kind: 'range' }>;

/** The variants of a segment that keep a limit: the same as `limits-sql.ts` asks of rows. */
export function limitBits(
  segment: Segment,
  limit: Limit,
  key: FactKey | undefined,
  words: ShelfWords,
): VariantBits {
  const bits = noVariants(segment.variants);
  switch (limit.key) {
    case 'price':
      if (limit.kind === 'range') addPriced(bits, segment, limit, words);
      break;
    case 'on_sale':
      if (limit.kind === 'flag') addOnSale(bits, segment, limit.value);
      break;
    case 'category':
      if (limit.kind === 'any-of') addInCategory(bits, segment, limit, words);
      break;
    case 'brand':
      if (limit.kind === 'any-of') addOfBrand(bits, segment, limit, words);
      break;
    case 'rating':
      if (limit.kind === 'range') addRated(bits, segment, limit);
      break;
    default:
      addByFacts(bits, segment, limit, key, words);
  }
  return bits;
}

const addProduct = (bits: VariantBits, { variantsFrom }: Segment, product: number): void =>
  addVariants(bits, variantsFrom[product] ?? 0, variantsFrom[product + 1] ?? 0);

function addPriced(
  bits: VariantBits,
  { price, byPrice, currency }: Segment,
  limit: Range,
  words: ShelfWords,
): void {
  const { least, most } = boundsOf(limit, (bound) => bound);
  const [from, to] = runOf(byPrice, price, least, most);
  if ((to - from) * 2 <= byPrice.length) {
    for (let at = from; at < to; at += 1) addVariant(bits, byPrice[at] ?? 0);
  } else {
    addAll(bits, byPrice.length);
    for (let at = 0; at < from; at += 1) dropVariant(bits, byPrice[at] ?? 0);
    for (let at = to; at < byPrice.length; at += 1) dropVariant(bits, byPrice[at] ?? 0);
  }
  if (limit.unit === null) return;
  const wanted = words.currencies.known(limit.unit);
  if (wanted === 0 && words.currencies.size === 1) return;
  for (let place = 0; place < currency.length; place += 1) {
    if (currency[place] !== wanted) dropVariant(bits, place);
  }
}

function addOnSale(bits: VariantBits, { onSale }: Segment, wanted: boolean): void {
  const kept = wanted ? 1 : 0;
  for (let place = 0; place < onSale.length; place += 1) {
    if (onSale[place] === kept) addVariant(bits, place);
  }
}

function addInCategory(bits: VariantBits, segment: Segment, limit: AnyOf, words: ShelfWords): void {
  const wanted = limit.values.map((slug) => words.categories.known(slug));
  const { category, categoriesFrom, categorySet, bySet } = segment;
  for (let set = 0; set < categoriesFrom.length - 1; set += 1) {
    const end = categoriesFrom[set + 1] ?? 0;
    let isIn = false;
    for (let at = categoriesFrom[set] ?? 0; at < end && !isIn; at += 1)
      isIn = wanted.includes(category[at] ?? 0);
    if (isIn !== limit.negated) addRun(bits, segment, bySet, runOf(bySet, categorySet, set, set));
  }
}

function addOfBrand(bits: VariantBits, segment: Segment, limit: AnyOf, words: ShelfWords): void {
  const { brand, byBrand } = segment;
  for (const name of limit.values) {
    const number = words.brands.known(name.toLowerCase());
    if (number >= 0) addRun(bits, segment, byBrand, runOf(byBrand, brand, number, number));
  }
  if (limit.negated) invert(bits, segment.variants);
}

function addRun(
  bits: VariantBits,
  segment: Segment,
  order: NumberOrder,
  [from, to]: readonly [from: number, to: number],
): void {
  for (let at = from; at < to; at += 1) addProduct(bits, segment, order[at] ?? 0);
}

function addRated(bits: VariantBits, segment: Segment, limit: Range): void {
  const { least, most } = boundsOf(limit, (bound) => bound);
  const isOpen = limit.min === null && limit.max === null;
  for (let product = 0; product < segment.size; product += 1) {
    const rating = segment.rating[product] ?? NaN;
    if (isOpen || (rating >= least && rating <= most)) addProduct(bits, segment, product);
  }
}

function addByFacts(
  bits: VariantBits,
  segment: Segment,
  limit: Limit,
  known: FactKey | undefined,
  words: ShelfWords,
): void {
  const key = words.keys.known(limit.key);
  const seeBoth = (kind: number, seeMet: (entries: FactEntries) => number) => {
    const column = segment.facts.get(key * 4 + kind);
    if (!column) return;
    addProducts(bits, segment, seeMet(column.ofProducts));
    addPlaces(bits, seeMet(column.ofVariants));
  };
  switch (limit.kind) {
    case 'flag':
      seeBoth(limit.value ? FACT.yes : FACT.no, seeEvery);
      return;
    case 'range': {
      const own = known?.unit ?? null;
      const unit = sameDimension(limit.unit, own) ? limit.unit : own;
      const { least, most } = boundsOf(limit, (bound) => toBase(bound, unit));
      seeBoth(FACT.number, (entries) => seeNumbers(entries, least, most));
      return;
    }
    case 'any-of': {
      const spelt = isSizeKey(limit.key)
        ? limit.values.flatMap(sizeSpellings)
        : limit.values.map((one) => one.toLowerCase());
      const wanted = new Set(spelt.map((word) => words.values.known(valueId(key, word))));
      seeBoth(FACT.word, (entries) => seeWords(entries, wanted));
      if (limit.negated) invert(bits, segment.variants);
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
