/*
 * The codes of a catalogue (SKU, MPN, GTIN, model numbers), found as written, with other dashes, dots and blanks, by a
 * beginning or by a part, with or without leading zeros. Blocks of neighbouring products hold their codes as one text
 * each beside a signature of its runs of four signs, so that a look-up reads only the few texts that can hold the part.
 */

import { codeSigns, withoutZeros } from '#src/language/code-signs.ts';

/** What a product's code is told by: a field or attribute for codes, or a word of its title. */
interface ProductCodes {
  readonly productId: number;
  readonly codes: readonly string[];
  readonly title: string;
}

interface FoundCodes {
  /**
   * `whole`: the code itself; `named`: a word of a title; `part`: beginnings first, then inner parts; `near`: a word of a
   * title with the same digits behind other letters.
   */
  readonly fit: 'whole' | 'named' | 'part' | 'near';
  /** Best first. */
  readonly products: readonly number[];
}

export interface CodeIndex {
  /**
   * The products that hold a code, or with `inParts` a part of one; null where none does, or more than say which is
   * meant. Any text is allowed.
   */
  find(written: string, inParts?: boolean): FoundCodes | null;
}

const MOST_HOLDING = 24; // products; what more of them hold is no code of theirs
const SHORTEST = 2; // signs of a whole code,
const SHORTEST_PART = 4; // and of a part of one
const LONGEST = 80; // signs: what is longer is prose in a field for codes
const RUN = 4; // signs that a signature knows
const SIGNATURE_BITS = 17;
const CODE = '\n';
const WORD = '\t';
const END = '\r';

/** Signs with dashes: "593-101" is a part of "593-10153", and no part of "59310153". */
const dashedSigns = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[–—]/g, '-')
    .replace(/[^\p{L}\p{N}-]/gu, '');

interface Block {
  readonly text: string;
  /** Where each code begins in the text, and whose it is. */
  readonly starts: Uint32Array;
  readonly products: Uint32Array;
  readonly signature: Uint32Array;
}

/** An index that is brought up to date block by block. */
export interface OpenCodeIndex extends CodeIndex {
  replace(block: number, products: readonly ProductCodes[]): void;
}

export function openCodeIndex(): OpenCodeIndex {
  const blocks = new Map<number, Block>();

  /** Products of the places where a text stands, each once, up to `most`; `at` tells which places count. */
  function holding(text: string, most: number, counts: (block: Block, at: number) => boolean): number[] {
    const runs = runsOf(text);
    const found = new Set<number>();
    for (const block of blocks.values()) {
      if (!runs.every((run) => hasRun(block.signature, run))) continue;
      for (let at = block.text.indexOf(text); at >= 0; at = block.text.indexOf(text, at + 1)) {
        if (counts(block, at)) found.add(productAt(block, at));
        if (found.size > most) return [...found];
      }
    }
    return [...found];
  }

  const all = () => true;
  const few = (products: readonly number[]) => products.length > 0 && products.length <= MOST_HOLDING;

  /** Beginnings first; null where there are none or too many. */
  function parts(signs: string): readonly number[] | null {
    const isBeginning = ({ text }: Block, at: number) => text[at - 1] === CODE || text[at - 1] === WORD;
    const beginnings = holding(signs, MOST_HOLDING, isBeginning);
    if (beginnings.length > MOST_HOLDING) return null;
    const every = holding(signs, MOST_HOLDING, all);
    if (every.length > MOST_HOLDING) return few(beginnings) && signs.length > RUN ? beginnings : null;
    return every.length ? [...new Set([...beginnings, ...every])] : null;
  }

  /** "LM7805" for "L7805". */
  function sameDigits(signs: string): readonly number[] {
    const digits = /^\p{L}{1,3}(\d{4,})\p{L}?$/u.exec(signs)?.[1];
    if (!digits) return [];
    return holding(digits, MOST_HOLDING, ({ text }, at) => {
      const from = text.lastIndexOf(WORD, at);
      const isOfTitle = from > text.lastIndexOf(END, at);
      return (
        isOfTitle &&
        /^\p{L}{1,3}$/u.test(text.slice(from + 1, at)) &&
        !/\d/.test(text[at + digits.length] ?? '')
      );
    });
  }

  return {
    replace(number, products) {
      if (products.length) blocks.set(number, blockOf(products));
      else blocks.delete(number);
    },
    find(written, inParts = true) {
      const signs = codeSigns(written);
      if (signs.length < SHORTEST || signs.length > LONGEST) return null;
      const plain = withoutZeros(signs);
      const whole = holding(`${CODE}${plain}${END}`, MOST_HOLDING, all);
      if (few(whole)) return { fit: 'whole', products: whole };
      if (whole.length || !inParts || signs.length < SHORTEST_PART || !/\d/.test(signs)) return null;
      const named = holding(`${WORD}${plain}${END}`, MOST_HOLDING, all);
      if (named.length > MOST_HOLDING) return null;
      // A dash between numbers may stand for "to": only where codes have it too do such numbers name one.
      const isDashed = /^\d+[-–—]\d+$/.test(written.trim());
      const spelt = isDashed ? dashedSigns(written) : signs;
      const part =
        parts(spelt) ?? (plain !== spelt && plain.length >= SHORTEST_PART && !isDashed ? parts(plain) : null);
      const products = [...new Set([...named, ...(part ?? [])])];
      if (few(products)) return { fit: named.length ? 'named' : 'part', products };
      const near = products.length ? [] : sameDigits(signs);
      return few(near) ? { fit: 'near', products: near } : null;
    },
  };
}

