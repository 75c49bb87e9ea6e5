// From the first capital of a word on: begun at every capital, a word of capitals would be read as often as it is long.
const NAME =
  /(?<![\p{L}\d'’\-])[[\p{L}\d'’\-]--\p{Lu}]*(\p{Lu}[\p{L}\d'’\-]*(?:\s+(?:\p{Lu}[\p{L}\d'’\-]*|\d[\p{L}\d]*))+)/gv;

/** Whether every name of several words in the sentence, such as a product's, stands in the evidence (lower case). */
export function namesAreGrounded(sentence: string, evidence: string): boolean {
  return [...sentence.trim().matchAll(NAME)].every((match) => {
    const name = (match[1] ?? '').toLowerCase().replace(/\s+/g, ' ');
    if (evidence.includes(name)) return true;
    // "The Tarn WP", "For Alpine Nine": the first word of a sentence is capital for another reason.
    const rest = name.split(' ').slice(1).join(' ');
    return match.index === 0 && (evidence.includes(rest) || !rest.includes(' '));
  });
}
