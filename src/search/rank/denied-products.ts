import type { Database } from '#src/database/database.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { BLOCK_BITS, BLOCK_SIZE, STEP, type PostingList } from '../engine/data-structures/posting-list.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import type { WordIndex } from '../retrieve/index-cache.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';

const LEAST = 0.55; // an impact: a word of a name, kind or tag reaches it, one that a long text mentions once does not
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
  for (const numbers of asked.map(numbersOf)) {
    const [first] = numbers;
    const saying = sayingProducts(lists.get(first ?? 0));
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
      if (numbers.every(isNamed)) denied.add(product);
    }
  }
  return denied;
}

function sayingProducts(list: PostingList | undefined): readonly number[] {
  const saying: (readonly [product: number, impact: number])[] = [];
  for (const { number, posts } of list?.blocks ?? []) {
    for (const post of posts) {
      const impact = (post & (BLOCK_SIZE - 1)) * STEP;
      if (impact >= LEAST) saying.push([number * BLOCK_SIZE + (post >>> BLOCK_BITS), impact]);
    }
  }
  if (saying.length > MOST) saying.sort((a, b) => b[1] - a[1]);
  return saying.slice(0, MOST).map(([product]) => product);
}
