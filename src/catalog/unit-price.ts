import { messagesOf } from '#src/messages/messages.ts';
import { formatMoney, money, type Money } from '#src/money/money.ts';
import type { Variant } from './product.ts';

/** The price for the base amount of a pack, rounded to the nearest minor unit; null without a measure. */
export function unitPrice({ price, unitMeasure }: Variant): Money | null {
  if (!unitMeasure || unitMeasure.amount <= 0 || unitMeasure.baseAmount <= 0) return null;
  return money(Math.round((price.minor * unitMeasure.baseAmount) / unitMeasure.amount), price.currency);
}

/** The same as a page prints it: `$3.13 per 100 g`. */
export function unitPriceText(variant: Variant, locale: string): string | null {
  const perBase = unitPrice(variant);
  const measure = variant.unitMeasure;
  if (!perBase || !measure) return null;
  const base = measure.baseAmount === 1 ? measure.unit : `${measure.baseAmount} ${measure.unit}`;
  return messagesOf(locale).product.perUnit(formatMoney(perBase, locale), base);
}
