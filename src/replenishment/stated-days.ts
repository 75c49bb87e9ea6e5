import type { Attribute, Product, Variant } from '#src/catalog/product.ts';
import { STOP_WORDS } from '#src/language/english/function-words.ts';

const DAYS_IN: Readonly<Record<string, number>> = {
  day: 1, days: 1, week: 7, weeks: 7, month: 30, months: 30,
}; // prettier-ignore
const LASTING = new Set(['last', 'lasts', 'lasting', 'supply', 'duration']);
/** Beside those, what a label may say without being of something else than the whole pack. */
const OF_A_PACK = new Set([
  'pack',
  'package',
  'packs',
  'unit',
  'one',
  'each',
  'typical',
  'usual',
  'average',
  'approx',
  'days',
  'day',
]);
const PORTIONS = new Set([
  'serving',
  'servings',
  'portion',
  'portions',
  'dose',
  'doses',
  'application',
  'applications',
  'use',
  'uses',
]);
const IN_A_DAY =
  /^(?:about |up to )?(?:(\d{1,2}(?:\.\d)?|one|once|two|twice|three)\b[^.;,\d]{0,30}?)?\b(?:daily|(?:a|per|each|every) day)\b/i;
const NUMBERS: Readonly<Record<string, number>> = { one: 1, once: 1, two: 2, twice: 2, three: 3 };
const [LEAST_DAYS, MOST_DAYS] = [3, 365];

/** For how many days one piece lasts by what its own attributes state: told as such, or portions by portions a day; else null. */
export function statedDays(
  product: Pick<Product, 'attributes'>,
  variant: Pick<Variant, 'attributes'>,
): number | null {
  const own = new Set(variant.attributes.map(({ key }) => key));
  const all = [...variant.attributes, ...product.attributes.filter(({ key }) => !own.has(key))];
  const days = all.map(lastsDays).find((found) => found !== null) ?? portionDays(all);
  return days !== null && days >= LEAST_DAYS && days <= MOST_DAYS ? Math.round(days) : null;
}

const wordsOf = ({ label, key }: Attribute): readonly string[] => [
  ...new Set(`${label} ${key}`.toLowerCase().match(/\p{L}+/gu) ?? []),
];

function lastsDays(one: Attribute): number | null {
  if (one.kind !== 'number') return null;
  const each = DAYS_IN[one.unit?.toLowerCase() ?? ''];
  const words = wordsOf(one);
  if (!each || !words.some((word) => LASTING.has(word))) return null;
  const isOfPack = words.every((word) => LASTING.has(word) || OF_A_PACK.has(word) || STOP_WORDS.has(word));
  return isOfPack ? one.value * each : null;
}

function portionDays(all: readonly Attribute[]): number | null {
  const counts = all.flatMap((one) =>
    one.kind === 'number' && one.value >= 1 && isPortions(one) ? [one.value] : [],
  );
  const rates = [...new Set(all.flatMap(aDay))];
  const [count] = counts;
  const [rate] = rates;
  return counts.length === 1 && rates.length === 1 && count && rate ? count / rate : null;
}

function isPortions(one: Extract<Attribute, { kind: 'number' }>): boolean {
  const unit = one.unit?.toLowerCase() ?? null;
  return (
    (unit === null || PORTIONS.has(unit)) &&
    wordsOf(one).every(
      (word) => PORTIONS.has(word) || OF_A_PACK.has(word) || STOP_WORDS.has(word) || word === 'number',
    )
  );
}

/** How often a day, by each text that says so. */
function aDay(one: Attribute): readonly number[] {
  const texts =
    one.kind === 'words' ? one.values : one.kind === 'number' && one.unit ? [`${one.value} ${one.unit}`] : [];
  return texts.flatMap((text) => {
    const found = IN_A_DAY.exec(text);
    if (!found) return [];
    const [, number] = found;
    return [number === undefined ? 1 : (NUMBERS[number.toLowerCase()] ?? Number(number))];
  });
}
