import { attributeOf, type Product, type Variant } from './product.ts';

export interface Weight {
  readonly value: number;
  readonly unit: 'mg' | 'g' | 'kg' | 'oz' | 'lb';
}

const UNITS: Readonly<Record<string, Weight['unit']>> = {
  mg: 'mg',
  g: 'g',
  gram: 'g',
  grams: 'g',
  kg: 'kg',
  oz: 'oz',
  lb: 'lb',
  lbs: 'lb',
};

/**
 * What the thing itself weighs, as the merchant states it of the variant, else of the product; null where nobody does.
 * What a parcel weighs is another fact: `shippingWeightGrams`.
 */
export function weightOf(product: Pick<Product, 'attributes'>, variant: Variant): Weight | null {
  const stated = attributeOf(product, 'weight', variant);
  if (stated?.kind !== 'number' || !(stated.value > 0)) return null;
  const unit = UNITS[stated.unit?.toLowerCase() ?? ''];
  return unit ? { value: stated.value, unit } : null;
}

/** `196 g`, as feeds and pages write it. */
export const weightText = ({ value, unit }: Weight): string => `${value} ${unit}`;
