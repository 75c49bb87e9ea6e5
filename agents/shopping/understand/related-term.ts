import { tokensOf } from '#src/language/tokenizer.ts';
import { readExamples, type Intent } from './intent-examples.ts';

const LEAST_SAID = 3; // a word of fewer turns of the intent is chance
const OWN = 0.5; // of all turns with the word: one that other intents hold as often is none of this one's

/**
 * The word that turns of an intent go on with where they speak of the same: "return" for "what if they don't fit",
 * since "can I return it if it does not fit" is among them. Null where no turn is alike.
 */
export function relatedTerm(text: string, intent: Intent): string | null {
  const turns = termsBy().get(intent) ?? [];
  const asked = new Set(termsOf(text));
  const alike = turns.filter((terms) => terms.some((term) => asked.has(term)));
  const beside = countOf(alike.flat().filter((term) => !asked.has(term)));
  const usual = countOf(turns.flat());
  const anywhere = countOf([...termsBy().values()].flat(2));
  const [best] = [...beside]
    .filter(([term]) => (usual.get(term) ?? 0) >= LEAST_SAID)
    .map(([term, count]) => ({
      term,
      weight: (count * (usual.get(term) ?? 0)) / (anywhere.get(term) ?? 1),
    }))
    .filter(({ term }) => (usual.get(term) ?? 0) / (anywhere.get(term) ?? 1) >= OWN)
    .toSorted((a, b) => b.weight - a.weight || a.term.localeCompare(b.term));
  return best?.term ?? null;
}

/** The telling words; "don't" tells nothing. */
export const withoutContractions = (text: string): string => text.replace(/\b\p{L}+n?['’]t\b/giu, ' ');

const termsOf = (text: string): readonly string[] => [
  ...new Set(tokensOf(withoutContractions(text)).map(({ term }) => term)),
];

let known: ReadonlyMap<Intent, readonly (readonly string[])[]> | undefined;

/** The telling words of every labelled turn, read once. */
const termsBy = () =>
  (known ??= new Map(
    [...Map.groupBy(readExamples(), ({ intent }) => intent)].map(([intent, turns]) => [
      intent,
      turns.map(({ say }) => termsOf(say)),
    ]),
  ));

const countOf = (terms: readonly string[]): ReadonlyMap<string, number> =>
  terms.reduce((counts, term) => counts.set(term, (counts.get(term) ?? 0) + 1), new Map<string, number>());
