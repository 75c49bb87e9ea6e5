import type { Vocabulary } from '#src/query-understanding/vocabulary.ts';
import { intentTokens } from './text-features.ts';
import { PRODUCT } from './intent-examples.ts';

const MOST_WORDS_OF_A_VALUE = 3; // longer values are prose, and prose holds ordinary words

/** The words a shop talks about: names of categories, labels, values, colours; each also without its plural s. */
export function shopWordsOf(vocabulary: Vocabulary): ReadonlySet<string> {
  const words = new Set<string>([PRODUCT]);
  const add = (text: string) => {
    const said = intentTokens(text);
    if (said.length > MOST_WORDS_OF_A_VALUE) return;
    for (const word of said) if (word.length > 2) words.add(word).add(word.replace(/s$/, '')).add(`${word}s`);
  };
  vocabulary.categories.forEach((category) => add(category.name));
  for (const colour of vocabulary.colours.keys()) add(colour);
  for (const key of vocabulary.keys.values()) add(key.label);
  for (const phrases of vocabulary.phrases.values())
    for (const { named } of phrases) if (named.kind === 'value') add(named.value);
  return words;
}
