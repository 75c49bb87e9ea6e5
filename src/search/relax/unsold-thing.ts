import { exactSynonymsOf, longForm, shortForm } from '#src/language/synonyms.ts';
import { termOf, tokensOf } from '#src/language/tokenizer.ts';
import { asHead } from '../index/index-tables.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

const MANY = 3; // products
const MANY_SHARE = 0.05;

/**
 * Whether no product's name or kind holds the noun that was asked for, under this or another name. `text`: the words it
 * was asked with, as the catalogue spells them, since two of them may be written as one.
 */
export const isUnsold = (snapshot: Snapshot, thing: string, text: string): Promise<boolean> =>
  retryOnSwap(
    snapshot.db,
    async ({ db, index }) => {
      const [noun] = tokensOf(thing);
      if (!noun || index.generation === 0) return false;
      const words = tokensOf(text);
      const at = words.findIndex(({ term }) => term === noun.term);
      // Spelt otherwise in the catalogue: the word that was asked for is another.
      if (at < 0) return false;
      const before = words[at - 1];
      const joined = before
        ? [termOf(`${before.word}${noun.word}`), shortForm(before.term, noun.term) ?? '']
        : [];
      const names = [
        noun.term,
        ...joined,
        ...exactSynonymsOf(noun.term),
        ...(longForm(noun.term)?.slice(-1) ?? []),
      ];
      const known = [
        ...(await lookUp(db, index, [...names, ...joined.flatMap(exactSynonymsOf)])).values(),
      ].filter((one) => one.df > 0);
      // A shop of shoes need not call one a shoe: what the texts of many products hold is what they are about.
      const many = Math.max(MANY, index.products * MANY_SHARE);
      if (known.some((one) => one.inTitle || one.df >= many)) return false;
      const lists = await postingLists(
        db,
        index,
        known.map(({ id }) => asHead(id)),
      );
      return [...lists.values()].every(({ length }) => length === 0);
    },
    snapshot,
  );
