import type { Database } from '#src/database/database.ts';
import type { WordIndex } from '../retrieve/index-cache.ts';
import type { Term } from '../retrieve/term.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import { deletionsOf, isTypo } from '#src/language/edit-distance.ts';
import { longForm, synonymsOf } from '#src/language/synonyms.ts';
import { termOf, tokensOf, type Token } from '#src/language/tokenizer.ts';
import { isWeak } from '#src/language/low-weight-words.ts';

/**
 * Those of the names of which no product's text holds any word under any spelling: neither as it is written, nor a typo
 * away, nor under another name for the same. `snapshot`: what the caller answers from; default: taken anew.
 */
export async function unknownNames(
  db: Database,
  names: readonly string[],
  snapshot?: Snapshot,
): Promise<readonly string[]> {
  if (!names.length) return [];
  return retryOnSwap(db, ({ index }) => (index.generation === 0 ? [] : unheld(db, index, names)), snapshot);
}

async function unheld(db: Database, index: WordIndex, names: readonly string[]): Promise<readonly string[]> {
  const asked = names.map((name) => ({ name, tokens: tokensOf(name).filter(({ term }) => !isWeak(term)) }));
  const terms = asked.flatMap(({ tokens }) => tokens.map(({ term }) => term));
  const written = await lookUp(db, index, terms);
  // Most names are written as the catalogue writes them: only for the others is anything near looked for.
  const doubtful = asked.filter(({ tokens }) => !tokens.some(({ term }) => (written.get(term)?.df ?? 0) > 0));
  if (!doubtful.length) return [];
  const all = doubtful.flatMap(({ tokens }) => tokens);
  const known = await lookUp(
    db,
    index,
    all.flatMap((one) => [...alternativesOf(one)]),
    all.flatMap(({ word }) => deletionsOf(word)),
  );
  const held = [...known.values()].filter((one) => one.df > 0);
  return doubtful.flatMap(({ name, tokens }) => (tokens.some((one) => isHeld(one, held)) ? [] : [name]));
}

function isHeld({ term, word }: Token, held: readonly Term[]): boolean {
  const same = alternativesOf({ term, word });
  return held.some((one) => same.has(one.word) || one.forms.some((form) => isTypo(word, form)));
}

/** Terms that are the word: its own, those of its other names, and of it with any letter doubled ("runing"). */
const alternativesOf = ({ term, word }: Token): ReadonlySet<string> =>
  new Set([
    term,
    word,
    ...synonymsOf(term),
    ...(longForm(term) ?? []),
    ...[...word].map((letter, at) => termOf(word.slice(0, at) + letter + word.slice(at))),
  ]);
