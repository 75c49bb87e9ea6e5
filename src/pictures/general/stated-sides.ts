import { type Attribute, attributeText } from '#src/catalog/product.ts';
import { convert, unitOf } from '#src/language/units.ts';

export type Side = 'width' | 'height' | 'depth' | 'length' | 'diameter' | 'thickness';

/** One stretch: its length in mm, or as a bare number where no unit is stated, and how the merchant states it. */
export interface Stretch {
  readonly length: number;
  readonly told: string;
}

/** The sides of a thing in one measure. */
export interface Sides {
  readonly of: ReadonlyMap<Side, Stretch>;
  /** False where the merchant states bare numbers: the proportions hold, the scale is not known. */
  readonly hasUnit: boolean;
  readonly facts: readonly string[];
}

/** What may stand before a side, or before `dimensions`, of the whole thing. */
export const WHOLE = '(?:product_|item_|overall_|total_|assembled_)?';

const names: readonly (readonly [Side, string])[] = [
  ['width', 'width|breite|largeur'],
  ['height', 'height|hohe|hoehe|hauteur'],
  ['depth', 'depth|tiefe|profondeur'],
  ['length', 'length|lange|laenge|longueur'],
  ['diameter', 'diameter|durchmesser|diametre'],
  ['thickness', 'thickness|dicke|starke|epaisseur'],
];
const UNIT = '(?:_(mm|cm|m|in|inch|inches|ft))?';
const keys = names.map(([side, words]) => [side, new RegExp(`^${WHOLE}(?:${words})${UNIT}$`)] as const);
const LARGEST = 1e5; // mm: beyond it a number is a slip

/** The sides that have attributes of their own; null where there are none, or some with a unit and some without. */
export function statedSides(specs: readonly Attribute[]): Sides | null {
  const found = keys.flatMap(([side, key]) => {
    const [first] = specs.flatMap((one) => stretchUnder(one, key));
    return first ? [[side, first] as const] : [];
  });
  const hasUnit = found.some(([, one]) => one.hasUnit);
  if (!found.length || found.some(([, one]) => one.hasUnit !== hasUnit)) return null;
  return { of: new Map(found), hasUnit, facts: found.map(([side, { told }]) => `${told} ${side}`) };
}

function stretchUnder(one: Attribute, key: RegExp): readonly (Stretch & { hasUnit: boolean })[] {
  const match = one.kind === 'number' ? key.exec(one.key) : null;
  if (!match || one.kind !== 'number') return [];
  const unit = unitOf(one.unit ?? match[1] ?? null);
  if (unit ? unit.dimension !== 'length' : one.unit !== null) return [];
  const told = attributeText({ ...one, unit: unit?.name ?? null });
  return stretchOf(one.value, unit?.name ?? null, told).map((found) => ({
    ...found,
    hasUnit: unit !== null,
  }));
}

/** One stretch in that unit of length; none where the figure cannot be true. */
export function stretchOf(value: number, unit: string | null, told: string): readonly Stretch[] {
  const length = convert(value, unit, 'mm');
  return length > 0 && length < LARGEST ? [{ length, told }] : [];
}