function blockOf(products: readonly ProductCodes[]): Block {
  const lines: string[] = [];
  const starts: number[] = [];
  const owners: number[] = [];
  let length = 0;
  const add = (owner: number, line: string) => {
    starts.push(length);
    owners.push(owner);
    lines.push(line);
    length += line.length;
  };
  for (const { productId, codes, title } of products) {
    const own = new Set(codes.filter((code) => code.length <= LONGEST).flatMap(spellings));
    for (const code of own) add(productId, `${CODE}${code}${END}`);
    for (const word of new Set(codeWords(title))) if (!own.has(word)) add(productId, `${WORD}${word}${END}`);
  }
  // A text of its own: a chain of pieces is slow to read in.
  const text = Buffer.from(lines.join(''), 'utf8').toString('utf8');
  return {
    text,
    starts: Uint32Array.from(starts),
    products: Uint32Array.from(owners),
    signature: signatureOf(text),
  };
}

/** The ways in which one code can be asked for: its signs, those without leading zeros, those with its dashes. */
function spellings(code: string): readonly string[] {
  const signs = codeSigns(code);
  if (signs.length < SHORTEST) return [];
  const dashed = /\d[-–—]\d/.test(code) ? [dashedSigns(code)] : [];
  return [signs, withoutZeros(signs), ...dashed];
}

const UNITED = /^\d+(?:[.,]\d+)?[\p{L}"'″′°%]+$/u; // "16GB", "1080p": a number with its unit

/** Words of a title that look like a model number: letters and digits together, also with the letters before them. */
function codeWords(title: string): readonly string[] {
  const words = title.split(/[\s,;()[\]"|]+/);
  return words.flatMap((word, at) => {
    if (!/\d/.test(word) || UNITED.test(word)) return [];
    const signs = codeSigns(word);
    const isModel = /\p{L}/u.test(signs) ? signs.length >= SHORTEST_PART : signs.length > SHORTEST_PART;
    if (!isModel) return [];
    const before = words[at - 1] ?? '';
    return /^\p{Lu}{1,4}$/u.test(before) ? [signs, codeSigns(before) + signs] : [signs];
  });
}

function productAt({ starts, products }: Block, at: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return products[low] ?? 0;
}

const bitAt = (text: string, at: number): number => {
  let mixed = 0;
  for (let sign = at; sign < at + RUN; sign += 1)
    mixed = Math.imul(mixed ^ text.charCodeAt(sign), 0x9e3779b1);
  return (mixed ^ (mixed >>> 15)) & (2 ** SIGNATURE_BITS - 1);
};

/** The bits of the runs of four signs in a text; those over the edges of a code are never asked for. */
const runsOf = (text: string): readonly number[] =>
  Array.from({ length: Math.max(0, text.length - RUN + 1) }, (_, at) => bitAt(text, at));

function signatureOf(text: string): Uint32Array {
  const signature = new Uint32Array(2 ** SIGNATURE_BITS / 32);
  for (let at = 0; at + RUN <= text.length; at += 1) {
    const bit = bitAt(text, at);
    signature[bit >> 5] = (signature[bit >> 5] ?? 0) | (1 << (bit & 31));
  }
  return signature;
}

const hasRun = (signature: Uint32Array, bit: number): boolean =>
  ((signature[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0;
