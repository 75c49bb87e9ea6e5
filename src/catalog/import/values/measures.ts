import type { UnitMeasure } from '#src/catalog/product.ts';
import { PLAIN_NUMBERS, readNumber, type NumberStyle } from './number-text.ts';
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
/** A positive amount; null where it is none or cannot be known. */
const amountOf = (text: string, style: NumberStyle): number | null => {
  const read = readNumber(text, style, 6);
  const amount = read.ok && read.text.length <= 16 ? Number(read.text) : Number.NaN;
  return amount > 0 ? amount : null;
};

/** `750 ml` or `750ml` as amount and unit, as found. */
export function splitMeasure(text: string): { readonly amount: string; readonly unit: string } | null {
  const match = /^(\d[\d.,'’]*)\s*([^\d\s].{0,20})?$/.exec(text.trim());
  return match?.[1] ? { amount: match[1], unit: match[2] ?? '' } : null;
}

/** Grams of a weight as found; null where it is 0 or empty, else why it cannot be read. */
export function gramsOf(
  { amount, unit }: { readonly amount: string; readonly unit: string },
  style: NumberStyle,
): number | null | 'ambiguous' | 'no-number' | 'no-unit' {
  const parts = /[^\d\s.,'’+-]/.test(amount) ? splitMeasure(amount) : null;
  const weight = knownUnit(unitOf(parts?.unit || unit || 'g'));
  if (weight?.[0] !== 'mass') return 'no-unit';
  const read = readNumber(parts?.amount ?? amount, style, 6);
  if (!read.ok) return read.because;
  const value = Number(read.text);
  if (!(value > 0) || value > 1e9) return null;
  return Math.round(((value * weight[1]) / 1_000) * 1_000) / 1_000;
}

/** A unit price's two measures in one unit; null where they are not both measures of the same kind. */
export function measureOf(raw: RawMeasure, style: NumberStyle = PLAIN_NUMBERS): UnitMeasure | null {
  const unit = unitOf(raw.unit);
  const base = unitOf(raw.baseUnit || raw.unit);
  const amount = amountOf(raw.amount, style);
  const baseAmount = amountOf(raw.baseAmount || '1', style);
  const [from, to] = [knownUnit(unit), knownUnit(base)];
  if (amount === null || baseAmount === null || !from || !to || from[0] !== to[0]) return null;
  return { amount, unit, baseAmount: Math.round(((baseAmount * to[1]) / from[1]) * 1e6) / 1e6 };
}
