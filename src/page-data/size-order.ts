import { letterSize } from '#src/language/sizes.ts';

const LETTERS = ['xxs', 'xs', 's', 'm', 'l', 'xl', 'xxl', 'xxxl'];

interface Place {
  /** What stands before and after the number: `us w`, `ml`; letters are a system of their own. */
  readonly system: string;
  readonly at: number;
}

/**
 * Option values as people look for them: letters from small to large, numbers from low to high, one system after the
 * other (that with the smallest number first). Values of which one is no size keep the merchant's order.
 */
export function inSizeOrder(values: readonly string[]): readonly string[] {
  const placed = values.map((value) => ({ value, place: placeOf(value) }));
  if (placed.some(({ place }) => place === null)) return values;
  const least = new Map<string, number>();
  for (const { place } of placed)
    if (place) least.set(place.system, Math.min(place.at, least.get(place.system) ?? Infinity));
  const first = ({ place }: (typeof placed)[number]) => (place && least.get(place.system)) ?? 0;
  return placed
    .toSorted(
      (a, b) =>
        first(a) - first(b) ||
        (b.place?.system ?? '').localeCompare(a.place?.system ?? '') ||
        (a.place?.at ?? 0) - (b.place?.at ?? 0),
    )
    .map(({ value }) => value);
}

function placeOf(value: string): Place | null {
  const letter = letterSize(value.split(/[\s/]/)[0] ?? '');
  if (letter) return { system: '', at: LETTERS.indexOf(letter) };
  const found = /^([^\d]*)(\d+(?:[.,]\d+)?)\s*([^\d\s]*)/.exec(value.trim().toLowerCase());
  if (!found) return null;
  const [, before = '', number = '', unit = ''] = found;
  return {
    system: `${before.trim()} ${unit === '/' ? '' : unit}`.trim(),
    at: Number(number.replace(',', '.')),
  };
}
