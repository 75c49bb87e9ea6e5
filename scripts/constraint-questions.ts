import type { Attribute, Product, Variant } from '#src/catalog/product.ts';
import { isTellable } from './constraint-units.ts';

/*
 * Questions with limits that some variant in stock is known to satisfy, made from every attribute, option, brand,
 * price and category of a catalogue. What each asks is kept as a test of rows that shares nothing with search.
 */

/** One thing asked of a variant, as it must be found in the rows. */
export type Asked =
  | { readonly kind: 'price'; readonly op: Op; readonly minor: number; readonly upTo?: number }
  | {
      readonly kind: 'number';
      readonly key: string;
      readonly op: Op;
      readonly value: number;
      readonly upTo?: number;
      /** The unit it was asked in; rows of one attribute may state several. */
      readonly unit: string | null;
    }
  | { readonly kind: 'flag'; readonly key: string; readonly value: boolean }
  | { readonly kind: 'word'; readonly key: string; readonly value: string; readonly negated: boolean }
  | { readonly kind: 'option'; readonly name: string; readonly value: string }
  | { readonly kind: 'brand'; readonly value: string; readonly negated: boolean }
  | { readonly kind: 'category'; readonly slug: string };

export type Op = 'under' | 'over' | 'at-least' | 'at-most' | 'between' | 'exactly';

export interface Question {
  readonly text: string;
  readonly asked: readonly Asked[];
  /** The kinds of limit in it, for the report. */
  readonly kind: string;
  /** SKU of the variant it was made from. */
  readonly from: string;
}

interface Part {
  readonly text: string;
  readonly asked: Asked;
}

export type Random = () => number;

interface Source {
  readonly product: Product;
  readonly variant: Variant;
}

/** At least `least` questions: one or more for every attribute and option, then pairs of limits. */
export function questionsOf(
  products: readonly Product[],
  least: number,
  random: Random,
): readonly Question[] {
  const sources = products.flatMap((product) =>
    product.variants
      .filter((variant) => variant.availability.state !== 'sold-out')
      .map((variant) => ({ product, variant })),
  );
  if (!sources.length) return [];
  const units = unitsOf(sources);
  const questions: Question[] = [];
  for (const [, some] of byAttribute(sources, units)) {
    const { source, attribute } = pick(some, random);
    for (const part of attributeParts(attribute, random).slice(0, 2))
      questions.push(questionOf([part], source));
  }
  for (let turn = 0; questions.length < least || turn < least / 2; turn += 1) {
    const source = pick(sources, random);
    const parts = [...shopParts(source, random), ...ownParts(source, units, random)];
    const first = pick(parts, random);
    const second = pick(parts, random);
    const isPair = subjectOf(first.asked) !== subjectOf(second.asked) && turn % 2 === 0;
    questions.push(questionOf(isPair ? [first, second] : [first], source));
  }
  return questions;
}

const questionOf = (parts: readonly Part[], source: Source): Question => ({
  text: parts.map((part) => part.text).join(', '),
  asked: parts.map((part) => part.asked),
  kind: parts.map((part) => part.asked.kind).join(' + '),
  from: source.variant.sku,
});

const subjectOf = (asked: Asked): string =>
  'key' in asked ? asked.key : 'name' in asked ? asked.name.toLowerCase() : asked.kind;

/** The unit that most rows of each attribute state. */
function unitsOf(sources: readonly Source[]): ReadonlyMap<string, string> {
  const counts = new Map<string, Map<string, number>>();
  for (const one of sources.flatMap(statedBy)) {
    if (one.kind !== 'number' || one.unit === null) continue;
    const own = counts.get(one.key) ?? new Map<string, number>();
    counts.set(one.key, own.set(one.unit, (own.get(one.unit) ?? 0) + 1));
  }
  const commonest = (own: ReadonlyMap<string, number>) =>
    [...own].toSorted((a, b) => b[1] - a[1])[0]?.[0] ?? '';
  return new Map([...counts].map(([key, own]) => [key, commonest(own)]));
}

/**
 * Whether a row can be asked about. A dry time of "13 m" where others state minutes is a slip of the feed: what a
 * shopper who says so means, metres or minutes, no row can tell, so it is neither satisfiable nor violated.
 */
const isAskable = (attribute: Attribute, units: ReadonlyMap<string, string>): boolean =>
  attribute.kind !== 'number' || isTellable(attribute.unit, units.get(attribute.key) ?? null);

function byAttribute(
  sources: readonly Source[],
  units: ReadonlyMap<string, string>,
): ReadonlyMap<string, { source: Source; attribute: Attribute }[]> {
  const found = new Map<string, { source: Source; attribute: Attribute }[]>();
  for (const source of sources) {
    for (const attribute of statedBy(source).filter((one) => isAskable(one, units))) {
      const list = found.get(`${attribute.key} ${attribute.kind}`) ?? [];
      if (list.length < 40) list.push({ source, attribute });
      found.set(`${attribute.key} ${attribute.kind}`, list);
    }
  }
  return found;
}

