import { attributeOf, isAvailable, type Product, type Variant } from '#src/catalog/product.ts';
import { formatMoney } from '#src/money/money.ts';
import type { BrokenLimit } from '../result.ts';
import type { Fact } from '../attributes/attribute-values.ts';
import type { FactKey } from '../attributes/attribute-keys.ts';
import { isWithin } from '../query/filters.ts';
import { isSizeKey } from './filter-sql.ts';
import type { Limit } from '../query.ts';
import { sizeSpellings } from '../language/sizes.ts';
import { fromBase, sameDimension, toBase } from '../language/units.ts';

/** A limit that a variant breaks and how badly: 0 is almost kept, 1 is something else altogether. */
export interface Breach {
  readonly broken: BrokenLimit;
  readonly size: number;
}

export interface Checked {
  readonly product: Product;
  readonly variant: Variant;
  readonly facts: readonly Fact[];
  readonly keys: ReadonlyMap<string, FactKey>;
  readonly locale: string;
}

type Range = Extract<Limit, { kind: 'range' }>;

export const IN_STOCK: Limit = { kind: 'flag', key: 'in_stock', label: 'In stock', value: true };

/** Every limit that the variant breaks, and that it is sold out where it must not be. */
export function breachesOf(
  checked: Checked,
  limits: readonly Limit[],
  includeSoldOut: boolean,
): readonly Breach[] {
  const breaches = limits.flatMap((limit) => breachOf(checked, limit) ?? []);
  if (includeSoldOut || isAvailable(checked.variant)) return breaches;
  return [...breaches, { broken: { limit: IN_STOCK, actual: 'sold out', by: null }, size: 0.5 }];
}

function breachOf(checked: Checked, limit: Limit): Breach | null {
  const { product, variant } = checked;
  switch (limit.key) {
    case 'price':
      return limit.kind === 'range' ? priceBreach(checked, limit) : null;
    case 'category':
      return wordsBreach(limit, product.categorySlugs, product.categoryPath.at(-1) ?? 'no category');
    case 'brand':
      return wordsBreach(
        limit,
        product.brand ? [product.brand.toLowerCase()] : [],
        product.brand ?? 'not stated',
      );
    case 'rating':
      return limit.kind === 'range'
        ? numbersBreach(limit, product.rating ? [product.rating.average] : [], null)
        : null;
    case 'on_sale': {
      const reduced = variant.compareAt !== null && variant.compareAt.minor > variant.price.minor;
      return limit.kind === 'flag' && reduced !== limit.value
        ? breach(limit, reduced ? 'on sale' : 'not on sale')
        : null;
    }
    default:
      return factBreach(checked, limit);
  }
}

function priceBreach({ variant, locale }: Checked, limit: Range): Breach | null {
  const { minor, currency } = variant.price;
  const actual = formatMoney(variant.price, locale);
  if (limit.unit !== null && limit.unit !== currency) return breach(limit, `priced in ${currency}`);
  if (isWithin(limit, minor)) return null;
  const { off, over } = offBy(limit, minor);
  const by = `${formatMoney({ minor: off, currency }, locale)} ${over ? 'over' : 'under'}`;
  return { broken: { limit, actual, by: off === 0 ? null : by }, size: share(off, limit) };
}

function factBreach(checked: Checked, limit: Limit): Breach | null {
  const facts = checked.facts.filter(
    (fact) => fact.key === limit.key && (fact.variantId === 0 || fact.variantId === checked.variant.id),
  );
  switch (limit.kind) {
    case 'range': {
      const unit = checked.keys.get(limit.key)?.unit ?? null;
      const numbers = facts.flatMap((fact) => (fact.number === null ? [] : [fromBase(fact.number, unit)]));
      const said = { ...limit, ...toldIn(limit, unit) };
      return numbersBreach(said, numbers, unit, limit);
    }
    case 'flag': {
      const flags = facts.flatMap((fact) => (fact.flag === null ? [] : [fact.flag]));
      if (flags.includes(limit.value)) return null;
      return breach(limit, flags.length ? (limit.value ? 'no' : 'yes') : 'not stated');
    }
    case 'any-of': {
      const words = facts.flatMap((fact) => (fact.word === null ? [] : [fact.word]));
      const shown = [...new Set(words)].slice(0, 4).join(', ') || 'not stated';
      const asked = isSizeKey(limit.key) ? limit.values.flatMap(sizeSpellings) : limit.values;
      const option = Object.entries(checked.variant.options).find(
        ([name]) => name.toLowerCase() === limit.key,
      );
      const own = attributeOf(checked.product, limit.key, checked.variant);
      const actual = option?.[1] ?? (own?.kind === 'words' ? own.values.slice(0, 4).join(', ') : shown);
      return wordsBreach(
        { ...limit, values: asked },
        words.map((word) => word.toLowerCase()),
        actual,
        limit,
      );
    }
  }
}

function wordsBreach(limit: Limit, words: readonly string[], actual: string, shown = limit): Breach | null {
  if (limit.kind !== 'any-of') return breach(shown, actual);
  const has = limit.values.some((value) => words.includes(value.toLowerCase()));
  return has === limit.negated ? breach(shown, actual) : null;
}

function numbersBreach(
  limit: Range,
  numbers: readonly number[],
  unit: string | null,
  shown: Limit = limit,
): Breach | null {
  if (!numbers.length) return breach(shown, 'not stated');
  if (numbers.some((number) => isWithin(limit, number))) return null;
  const nearest = numbers.toSorted((a, b) => offBy(limit, a).off - offBy(limit, b).off)[0] ?? 0;
  const { off, over } = offBy(limit, nearest);
  const tell = (value: number) => `${Number(value.toPrecision(4))}${unit ? ` ${unit}` : ''}`;
  const by = off === 0 ? null : `${tell(off)} ${over ? 'over' : 'under'}`;
  return { broken: { limit: shown, actual: tell(nearest), by }, size: share(off, limit) };
}

/** The bounds of a range told in the key's unit. */
function toldIn(limit: Range, unit: string | null): { min: number | null; max: number | null } {
  const from = sameDimension(limit.unit, unit) ? limit.unit : unit;
  const tell = (bound: number | null) => (bound === null ? null : fromBase(toBase(bound, from), unit));
  return { min: tell(limit.min), max: tell(limit.max) };
}

function offBy(limit: Range, value: number): { off: number; over: boolean } {
  const over = limit.max === null ? -Infinity : value - limit.max;
  const under = limit.min === null ? -Infinity : limit.min - value;
  return over >= under ? { off: Math.max(0, over), over: true } : { off: Math.max(0, under), over: false };
}

const share = (off: number, limit: Range): number => {
  const bound = Math.abs(limit.max ?? limit.min ?? 0);
  return Math.min(1, bound > 0 ? off / bound : off > 0 ? 1 : 0);
};

const breach = (limit: Limit, actual: string): Breach => ({ broken: { limit, actual, by: null }, size: 1 });
