/*
 * German writes a thing and what it is made of or for as one word, the thing last: a Holzschraube is a Schraube. Rules
 * of the language alone; which words there are, the catalogue says.
 */

/** Words by which German texts are told, even titles, and that no English text holds. */
export const GERMAN_WORDS = ['mit', 'und', 'ohne', 'oder'] as const;

const ENDINGS = ['', 'e', 'n', 'en', 'er', 'ern', 'es', 's'] as const;
const LINKS = ['', 's', 'es', 'n', 'en', 'er', 'e'] as const; // between the parts of a compound
const SHORTEST_ROOT = 4; // letters of what is left of a word without an ending,
const SHORTEST_WHOLE = 2; // and of a word that is whole: "Tee", "Öl"
const SHORTEST_KNOWN = 4; // of a compound's first part that tells what it is of, where its last part is not sold
const SHORTEST_FIRST = 3;

/** A word without its ending: of "schrauben" as of "schraube" schraub. Null where it is too short to be the end of others. */
export function rootOf(word: string): string | null {
  if (!/^\p{L}+$/u.test(word)) return null;
  const ending = ENDINGS.toSorted((a, b) => b.length - a.length).find(
    (one) => word.endsWith(one) && word.length - one.length >= (one ? SHORTEST_ROOT : SHORTEST_WHOLE),
  );
  return ending === undefined ? null : word.slice(0, word.length - ending.length);
}

/** How words end that are of that root, or compounds of it. */
export const endsOf = (root: string): readonly string[] => ENDINGS.map((ending) => root + ending);

/**
 * What the first part of a compound may be as a word of its own: "geburtstag" of "geburtstagskarte". Empty where the word
 * is no compound of that root, with '' where it is the root's own word.
 */
export function firstPartsOf(word: string, root: string): readonly string[] {
  const at = word.lastIndexOf(root);
  if (at < 0 || !ENDINGS.some((ending) => word.slice(at + root.length) === ending)) return [];
  if (at === 0) return [''];
  const first = word.slice(0, at);
  return LINKS.filter((link) => first.endsWith(link) && first.length - link.length >= SHORTEST_FIRST).map(
    (link) => first.slice(0, first.length - link.length),
  );
}

/** What a word may begin with as a word of its own, the longest first: "eisen" of "eisentabletten". */
export function beginningsOf(word: string): readonly string[] {
  if (!/^\p{L}+$/u.test(word)) return [];
  const found: string[] = [];
  for (let length = word.length - SHORTEST_FIRST; length >= SHORTEST_KNOWN; length -= 1)
    found.push(word.slice(0, length));
  return found;
}
