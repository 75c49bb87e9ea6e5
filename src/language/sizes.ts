/*
 * Sizes as shoppers say them against sizes as merchants write them. Shoe systems follow the usual adult table
 * (UK = US men - 1, US women = US men + 1.5); EU sizes round to the nearest half, as brands differ anyway.
 */

type SizeSystem = 'us' | 'eu' | 'uk';
export type SizeFor = 'm' | 'w' | null;

export interface ShoeSize {
  readonly system: SizeSystem | null;
  readonly for: SizeFor;
  readonly size: number;
}

// US men's to EU, from the tables of several large makers where they agree.
const euOfUsMen: ReadonlyMap<number, number> = new Map([
  [4, 36], [4.5, 36.5], [5, 37.5], [5.5, 38], [6, 38.5], [6.5, 39], [7, 40], [7.5, 40.5], [8, 41], [8.5, 42],
  [9, 42.5], [9.5, 43], [10, 44], [10.5, 44.5], [11, 45], [11.5, 45.5], [12, 46], [12.5, 47], [13, 47.5], [14, 48.5],
]); // prettier-ignore

const LETTERS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'xxs': 'xxs 2xs', 'xs': 'xs x-small extra-small', 's': 's small', 'm': 'm medium med', 'l': 'l large',
    'xl': 'xl x-large extra-large', 'xxl': 'xxl 2xl xx-large', 'xxxl': 'xxxl 3xl',
  }).flatMap(([letter, names]) => names.split(' ').map((name) => [name, letter] as const)),
); // prettier-ignore

/** The letter size a word names: `medium` is `m`, `2xl` is `xxl`; null for other words. */
export const letterSize = (word: string): string | null => LETTERS.get(word.toLowerCase()) ?? null;

const SHOE = /^(?:(us|eu|eur|uk)\s*)?(?:(m|w|men'?s?|women'?s?)\s+)?(\d{1,2}(?:\.5)?)$/;

/** Reads `US M 9`, `EU 43`, `UK 8.5`, `W 7`, `9`; null for anything else. */
export function shoeSize(text: string): ShoeSize | null {
  const found = SHOE.exec(text.toLowerCase().trim());
  if (!found) return null;
  const system = (found[1] === 'eur' ? 'eu' : (found[1] ?? null)) as SizeSystem | null;
  const who = found[2]?.[0] === 'w' ? 'w' : found[2] ? 'm' : null;
  return { system, for: who, size: Number(found[3]) };
}

/** A shoe size as it is shown: `US M 9`, `EU 43`. */
export const sizeText = (size: ShoeSize): string =>
  [size.system?.toUpperCase(), size.for?.toUpperCase(), size.size].filter(Boolean).join(' ');

/** Every lower-case way a merchant may have written a size that serves who asks for this one. */
export function sizeSpellings(asked: string): readonly string[] {
  const plain = asked.toLowerCase().trim();
  const letter = letterSize(plain);
  if (letter) return [...LETTERS].filter(([, one]) => one === letter).map(([name]) => name);
  const shoe = shoeSize(plain);
  return shoe ? [...new Set([plain, ...shoeSpellings(shoe)])] : [plain];
}

function shoeSpellings(shoe: ShoeSize): readonly string[] {
  const { size } = shoe;
  const ways = (shown: string, who: SizeFor, systems: readonly string[]) =>
    systems.flatMap((system) => (who ? [`${system} ${who} ${shown}`] : [`${system} ${shown}`]));
  if (shoe.system === null && shoe.for === null) {
    // A bare number: whatever system the merchant's rows use; the two together never meet (9 and 43).
    return [
      `${size}`,
      ...ways(`${size}`, 'm', ['us']),
      ...ways(`${size}`, 'w', ['us']),
      `us ${size}`,
      `eu ${size}`,
    ];
  }
  const men = usMenOf(shoe);
  const out: string[] = [`${shoe.system ?? 'us'} ${size}`, `${size}`];
  if (shoe.system === 'us' || shoe.system === null) {
    if (shoe.for !== 'w') out.push(`us m ${size}`, `m ${size}`);
    if (shoe.for !== 'm') out.push(`us w ${size}`, `w ${size}`);
  }
  if (shoe.system === 'eu' || shoe.system === 'uk' || shoe.for !== null) {
    for (const us of men) {
      if (shoe.for !== 'w') out.push(`us m ${us}`, `us ${us}`);
      if (shoe.for !== 'm') out.push(`us w ${us + 1.5}`);
      if (shoe.system !== 'uk') out.push(`uk ${us - 1}`);
      const eu = euOfUsMen.get(us);
      if (eu && shoe.system !== 'eu') out.push(`eu ${eu}`);
    }
  }
  return shoe.for === 'w' ? out.filter((one) => one !== `us ${size}` || shoe.system === 'us') : out;
}

function usMenOf(shoe: ShoeSize): readonly number[] {
  if (shoe.system === 'eu') {
    const exact = [...euOfUsMen].filter(([, eu]) => eu === shoe.size).map(([us]) => us);
    if (exact.length) return exact;
    return [...euOfUsMen].filter(([, eu]) => Math.abs(eu - shoe.size) === 0.5).map(([us]) => us);
  }
  if (shoe.system === 'uk') return [shoe.for === 'w' ? shoe.size + 0.5 : shoe.size + 1];
  return [shoe.for === 'w' ? shoe.size - 1.5 : shoe.size];
}

/** Keys whose values are sizes, so that `medium` finds `M` and `EU 43` finds `US M 9.5`. */
export const isSizeKey = (key: string): boolean => /(?:^|_)size$/.test(key);
