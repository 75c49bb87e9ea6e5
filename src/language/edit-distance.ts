/*
 * Spelling by deletes (Garbe's symmetric delete idea): two words within two edits share a string that is each of
 * them with at most two letters taken out. The index keeps hashes of those strings; distance is checked after.
 */

const PREFIX = 7; // deletes of the first letters only: bounds a long word at 29 entries
const SHORTEST_CORRECTED = 4;
const TWO_EDITS_FROM = 7;

const SLIPS_AND_A_HALF_FROM = 6;

const slipsAllowed = (word: string): number =>
  word.length === SLIPS_AND_A_HALF_FROM ? UNLIKELY : editsAllowed(word);

export const editsAllowed = (word: string): 0 | 1 | 2 =>
  word.length < SHORTEST_CORRECTED ? 0 : word.length < TWO_EDITS_FROM ? 1 : 2;

/** Letters only: a wrong digit is another product, not a slip. */
export const canBeMisspelt = (word: string): boolean =>
  word.length >= SHORTEST_CORRECTED && word.length <= 30 && /^\p{L}+$/u.test(word);

const SHORT = 5; // letters; a word as short differs from many others in one letter

/**
 * Whether one of two words may be a typo of the other: within the slips that both allow, with the first letter right
 * where they are short. Four letters with another one in place of one are another word: Nike is no nine.
 */
export function isTypo(a: string, b: string, distance = slipsBetween(a, b)): boolean {
  if (distance > Math.min(slipsAllowed(a), slipsAllowed(b))) return false;
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

/** What it takes to write one letter for another, and one letter more or less beside the letter before it. */
interface Costs {
  readonly replaced: (a: string, b: string) => number;
  readonly added: (letter: string | undefined, before: string | undefined) => number;
}

const EACH_ONE: Costs = { replaced: () => 1, added: () => 1 };

/** Edits between two words: insert, delete, replace, swap of neighbours (optimal string alignment). */
export const editDistance = (a: string, b: string): number => distanceBetween(a, b, EACH_ONE);

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const ROW_BEGINS = [0, 0.25, 0.75]; // in keys from the left
const placeOfKey = new Map(
  ROWS.flatMap((row, down) =>
    [...row].map((key, at) => [key, [at + (ROW_BEGINS[down] ?? 0), down]] as const),
  ),
);
const ALIKE = ['aeiouy', 'ckq', 'csxz', 'fpv', 'bp', 'dt', 'gj', 'mn', 'vw', 'il']; // letters that sound or look alike

/** A vowel for a vowel, a neighbouring key, a letter of the same sound: other letters are seldom taken for each other. */
function isLikely(a: string, b: string): boolean {
  if (ALIKE.some((set) => set.includes(a) && set.includes(b))) return true;
  const [here, there] = [placeOfKey.get(a), placeOfKey.get(b)];
  return !!here && !!there && Math.hypot(here[0] - there[0], here[1] - there[1]) < 1.3;
}

const DOUBLED = 0.5; // a letter once or twice is the commonest slip of all
const UNLIKELY = 1.5;
const SLIPS: Costs = {
  replaced: (a, b) => (isLikely(a, b) ? 1 : UNLIKELY),
  added: (letter, before) => (letter === before ? DOUBLED : 1),
};

/** Slips between two words: edits, where an unlikely letter counts as two and a doubled one as half. */
export const slipsBetween = (a: string, b: string): number => distanceBetween(a, b, SLIPS);

function distanceBetween(a: string, b: string, costs: Costs): number {
  let before: number[] = [];
  let last = [0];
  for (let j = 1; j <= b.length; j += 1) last.push((last[j - 1] ?? 0) + costs.added(b[j - 1], b[j - 2]));
  for (let i = 1; i <= a.length; i += 1) {
    const [x = '', previous] = [a[i - 1], a[i - 2]];
    const row = [(last[0] ?? 0) + costs.added(x, previous)];
    for (let j = 1; j <= b.length; j += 1) {
      const y = b[j - 1] ?? '';
      let best = Math.min(
        (last[j] ?? 0) + costs.added(x, previous),
        (row[j - 1] ?? 0) + costs.added(y, b[j - 2]),
        (last[j - 1] ?? 0) + (x === y ? 0 : costs.replaced(x, y)),
      );
      if (i > 1 && j > 1 && x === b[j - 2] && previous === y) best = Math.min(best, (before[j - 2] ?? 0) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
