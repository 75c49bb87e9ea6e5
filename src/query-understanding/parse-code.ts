import { ASKING_WORDS, CARRIER_WORDS } from '#src/language/english/function-words.ts';
import { codeSigns } from '#src/language/code-signs.ts';
import { unitOf } from '#src/language/units.ts';
import { opBefore } from './comparison-words.ts';
import { isPurpose } from './context.ts';
import type { Vocabulary } from './vocabulary.ts';
import { use, writtenIn, type Word } from './words.ts';

/** A code of this catalogue in a question. */
export interface SaidCode {
  /** As it was written. */
  readonly written: string;
  /** Whether it is all that was asked, and nothing but what holds it answers that. */
  readonly isAll: boolean;
}

interface Chunk {
  readonly from: number;
  readonly to: number;
  readonly written: string;
  readonly signs: string;
}

const TOGETHER = 3; // of a code among other words
const SHORTEST_AMONG = 5; // signs of a code among other words,
const BEGINNING_AMONG = 6; // and of a beginning of one
const SURE = 8; // signs of a whole code that is written like words
const APART = /[\s,;!?()|"″]/;
const MONEY = /\p{Sc}/u;
const LABELS =
  /^(?:sku|mpn|gtin|ean|upc|isbn|asin|code|model|part|item|article|product|number|no|nr|ref|reference)s?$/;
const MEASURE = /^\d+(?:[.,]\d+)?(?:[-–x×]\d+(?:[.,]\d+)?)*(\p{L}+)$/u;

/**
 * The code that a question asks for, its words taken as used: where nothing else is asked, any part of one that few
 * products hold; among other words only a whole code. Null where no product here has it.
 */
export function parseCode(vocabulary: Vocabulary, words: readonly Word[]): SaidCode | null {
  const chunks = chunksOf(words);
  return codeAlone(vocabulary, words, chunks) ?? codeAmong(vocabulary, words, chunks);
}

function codeAlone(
  vocabulary: Vocabulary,
  words: readonly Word[],
  chunks: readonly Chunk[],
): SaidCode | null {
  const asked = bare(chunks);
  for (const some of asked.length < chunks.length ? [chunks, asked] : [chunks]) {
    const [first, last] = [some[0], some.at(-1)];
    if (!first || !last) continue;
    const written = writtenIn(words, first.from, last.to);
    if (MONEY.test(written)) continue;
    // "usb 2" and "red shirt" may be somebody's codes too, and are words before that.
    const isWords = some.length > 1 && some.some(({ signs }) => /^\p{L}{3,}$/u.test(signs));
    const isPlain = !/\d/.test(written) && !/[\p{L}\p{N}][-_./][\p{L}\p{N}]/u.test(written);
    const found = vocabulary.codes.find(written, !isWords && !isPlain && !some.some(isMeasure));
    if (!found) continue;
    const isUnsure = isPlain || (isWords && codeSigns(written).length < SURE);
    if (!isUnsure) use(words, first.from, last.to);
    // What holds "1080p" as a word comes after codes with it; what holds one piece of "KK-21-05" does not.
    const isOne = found.fit === 'whole' || (found.fit !== 'near' && last.to - first.from > 1);
    return { written, isAll: isOne && !isWords && !isPlain };
  }
  return null;
}

function codeAmong(
  vocabulary: Vocabulary,
  words: readonly Word[],
  chunks: readonly Chunk[],
): SaidCode | null {
  for (let length = TOGETHER; length > 0; length -= 1) {
    for (const at of chunks.keys()) {
      const some = chunks.slice(at, at + length);
      const [first, last] = [some[0], some.at(-1)];
      if (some.length < length || !first || !last || !some.every(mayBeCode)) continue;
      const signs = some.map((one) => one.signs).join('');
      if (signs.length < SHORTEST_AMONG || !/\d/.test(signs) || some.some(isMeasure)) continue;
      if (isAmount(words, first.from)) continue;
      const written = writtenIn(words, first.from, last.to);
      const mayBegin = length === 1 && signs.length >= BEGINNING_AMONG && /\p{L}/u.test(signs);
      const found = vocabulary.codes.find(written, mayBegin);
      if (!found || found.fit === 'named' || found.fit === 'near') continue;
      const isAside = isPurpose(words, first.from);
      use(words, first.from, last.to);
      // "A case for it" asks for the case.
      return isAside ? null : { written, isAll: false };
    }
  }
  return null;
}

/** Digits stand in it, or it is no word of more than three letters: the "WH" of "WH 1000XM4". */
const mayBeCode = ({ signs, written }: Chunk): boolean =>
  !MONEY.test(written) && (/\d/.test(signs) || signs.length <= 3);

const isMeasure = ({ written }: Chunk): boolean => unitOf(MEASURE.exec(written)?.[1] ?? null) !== null;

/** Whether something is compared with it, or money is named. */
const isAmount = (words: readonly Word[], at: number): boolean =>
  opBefore(words, at) !== null || MONEY.test(words[at - 1]?.raw ?? '');

/** Without the words of asking around what is asked, and without what kind of code it is said to be. */
function bare(chunks: readonly Chunk[]): readonly Chunk[] {
  const says = ({ written }: Chunk) => {
    const word = written.toLowerCase().replace(/['’:.]/g, '');
    return CARRIER_WORDS.has(word) || ASKING_WORDS.has(word) || LABELS.test(word) || !codeSigns(word);
  };
  const from = chunks.findIndex((one) => !says(one));
  const to = chunks.findLastIndex((one) => !says(one));
  return from < 0 ? [] : chunks.slice(from, to + 1);
}

/** What is written without a blank or a comma within. */
function chunksOf(words: readonly Word[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < words.length;) {
    let to = from + 1;
    while (to < words.length && !APART.test(words[to]?.gap ?? '')) to += 1;
    const written = writtenIn(words, from, to);
    chunks.push({ from, to, written, signs: codeSigns(written) });
    from = to;
  }
  return chunks;
}
