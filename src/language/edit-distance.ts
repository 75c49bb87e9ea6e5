/*
 * Spelling by deletes (Garbe's symmetric delete idea): two words within two edits share a string that is each of
 * them with at most two letters taken out. The index keeps hashes of those strings; distance is checked after.
 */

const PREFIX = 7; // deletes of the first letters only: bounds a long word at 29 entries
const SHORTEST_CORRECTED = 4;
const TWO_EDITS_FROM = 7;

export const editsAllowed = (word: string): 0 | 1 | 2 =>
  word.length < SHORTEST_CORRECTED ? 0 : word.length < TWO_EDITS_FROM ? 1 : 2;

/** Letters only: a wrong digit is another product, not a slip. */
export const canBeMisspelt = (word: string): boolean =>
  word.length >= SHORTEST_CORRECTED && word.length <= 30 && /^\p{L}+$/u.test(word);

const SHORT = 5; // letters; a word as short differs from many others in one letter

/**
 * Whether one of two words may be a typo of the other: within the edits that both allow, with the first letter right
 * where they are short. Four letters with another one in place of one are another word: Nike is no nine.
 */
export function isTypo(a: string, b: string, distance = editDistance(a, b)): boolean {
  if (distance > Math.min(editsAllowed(a), editsAllowed(b))) return false;
  if (Math.min(a.length, b.length) <= SHORT && a[0] !== b[0]) return false;
  return a.length !== SHORTEST_CORRECTED || b.length !== a.length || isSwap(a, b);
}

const isSwap = (a: string, b: string): boolean => [...a].sort().join('') === [...b].sort().join('');

/** Hashes under which a word is kept and looked up, itself among them. */
export function deletionsOf(word: string): readonly number[] {
  const start = word.slice(0, PREFIX);
  let level = new Set([start]);
  const all = new Set(level);
  for (let edits = editsAllowed(word); edits > 0; edits -= 1) {
    const next = new Set<string>();
    for (const one of level) {
      for (let at = 0; at < one.length; at += 1) next.add(one.slice(0, at) + one.slice(at + 1));
    }
    for (const one of next) all.add(one);
    level = next;
  }
  return [...all].map(hash);
}

/** FNV-1a as a signed 32-bit integer, the database's own. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value | 0;
}

/** Edits between two words: insert, delete, replace, swap of neighbours (optimal string alignment). */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let best = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      }
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