/** The attributes that hold for a variant: its own before its product's. */
export function statedBy({ product, variant }: Source): readonly Attribute[] {
  const own = new Set(variant.attributes.map((one) => one.key));
  return [...variant.attributes, ...product.attributes.filter((one) => !own.has(one.key))];
}

function ownParts(source: Source, units: ReadonlyMap<string, string>, random: Random): readonly Part[] {
  const askable = statedBy(source).filter((one) => isAskable(one, units));
  const attributes = askable.flatMap((attribute) => attributeParts(attribute, random));
  const options = Object.entries(source.variant.options)
    .filter(([name, value]) => name !== 'Title' && isSayable(value))
    .map(([name, value]): Part => ({
      text: `${name.toLowerCase()} ${value}`,
      asked: { kind: 'option', name, value },
    }));
  return [...attributes, ...options];
}

function attributeParts(attribute: Attribute, random: Random): readonly Part[] {
  const { key, label } = attribute;
  const name = label.toLowerCase();
  switch (attribute.kind) {
    case 'number':
      return numberParts(key, name, attribute.value, attribute.unit, random);
    case 'flag':
      return [
        attribute.value
          ? { text: `with ${name}`, asked: { kind: 'flag', key, value: true } }
          : { text: `without ${name}`, asked: { kind: 'flag', key, value: false } },
      ];
    case 'words': {
      const value = pick(attribute.values, random);
      if (!isSayable(value)) return [];
      return [{ text: `${name} ${value}`, asked: { kind: 'word', key, value, negated: false } }];
    }
  }
}

// A paragraph or a list is not something people say as a limit.
const isSayable = (value: string): boolean =>
  value.length <= 40 && /[\p{L}\p{N}]/u.test(value) && !/[,;\n]/.test(value);

function numberParts(
  key: string,
  name: string,
  value: number,
  unit: string | null,
  random: Random,
): readonly Part[] {
  const tail = unit ? ` ${unit}` : '';
  const above = rounded(value * 1.2 + 1);
  const below = rounded(value * 0.8 - 0.5);
  const number = (op: Op, bound: number, upTo?: number): Asked => ({
    kind: 'number',
    key,
    op,
    value: bound,
    unit,
    ...(upTo === undefined ? {} : { upTo }),
  });
  const ways: readonly Part[] = [
    { text: `${name} under ${above}${tail}`, asked: number('under', above) },
    { text: `${name} at least ${value}${tail}`, asked: number('at-least', value) },
    { text: `${name} up to ${value}${tail}`, asked: number('at-most', value) },
    ...(below > 0
      ? [
          { text: `${name} over ${below}${tail}`, asked: number('over', below) },
          { text: `${name} between ${below} and ${above}${tail}`, asked: number('between', below, above) },
        ]
      : []),
  ];
  return value < 0 || Math.abs(value) > 1e9 ? [] : shuffled(ways, random);
}

const rounded = (value: number): number => Number(value.toPrecision(3));

function shopParts({ product, variant }: Source, random: Random): readonly Part[] {
  const { minor } = variant.price;
  const over = Math.ceil((minor * 1.1 + 100) / 100) * 100;
  const under = Math.max(100, Math.floor((minor * 0.9) / 100) * 100);
  const brand = product.brand;
  const path = product.categorySlugs.at(-1);
  const name = product.categoryPath.at(-1);
  return [
    { text: `under $${over / 100}`, asked: { kind: 'price', op: 'under', minor: over } },
    {
      text: `between $${under / 100} and $${over / 100}`,
      asked: { kind: 'price', op: 'between', minor: under, upTo: over },
    },
    ...(brand && isSayable(brand)
      ? [
          random() < 0.7
            ? ({ text: `from ${brand}`, asked: { kind: 'brand', value: brand, negated: false } } as const)
            : ({ text: `by ${brand}`, asked: { kind: 'brand', value: brand, negated: false } } as const),
        ]
      : []),
    ...(path && name ? [{ text: name.toLowerCase(), asked: { kind: 'category', slug: path } } as const] : []),
  ];
}

function pick<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('Nothing to pick from');
  return item;
}

/** At most so many of the items, chosen by chance. */
export const sampled = <Item>(items: readonly Item[], most: number, random: Random): readonly Item[] =>
  items.length <= most ? items : shuffled(items, random).slice(0, most);

const shuffled = <Item>(items: readonly Item[], random: Random): readonly Item[] =>
  items
    .map((item) => ({ item, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ item }) => item);
