import type { FactKey } from './fact-keys.ts';
import { isSizeKey } from './limits-sql.ts';
import type { Limit } from './need.ts';
import { FACT, type FactEntries, type Segment } from './shelf-segment.ts';
import { valueId, type ShelfWords } from './shelf-words.ts';
import { sizeSpellings } from './sizes.ts';
import { sameDimension, toBase } from './units.ts';
import { addVariant, invert, noVariants, type VariantBits } from './variant-bits.ts';

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

function addProduct(bits: VariantBits, { variantsFrom }: Segment, product: number): void {
  const to = variantsFrom[product + 1] ?? 0;
  for (let place = variantsFrom[product] ?? 0; place < to; place += 1) addVariant(bits, place);
}

function addPriced(bits: VariantBits, segment: Segment, limit: Range, words: ShelfWords): void {
  const holds = within(limit, (bound) => bound);
  const currency = limit.unit === null ? null : words.currencies.known(limit.unit);
  for (let place = 0; place < segment.variants; place += 1) {
    if (currency !== null && segment.currency[place] !== currency) continue;
    if (holds(segment.price[place] ?? NaN)) addVariant(bits, place);
  }
}

function addOnSale(bits: VariantBits, segment: Segment, wanted: boolean): void {
  const kept = wanted ? 1 : 0;
  for (let place = 0; place < segment.variants; place += 1) {
    if (segment.onSale[place] === kept) addVariant(bits, place);
  }
}

function addInCategory(bits: VariantBits, segment: Segment, limit: AnyOf, words: ShelfWords): void {
  const wanted = new Uint8Array(words.categories.size);
  for (const slug of limit.values) {
    const number = words.categories.known(slug);
    if (number >= 0) wanted[number] = 1;
  }
  let at = 0;
  for (let product = 0; product < segment.size; product += 1) {
    const end = segment.categoriesFrom[product + 1] ?? 0;
    let has = 0;
    for (; at < end; at += 1) has |= wanted[segment.category[at] ?? 0] ?? 0;
    if ((has === 1) !== limit.negated) addProduct(bits, segment, product);
  }
}

function addOfBrand(bits: VariantBits, segment: Segment, limit: AnyOf, words: ShelfWords): void {
  const wanted = new Set(limit.values.map((brand) => words.brands.known(brand.toLowerCase())));
  for (let product = 0; product < segment.size; product += 1) {
    const brand = segment.brand[product] ?? -1;
    if ((brand >= 0 && wanted.has(brand)) !== limit.negated) addProduct(bits, segment, product);
  }
}

function addRated(bits: VariantBits, segment: Segment, limit: Range): void {
  const holds = within(limit, (bound) => bound);
  for (let product = 0; product < segment.size; product += 1) {
    if (holds(segment.rating[product] ?? NaN)) addProduct(bits, segment, product);
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
  if (key >= 0) {
    const { kind, isMet } = factTest(limit, key, known, words);
    const column = segment.facts.get(key * 4 + kind);
    if (column) {
      eachMet(column.ofProducts, isMet, (product) => addProduct(bits, segment, product));
      eachMet(column.ofVariants, isMet, (place) => addVariant(bits, place));
    }
  }
  if (limit.kind === 'any-of' && limit.negated) invert(bits, segment.variants);
}

function eachMet(
  { owner, value }: FactEntries,
  isMet: ((value: number) => boolean) | null,
  see: (owner: number) => void,
): void {
  for (let at = 0; at < owner.length; at += 1) {
    if (isMet === null || isMet(value[at] ?? NaN)) see(owner[at] ?? 0);
  }
}

interface FactTest {
  /** One of FACT. */
  readonly kind: number;
  /** null: every fact of the kind. */
  readonly isMet: ((value: number) => boolean) | null;
}

function factTest(limit: Limit, key: number, known: FactKey | undefined, words: ShelfWords): FactTest {
  switch (limit.kind) {
    case 'flag':
      return { kind: limit.value ? FACT.yes : FACT.no, isMet: null };
    case 'range': {
      const own = known?.unit ?? null;
      const unit = sameDimension(limit.unit, own) ? limit.unit : own;
      return { kind: FACT.number, isMet: within(limit, (bound) => toBase(bound, unit)) };
    }
    case 'any-of': {
      const spelt = isSizeKey(limit.key)
        ? limit.values.flatMap(sizeSpellings)
        : limit.values.map((one) => one.toLowerCase());
      const wanted = new Set(spelt.map((word) => words.values.known(valueId(key, word))));
      const [only] = wanted;
      return {
        kind: FACT.word,
        isMet: wanted.size === 1 ? (value) => value === only : (value) => wanted.has(value),
      };
    }
  }
}

/** Whether a number keeps a range whose bounds are told in other units; NaN keeps only one without bounds. */
function within(limit: Range, tell: (bound: number) => number): (value: number) => boolean {
  const min = limit.min === null ? null : tell(limit.min);
  const max = limit.max === null ? null : tell(limit.max);
  return (value) =>
    (min === null || (limit.minInclusive ? value >= min : value > min)) &&
    (max === null || (limit.maxInclusive ? value <= max : value < max));
}
