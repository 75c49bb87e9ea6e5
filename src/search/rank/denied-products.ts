import type { Database } from '#src/database/database.ts';
import { materialsOf } from '#src/language/english/materials.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import { indexCache, type WordIndex } from '../retrieve/index-cache.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';

const MOST = 5_000; // products looked at, those that say it most
const FREE_OF = tokensOf('free less frei').map(({ term }) => term);
const WITHOUT = tokensOf('without no non zero not ohne kein').map(({ term }) => term);

/**
 * The products whose name or kind says one of the phrases, all of its words, or what belongs to that material, and not that the thing is free of it. A
 * phrase that no text holds denies nothing.
 */
export async function deniedProducts(
  db: Database,
  index: WordIndex,
  phrases: readonly string[],
): Promise<ReadonlySet<number>> {
  if (!phrases.length || index.generation === 0) return new Set();
  const { denied: kept } = await indexCache(db, index);
  const found: ReadonlySet<number>[] = [];
  const fresh: string[] = [];
  for (const phrase of new Set(phrases.flatMap(materialsOf))) {
    const known = kept.get(phrase);
    if (known) found.push(known);
    else fresh.push(phrase);
  }
  if (fresh.length) {
    const denied = await findDenied(db, index, fresh);
    for (const [at, phrase] of fresh.entries()) kept.set(phrase, denied[at] ?? new Set());
    found.push(...denied);
  }
  const [only] = found;
  return only && found.length === 1 ? only : new Set(found.flatMap((one) => [...one]));
}

/** For each of the phrases. */
async function findDenied(
  db: Database,
  index: WordIndex,
  phrases: readonly string[],
): Promise<readonly ReadonlySet<number>[]> {
  const asked = phrases.map((phrase) => tokensOf(phrase).map(({ term }) => term));
  const known = await lookUp(db, index, [...asked.flat(), ...FREE_OF, ...WITHOUT]);
  const numbersOf = (terms: readonly string[]) => terms.map((term) => known.get(term)?.id ?? 0);
  const lists = await postingLists(db, index, numbersOf(asked.flat()));
  const free = numbersOf(FREE_OF).map(padded);
  const without = numbersOf(WITHOUT).map(String);
  // "Paraben, fluoride and SLS free" is free of each.
  const isNamed = (title: string, number: string) => {
    const at = title.indexOf(number);
    const before = title.slice(title.lastIndexOf(' ', at - 1) + 1, at);
    return !without.includes(before) && !free.some((one) => title.includes(one, at + number.length - 1));
  };
  const found: ReadonlySet<number>[] = [];
  for (const [at, numbers] of asked.map(numbersOf).entries()) {
    const saying = sayingProducts(lists.get(numbers[0] ?? 0), MOST);
    const { entries } = await rankingFeaturesOf(db, index, saying, []);
    const names = numbers.map(padded);
    const isCounted = /^\d/.test(phrases[at] ?? '');
    const denied = new Set<number>();
    for (const [product, { title, first: nouns }] of entries) {
      if (isCounted && !countsIn(title, numbers)) continue;
      if (names.every((one) => (title.includes(one) ? isNamed(title, one) : nouns.includes(one))))
        denied.add(product);
    }
    found.push(denied);
  }
  return found;
}

const BETWEEN = 1; // words: the "30 sachet pack" is a 30 pack

/** Whether a title has a number and what it counts beside each other, in either order: "30 pack", "pack of 30". */
function countsIn(title: string, [number, ...counted]: readonly number[]): boolean {
  const words = title.trim().split(' ').map(Number);
  return words.some((word, at) => {
    const near = words.slice(Math.max(0, at - 1 - BETWEEN), at + counted.length + 1 + BETWEEN);
    return word === number && counted.every((one) => near.includes(one));
  });
}

/** As terms stand in a title's numbers. */
const padded = (numbers: number | string): string => ` ${numbers} `;
