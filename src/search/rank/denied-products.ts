import type { Database } from '#src/database/database.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import type { WordIndex } from '../retrieve/index-cache.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';

const MOST = 5_000; // products looked at, those that say it most
const FREE_OF = tokensOf('free less').map(({ term }) => term);
const WITHOUT = tokensOf('without no non zero not').map(({ term }) => term);

/**
 * The products whose name or kind says one of the phrases, all of its words, and not that the thing is free of it. A
 * phrase that no text holds denies nothing.
 */
export async function deniedProducts(
  db: Database,
  index: WordIndex,
  phrases: readonly string[],
): Promise<ReadonlySet<number>> {
  const denied = new Set<number>();
  if (!phrases.length || index.generation === 0) return denied;
  const asked = phrases.map((phrase) => tokensOf(phrase).map(({ term }) => term));
  const known = await lookUp(db, index, [...asked.flat(), ...FREE_OF, ...WITHOUT]);
  const numbersOf = (terms: readonly string[]) => terms.map((term) => known.get(term)?.id ?? 0);
  const lists = await postingLists(db, index, numbersOf(asked.flat()));
  const free = numbersOf(FREE_OF);
  const without = numbersOf(WITHOUT);
  for (const [at, numbers] of asked.map(numbersOf).entries()) {
    const phrase = phrases[at] ?? '';
    const [first] = numbers;
    const saying = sayingProducts(lists.get(first ?? 0), MOST);
    const { entries } = await rankingFeaturesOf(db, index, saying, []);
    for (const [product, { title, first: nouns }] of entries) {
      const named = title.trim().split(' ').map(Number);
      const isNamed = (number: number) => {
        const at = named.indexOf(number);
        return at >= 0
          ? // "Paraben, fluoride and SLS free" is free of each.
            !named.slice(at + 1).some((one) => free.includes(one)) && !without.includes(named[at - 1] ?? -1)
          : nouns.includes(` ${number} `);
      };
      const isCounted = /^\d/.test(phrase) ? title.includes(` ${numbers.join(' ')} `) : true;
      if (isCounted && numbers.every(isNamed)) denied.add(product);
    }
  }
  return denied;
}
