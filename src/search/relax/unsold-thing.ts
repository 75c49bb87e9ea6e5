import { exactSynonymsOf, longForm, shortForm } from '#src/language/synonyms.ts';
import { termOf, tokensOf } from '#src/language/tokenizer.ts';
import { asHead } from '../index/index-tables.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';

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
      if (known.some((one) => one.inTitle)) return false;
      const lists = await postingLists(
        db,
        index,
        known.map(({ id }) => asHead(id)),
      );
      return [...lists.values()].every(({ length }) => length === 0);
    },
    snapshot,
  );
