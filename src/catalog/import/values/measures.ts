import type { UnitMeasure } from '#src/catalog/product.ts';
import type { RawMeasure } from '#src/catalog/import/formats/raw-product.ts';

// Each unit in the smallest of its kind: milligrams, millilitres, millimetres, square centimetres, pieces.
const IN_BASE: Readonly<Record<string, readonly [kind: string, times: number]>> = {
  mg: ['mass', 1],
  g: ['mass', 1_000],
  kg: ['mass', 1_000_000],
  oz: ['mass', 28_349.523_125],
  lb: ['mass', 453_592.37],
  ml: ['volume', 1],
  cl: ['volume', 10],
  dl: ['volume', 100],
  l: ['volume', 1_000],
  cbm: ['volume', 1_000_000],
  m3: ['volume', 1_000_000],
  floz: ['volume', 29.573_529_562_5],
  pt: ['volume', 473.176_473],
  qt: ['volume', 946.352_946],
  gal: ['volume', 3_785.411_784],
  mm: ['length', 1],
  cm: ['length', 10],
  m: ['length', 1_000],
  in: ['length', 25.4],
  ft: ['length', 304.8],
  yd: ['length', 914.4],
  sqm: ['area', 10_000],
  m2: ['area', 10_000],
  sqft: ['area', 929.0304],
  ct: ['count', 1],
};
const OTHER_NAMES: Readonly<Record<string, string>> = {
  lbs: 'lb',
  pound: 'lb',
  pounds: 'lb',
  ounce: 'oz',
  ounces: 'oz',
  gram: 'g',
  grams: 'g',
  gr: 'g',
  kilogram: 'kg',
  kilograms: 'kg',
  liter: 'l',
  litre: 'l',
  liters: 'l',
  litres: 'l',
  milliliter: 'ml',
  millilitre: 'ml',
  'fl oz': 'floz',
  'fl.oz': 'floz',
  'm³': 'm3',
  'm²': 'm2',
  item: 'ct',
  items: 'ct',
  piece: 'ct',
  pieces: 'ct',
  each: 'ct',
};

const unitOf = (text: string): string => {
  const unit = text.trim().toLowerCase().replace(/\.$/, '');
  return OTHER_NAMES[unit] ?? unit;
};
const knownUnit = (unit: string) => (Object.hasOwn(IN_BASE, unit) ? IN_BASE[unit] : undefined);
const amountOf = (text: string): number | null => {
  const plain = text.trim().replace(/^(\d+),(\d{1,2})$/, '$1.$2');
  const amount = /^\d{1,9}(?:\.\d{1,6})?$/.test(plain) ? Number(plain) : Number.NaN;
  return amount > 0 ? amount : null;
};

/** `750 ml` or `750ml` as amount and unit, as found. */
export function splitMeasure(text: string): { readonly amount: string; readonly unit: string } | null {
  const match = /^(\d+(?:[.,]\d+)?)\s*([^\d\s].{0,20})?$/.exec(text.trim());
  return match?.[1] ? { amount: match[1], unit: match[2] ?? '' } : null;
}

/** Grams of a weight as found; null where it is none, is 0, or has an unknown unit. */
export function gramsOf(amount: string, unit: string): number | null {
  const weight = knownUnit(unitOf(unit || 'g'));
  const value = amountOf(amount);
  if (value === null || weight?.[0] !== 'mass') return null;
  return Math.round(((value * weight[1]) / 1_000) * 1_000) / 1_000;
}

/** A unit price's two measures in one unit; null where they are not both measures of the same kind. */
export function measureOf(raw: RawMeasure): UnitMeasure | null {
  const unit = unitOf(raw.unit);
  const base = unitOf(raw.baseUnit || raw.unit);
  const amount = amountOf(raw.amount);
  const baseAmount = amountOf(raw.baseAmount || '1');
  const [from, to] = [knownUnit(unit), knownUnit(base)];
  if (amount === null || baseAmount === null || !from || !to || from[0] !== to[0]) return null;
  return { amount, unit, baseAmount: Math.round(((baseAmount * to[1]) / from[1]) * 1e6) / 1e6 };
}
