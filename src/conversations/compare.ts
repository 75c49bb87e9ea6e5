import { messagesOf, type Messages } from '#src/messages/messages.ts';
import { compareRows, type CompareRow } from '#src/catalog/compare.ts';
import {
  attributeOf,
  chosenVariant,
  priceRange,
  type Attribute,
  type Product,
  type Variant,
} from '#src/catalog/product.ts';
import { formatMoney, money } from '#src/money/money.ts';
import type { Filter, SearchQuery } from '#src/query/search-query.ts';

/** A product with the variant that the conversation means. */
export interface ComparedSide {
  readonly product: Product;
  readonly variant: Variant;
}

export interface Advice {
  /** The side to take. */
  readonly slug: string;
  readonly title: string;
  /** What speaks for it against the others, in words with numbers of the rows: `$21 less`, `35 g lighter`. */
  readonly because: readonly string[];
  /** What is given up with it, in the same form; empty where nothing measurable is. */
  readonly tradeOff: readonly string[];
  /** The side that has what is given up. */
  readonly other: string;
}

/** Products side by side: every stated fact as a row, and which side fits the query better and why. */
export function compareProducts(
  products: readonly Product[],
  skuOf: (slug: string) => string | null,
  query: SearchQuery,
  locale: string,
): {
  readonly sides: readonly ComparedSide[];
  readonly rows: readonly CompareRow[];
  readonly advice: Advice;
} {
  const sides = products.map((product) => ({
    product,
    variant: chosenVariant(product, skuOf(product.slug)),
  }));
  const prices = sides.map(({ product }) => {
    const { from, to } = priceRange(product);
    return `${from.minor === to.minor ? '' : 'from '}${formatMoney(from, locale)}`;
  });
  const rows = [
    { label: 'Price', values: prices, differs: new Set(prices).size > 1, measured: true },
    ...compareRows(sides, locale),
  ];
  return { sides, rows, advice: adviceOf(sides, query, locale) };
}

/** Takes the side that meets more filters of the query, then the better rated, then the less expensive. */
function adviceOf(sides: readonly ComparedSide[], query: SearchQuery, locale: string): Advice {
  const ordered = sides.toSorted(
    (a, b) =>
      met(b, query) - met(a, query) ||
      (b.product.rating?.average ?? 0) - (a.product.rating?.average ?? 0) ||
      priceRange(a.product).from.minor - priceRange(b.product).from.minor,
  );
  const [taken, other] = ordered as [ComparedSide, ComparedSide];
  return {
    slug: taken.product.slug,
    title: taken.product.title,
    because: advantages(taken, other, locale).slice(0, 2),
    tradeOff: advantages(other, taken, locale).slice(0, 2),
    other: other.product.title,
  };
}

const met = (side: ComparedSide, query: SearchQuery): number =>
  query.filters.filter((filter) => meets(side, filter)).length;

function meets({ product, variant }: ComparedSide, filter: Filter): boolean {
  if (filter.key === 'price' && filter.kind === 'range') return within(variant.price.minor, filter);
  const attribute = attributeOf(product, filter.key, variant);
  if (!attribute) return false;
  if (filter.kind === 'flag') return attribute.kind === 'flag' && attribute.value === filter.value;
  if (filter.kind === 'range') return attribute.kind === 'number' && within(attribute.value, filter);
  return (
    attribute.kind === 'words' &&
    attribute.values.some((value) => filter.values.includes(value)) !== filter.negated
  );
}

const within = (value: number, { min, max }: Extract<Filter, { kind: 'range' }>): boolean =>
  (min === null || value >= min) && (max === null || value <= max);

/** Where more or less of a measure is plainly better, whatever it is for. */
const BETTER: ReadonlyMap<keyof Messages['answers']['compare']['better'], boolean> = new Map([
  ['weight', false],
  ['battery_life', true],
  ['durability', true],
  ['servings', true],
  ['brightness', true],
  ['capacity', true],
  ['water_resistance', true],
]);

/** As the merchant states it for the product: a weight told for one size is compared with one told for the same. */
const stated = ({ product, variant }: ComparedSide, key: string): Attribute | undefined =>
  attributeOf(product, key) ?? attributeOf(product, key, variant);

function advantages(side: ComparedSide, other: ComparedSide, locale: string): readonly string[] {
  const said: string[] = [];
  const say = messagesOf(locale).answers.compare;
  const [ownPrice, theirPrice] = [priceRange(side.product).from, priceRange(other.product).from];
  const less = theirPrice.minor - ownPrice.minor;
  if (less > 0 && ownPrice.currency === theirPrice.currency)
    said.push(say.less(formatMoney(money(less, ownPrice.currency), locale)));
  for (const [key, more] of BETTER) {
    const [own, theirs] = [stated(side, key), stated(other, key)];
    if (own?.kind !== 'number' || theirs?.kind !== 'number' || own.unit !== theirs.unit) continue;
    const by = more ? own.value - theirs.value : theirs.value - own.value;
    if (by > 0) said.push(say.better[key](`${Number(by.toFixed(2))}${own.unit ? ` ${own.unit}` : ''}`));
  }
  for (const attribute of side.product.attributes) {
    if (attribute.kind !== 'flag' || !attribute.value) continue;
    const theirs = attributeOf(other.product, attribute.key, other.variant);
    if (theirs?.kind === 'flag' && !theirs.value)
      said.push(messagesOf(locale).answers.begun(attribute.label));
  }
  return said;
}
