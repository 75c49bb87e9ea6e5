// Of the unit named first in each row, by the SI Brochure and NIST SP 811. A table of its own: a checker shares nothing with what it checks.
const SCALES: readonly (readonly (readonly [unit: string, of: number])[])[] = [
  [['mm', 1], ['cm', 10], ['m', 1e3], ['km', 1e6], ['in', 25.4], ['inch', 25.4], ['"', 25.4], ['ft', 304.8]],
  [['mg', 1e-3], ['g', 1], ['kg', 1e3], ['oz', 28.349523125], ['lb', 453.59237], ['lbs', 453.59237]],
  [['hz', 1], ['khz', 1e3], ['mhz', 1e6], ['ghz', 1e9]],
  [['kb', 1 / 1024], ['mb', 1], ['gb', 1024], ['tb', 1024 ** 2]],
  [['mw', 1e-3], ['w', 1], ['kw', 1e3]],
  [['ml', 1], ['cl', 10], ['l', 1e3]],
  [['ms', 1e-3], ['s', 1], ['sec', 1], ['min', 60], ['h', 3600], ['hr', 3600], ['hours', 3600]],
  [['month', 1], ['months', 1], ['year', 12], ['years', 12]],
  [['mah', 1], ['ah', 1e3]],
]; // prettier-ignore

/** Whether one unit can be told in the other: of the same kind, or none to compare. */
export function isTellable(from: string | null, to: string | null): boolean {
  if (from === null || to === null || from.toLowerCase() === to.toLowerCase()) return true;
  const scaleOf = (unit: string) => SCALES.find((scale) => new Map(scale).has(unit.toLowerCase()));
  return scaleOf(from) !== undefined && scaleOf(from) === scaleOf(to);
}

/** How many of unit `to` one of unit `from` is; 1 where they are the same, unknown or of different kinds. */
export function perUnit(from: string | null, to: string | null): number {
  if (from === null || to === null || from === to) return 1;
  for (const scale of SCALES) {
    const known = new Map(scale);
    const [a, b] = [known.get(from.toLowerCase()), known.get(to.toLowerCase())];
    // In whole parts per million, so that 12 in asked as 304.8 mm is not lost to a rounding error.
    if (a !== undefined && b !== undefined) return Number((a / b).toPrecision(9));
  }
  return 1;
}
