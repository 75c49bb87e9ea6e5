import type { TaxRule } from '#src/editorial/tax-schema.ts';
import type { Money } from '#src/money/money.ts';

export interface TaxPlace {
  readonly country: string;
  readonly region: string;
}

const PARTS = 1_000_000n; // a percentage with four decimals as whole parts

/** The first rule that fits an address and a product; null where none does. Delivery is asked for without categories. */
export function taxRuleFor(
  rules: readonly TaxRule[],
  place: TaxPlace,
  categorySlugs: readonly string[] | 'delivery',
): TaxRule | null {
  const region = place.region.toLowerCase();
  return (
    rules.find(
      (rule) =>
        rule.country === place.country &&
        (!rule.regions || rule.regions.some((one) => one.toLowerCase() === region)) &&
        (categorySlugs === 'delivery'
          ? rule.delivery === true
          : !rule.categories || rule.categories.some((one) => categorySlugs.includes(one))),
    ) ?? null
  );
}

/** The tax on an amount, half a minor unit up: on top of it, or the part of it where prices include tax. */
export function taxOn(amount: Money, percent: number, included: boolean): number {
  const rate = BigInt(Math.round(percent * 10_000));
  const of = included ? PARTS + rate : PARTS;
  return Number((BigInt(amount.minor) * rate * 2n + of) / (of * 2n));
}
