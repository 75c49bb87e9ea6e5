import type { Database } from '#src/database/database.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import type { Token } from '#src/language/tokenizer.ts';
import type { WordIndex } from './index-cache.ts';
import { isHeldWith } from './side-by-side.ts';
import type { Corrected, Term } from './term.ts';

const LONG = 7; // letters; a shorter word is often another word by one slip, a longer one seldom

/** Short words are bent only to what some product holds beside another word of the question: chips are of potatoes. */
export async function withinQuestion(
  db: Database,
  index: WordIndex,
  tokens: readonly Token[],
  known: ReadonlyMap<string, Term>,
  corrected: ReadonlyMap<string, Corrected>,
): Promise<ReadonlyMap<string, Corrected>> {
  const kept = new Map(corrected);
  for (const { term, word } of tokens) {
    const fix = corrected.get(term);
    if (!fix?.isRead || !fix.spellings.length || word.length >= LONG) continue;
    const others = tokens.flatMap((other) => {
      const held = other.term === term || isWeak(other.term) ? undefined : known.get(other.term);
      return held && held.df > 0 ? [held.id] : [];
    });
    if (!others.length) continue;
    const spellings: (typeof fix.spellings)[number][] = [];
    for (const one of fix.spellings) {
      if (await isHeldWith(db, index, one.known.id, others)) spellings.push(one);
    }
    kept.set(term, { ...fix, spellings });
  }
  return kept;
}
