/*
 * Units of measure as shoppers and feeds write them, by dimension. Factors lead to the dimension's base unit
 * (SI Brochure, NIST SP 811 for inch, ounce, pound and gallon).
 */

export interface Unit {
  /** How it is written back: `g`, `mm`, `fl oz`. */
  readonly name: string;
  readonly dimension: string;
  readonly factor: number;
}

const table: readonly (readonly [dimension: string, name: string, factor: number, spellings: string])[] = [
  ['mass', 'mg', 0.001, 'mg milligram milligrams'],
  ['mass', 'g', 1, 'g gr gram grams gramme grammes'],
  ['mass', 'kg', 1000, 'kg kgs kilo kilos kilogram kilograms'],
  ['mass', 'oz', 28.349523125, 'oz ounce ounces'],
  ['mass', 'lb', 453.59237, 'lb lbs pound pounds'],
  ['length', 'mm', 1, 'mm millimeter millimeters millimetre millimetres'],
  ['length', 'cm', 10, 'cm centimeter centimeters centimetre centimetres'],
  ['length', 'm', 1000, 'm meter meters metre metres'],
  ['length', 'km', 1_000_000, 'km kilometer kilometers kilometre kilometres'],
  ['length', 'in', 25.4, 'in inch inches " ″'],
  ['length', 'ft', 304.8, "ft foot feet ' ′"],
  ['length', 'yd', 914.4, 'yd yard yards'],
  ['length', 'mi', 1_609_344, 'mi mile miles'],
  ['volume', 'ml', 1, 'ml milliliter milliliters millilitre millilitres cc'],
  ['volume', 'cl', 10, 'cl centiliter centilitre'],
  ['volume', 'l', 1000, 'l liter liters litre litres ltr'],
  ['volume', 'fl oz', 29.5735295625, 'floz fl-oz'],
  ['volume', 'gal', 3785.411784, 'gal gallon gallons'],
  ['time', 'ms', 1 / 60000, 'ms millisecond milliseconds'],
  ['time', 's', 1 / 60, 's sec secs second seconds'],
  ['time', 'min', 1, 'min mins minute minutes'],
  ['time', 'h', 60, 'h hr hrs hour hours'],
  ['time', 'days', 1440, 'days day'],
  ['time', 'weeks', 10_080, 'weeks week'],
  ['calendar', 'months', 1, 'months month mo'],
  ['calendar', 'years', 12, 'years year yr yrs'],
  // As drives and phones are sold; who counts by 1024 is met by a wider match (range-filter.ts).
  ['data', 'KB', 1 / 1000, 'kb kilobyte kilobytes'],
  ['data', 'MB', 1, 'mb megabyte megabytes'],
  ['data', 'GB', 1000, 'gb gig gigs gigabyte gigabytes'],
  ['data', 'TB', 1_000_000, 'tb terabyte terabytes'],
  ['power', 'mW', 0.001, 'mw milliwatt milliwatts'],
  ['power', 'W', 1, 'w watt watts'],
  ['power', 'kW', 1000, 'kw kilowatt kilowatts'],
  ['frequency', 'Hz', 1, 'hz hertz'],
  ['frequency', 'kHz', 1000, 'khz kilohertz'],
  ['frequency', 'MHz', 1_000_000, 'mhz megahertz'],
  ['frequency', 'GHz', 1_000_000_000, 'ghz gigahertz'],
  ['voltage', 'V', 1, 'v volt volts'],
  ['charge', 'mAh', 1, 'mah'],
  ['charge', 'Ah', 1000, 'ah'],
  ['energy', 'kcal', 1, 'kcal cal calorie calories kilocalories'],
  ['light', 'lm', 1, 'lm lumen lumens'],
  ['sound', 'dB', 1, 'db decibel decibels'],
  ['temperature', '°C', 1, '°c celsius ℃'],
  ['share', '%', 1, '% percent'],
  ['pixels', 'MP', 1, 'mp megapixel megapixels'],
];

const bySpelling: ReadonlyMap<string, Unit> = new Map(
  table.flatMap(([dimension, name, factor, spellings]) =>
    [...new Set([name.toLowerCase(), ...spellings.split(' ')])].map(
      (spelling) => [spelling, { dimension, name, factor }] as const,
    ),
  ),
);

/** The unit of a spelling in any case: `GB`, `inches`, `"`; null where it is none. */
export const unitOf = (spelling: string | null): Unit | null =>
  spelling === null ? null : (bySpelling.get(spelling.trim().toLowerCase()) ?? null);

/** A number of one unit stated in another of the same dimension; unchanged where the two cannot be converted. */
export function convert(value: number, from: string | null, to: string | null): number {
  const a = unitOf(from);
  const b = unitOf(to);
  if (!a || !b || a.dimension !== b.dimension || a.name === b.name) return value;
  return Number(((value * a.factor) / b.factor).toPrecision(6));
}

/** A number in the base unit of its dimension, as facts are stored; unchanged where the unit is unknown. */
export const toBase = (value: number, unit: string | null): number => {
  const known = unitOf(unit);
  return known ? Number((value * known.factor).toPrecision(9)) : value;
};

/** A stored number back in the unit it is stated in. */
export const fromBase = (value: number, unit: string | null): number => {
  const known = unitOf(unit);
  return known ? Number((value / known.factor).toPrecision(6)) : value;
};

/** Whether two units are known to measure unlike things. */
export const isAnotherDimension = (a: string | null, b: string | null): boolean =>
  unitOf(a) !== null && unitOf(b) !== null && !sameDimension(a, b);

/** Whether two units measure the same thing; a missing or unknown unit measures nothing. */
export const sameDimension = (a: string | null, b: string | null): boolean => {
  const left = unitOf(a);
  return left !== null && left.dimension === unitOf(b)?.dimension;
};
