import { unitOf } from '#src/language/units.ts';
import { wordForm } from '#src/language/word-form.ts';

/** One word, number or sign of a question; `used` once a filter has been read from it. */
export interface Word {
  readonly raw: string;
  readonly lower: string;
  /** The word without accents, apostrophes and plural, so that shoppers' and merchants' words meet. */
  readonly form: string;
  /** Its value, where it is a number. */
  readonly number: number | null;
  /** false: a comma or full stop stands between this word and the one before. */
  readonly joined: boolean;
  /** Itself as it was written, and what was written between the word before and it. */
  readonly written: string;
  readonly gap: string;
  used: boolean;
}

const MOST_CHARACTERS = 600; // a question; the rest of a pasted page still ranks, but sets no filters
// Parts of an inch and the like: other numbers around a stroke are two ("50/60", "24/7").
const FRACTION = String.raw`\d{1,2}\/(?:2|3|4|8|16|32|64)(?![\d/]|[.,]\d)`;
const NUMBER = String.raw`\d+(?:[.,]\d+)*`;
const TOKEN = new RegExp(
  [
    // "1-1/2" and "1 1/2" are one number, "3.75x4.25" is one word.
    String.raw`(?<![\d/.])(?:\d{1,2}[- ])?${FRACTION}`,
    String.raw`${NUMBER}(?:[x×]${NUMBER})*`,
    String.raw`\p{L}[\p{L}\p{M}\p{N}]*(?:['’]\p{L}+)?['’]?`,
    String.raw`\p{Sc}|<=|>=|≤|≥|[<>=~+%"″!]|[-–—/]|°\s?c`,
  ].join('|'),
  'giu',
);

/** The words of a question in order: `16gb` is two, `5k` and `ps4` are one, hyphens part words. */
export function questionWords(said: string): Word[] {
  const text = said.replace(/[®™©℠]/g, ' ').replace(/(\d)(?=[¼-¾⅐-⅞])/g, '$1 ');
  const plain = text.normalize('NFKC').replaceAll('⁄', '/');
  const head = plain.slice(0, MOST_CHARACTERS);
  // Where every sign has one in its place: "m²" is written so, though it is read as "m2".
  const written = plain.length === text.length ? text : plain;
  const words: Word[] = [];
  let end = 0;
  for (const found of head.matchAll(TOKEN)) {
    const gap = head.slice(end, found.index);
    const joined = words.length === 0 || !/[,;.!?()|]/.test(gap);
    const glued = words.at(-1);
    // "5k", "10x", "3d": a number grown together with letters that are no unit is one word.
    if (gap === '' && glued?.number != null && /^\p{L}/u.test(found[0]) && !unitOf(found[0])) {
      words[words.length - 1] = {
        ...word(glued.raw + found[0], glued.joined),
        written: glued.written + written.slice(found.index, found.index + found[0].length),
        gap: glued.gap,
      };
    } else {
      const to = found.index + found[0].length;
      words.push({
        ...word(found[0], joined),
        written: written.slice(found.index, to),
        gap: written.slice(end, found.index),
      });
    }
    end = found.index + found[0].length;
  }
  return words;
}

/** What a question holds beyond the part that filters are read from. */
export const restOf = (text: string): string => text.normalize('NFKC').slice(MOST_CHARACTERS);

function word(raw: string, joined: boolean): Omit<Word, 'written' | 'gap'> {
  const lower = raw.toLowerCase();
  const number = /^\d/.test(raw) ? numberOf(raw) : lower === 'zero' ? 0 : null;
  return {
    raw,
    lower,
    form: wordForm(number === null ? raw : raw.replace('-', ' ')),
    number,
    joined,
    used: false,
  };
}

function numberOf(raw: string): number | null {
  const parts = /^(?:(\d+)[- ])?(\d+)\/(\d+)$/.exec(raw);
  if (parts) return Number(parts[1] ?? 0) + Number(parts[2]) / Number(parts[3]);
  const plain = /^\d{1,3}(?:,\d{3})+(?:\.\d+)?$/.test(raw) ? raw.replaceAll(',', '') : raw.replace(',', '.');
  const value = Number(plain);
  return Number.isFinite(value) ? value : null;
}

/** The forms of a label, value or name, as a question's words are formed. */
export const formsOf = (text: string): readonly string[] =>
  questionWords(text.replace(/[-_]|(?<!\d)\/|\/(?!\d)/g, ' '))
    .filter((one) => one.raw !== '/')
    .map((one) => one.form);

/** Words `from` up to `to` (excluded) as they were written, with what stands between them. */
export const writtenIn = (words: readonly Word[], from: number, to: number): string =>
  words
    .slice(from, to)
    .map((one, at) => (at === 0 ? one.written : one.gap + one.written))
    .join('');

/** Marks words `from` up to `to` (excluded) as read. */
export function use(words: readonly Word[], from: number, to: number): void {
  for (let at = from; at < to; at += 1) {
    const one = words[at];
    if (one) one.used = true;
  }
}

const begins = new WeakMap<ReadonlySet<string>, ReadonlySet<string>>();

/** The first words of phrases: few words of a question begin any. */
function beginsOf(phrases: ReadonlySet<string>): ReadonlySet<string> {
  const own = begins.get(phrases) ?? new Set([...phrases].map((phrase) => phrase.split(' ', 1)[0] ?? ''));
  begins.set(phrases, own);
  return own;
}

const bare = (one: Word): string => one.lower.replace('’', "'");

/** Whether the unused words from `at` on say one of the phrases; the longest one's length, else 0. */
export function saysAt(words: readonly Word[], at: number, phrases: ReadonlySet<string>): number {
  const first = words[at];
  if (!first || !beginsOf(phrases).has(bare(first))) return 0;
  for (let length = 4; length > 0; length -= 1) {
    const some = words.slice(at, at + length);
    if (some.length < length || some.some((one) => one.used)) continue;
    if (phrases.has(some.map(bare).join(' '))) return length;
  }
  return 0;
}

/** The same, for phrases that end before `end`. */
export function saysBefore(words: readonly Word[], end: number, phrases: ReadonlySet<string>): number {
  for (let length = Math.min(4, end); length > 0; length -= 1) {
    if (saysAt(words, end - length, phrases) === length) return length;
  }
  return 0;
}
