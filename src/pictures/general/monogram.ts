/**
 * The two letters that a product is known by: of the first two words of its name that are not its brand's. Where two
 * words or more are written with a capital, those alone count, so that a "with" or "und" does not.
 */
export function monogramOf(title: string, brand: string | null): string {
  const theirs = new Set(wordsOf(brand ?? '').map((word) => word.toLowerCase()));
  const words = wordsOf(title);
  const own = words.filter((word) => !theirs.has(word.toLowerCase()));
  const named = (own.length ? own : words).filter((word) => /^\p{L}/u.test(word));
  const capital = named.filter((word) => /^\p{Lu}/u.test(word));
  return (capital.length > 1 ? capital : named.length ? named : words)
    .slice(0, 2)
    .map((word) => [...word][0]?.toUpperCase() ?? '')
    .join('');
}

const wordsOf = (text: string): readonly string[] => text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’]*/gu) ?? [];
