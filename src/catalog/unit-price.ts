import { formatMoney, money } from '#src/money/money.ts';
import type { Variant } from './product.ts';

/** The price for the base amount of a pack, rounded to the nearest minor unit: `$3.13 per 100 g`; null without a measure. */
export function unitPriceText(variant: Variant, locale: string): string | null {
  const measure = variant.unitMeasure;
  if (!measure || measure.amount <= 0 || measure.baseAmount <= 0) return null;
  const minor = Math.round((variant.price.minor * measure.baseAmount) / measure.amount);
  const base = measure.baseAmount === 1 ? measure.unit : `${measure.baseAmount} ${measure.unit}`;
  return `${formatMoney(money(minor, variant.price.currency), locale)} per ${base}`;
}
