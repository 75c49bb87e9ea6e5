/* Codes of a catalogue as shoppers write them. */

export interface Code {
  readonly productId: number;
  /** Of the product. */
  readonly title: string;
  readonly field: string;
  readonly written: string;
}

export type Spelling = 'written' | 'lower' | 'signs' | 'moved' | 'part' | 'zeros' | 'sentence';

export interface SpeltCode {
  readonly spelling: Spelling;
  readonly asked: string;
  /** How many products hold a code that holds what is asked. */
  readonly shared: number;
}

const LEAST = 4; // signs of a code that is asked for, and of a part
const MOST_SHARING = 5; // products, for a part to say enough
const TRIES = 30;
const GTIN_DIGITS = 14;

const signsOf = (text: string): string => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** So many codes, of each field in turn, none twice. */
export function sampledCodes(codes: readonly Code[], most: number, random: () => number): readonly Code[] {
  const left = new Map<string, Code[]>();
  const seen = new Set<string>();
  for (const code of codes) {
    const signs = signsOf(code.written);
    // A word is not asked for as a code: without any digit it needs a dash or a dot.
    if (signs.length < LEAST || !/\d|\p{L}[-._]\p{L}/u.test(code.written) || seen.has(signs)) continue;
    seen.add(signs);
    left.set(code.field, [...(left.get(code.field) ?? []), code]);
  }
  const sample: Code[] = [];
  while (sample.length < most && [...left.values()].some((some) => some.length)) {
    for (const some of left.values()) {
      const [code] = some.splice(Math.floor(random() * some.length), 1);
      if (code && sample.length < most) sample.push(code);
    }
  }
  return sample;
}

/** One code as it is asked for in each spelling that it has. */
export function spellings(code: Code, codes: readonly Code[], random: () => number): readonly SpeltCode[] {
  const { written, field } = code;
  const signs = signsOf(written);
  const whole = sharing(codes, (one) => one.replace(/^0+/, '') === signs.replace(/^0+/, ''));
  const spelt = (spelling: Spelling, asked: string, shared = whole): SpeltCode => ({
    spelling,
    asked,
    shared,
  });
  const lower = written.toLowerCase();
  const at = 1 + Math.floor(random() * (signs.length - 1));
  const mark = random() < 0.5 ? ' ' : '-';
  // Some feeds put a sentence where a code belongs; nobody asks for a part of that.
  const part = /\s/.test(written) && /\p{L}{4}/u.test(written) ? null : partOf(written, codes, random);
  return [
    spelt('written', written),
    spelt('lower', lower === written ? written.toUpperCase() : lower),
    spelt('signs', signs),
    spelt('moved', `${signs.slice(0, at)}${mark}${signs.slice(at)}`),
    ...(part ? [spelt('part', part.asked, part.shared)] : []),
    ...(field === 'gtin'
      ? [spelt('zeros', /^0/.test(signs) ? signs.replace(/^0+/, '') : signs.padStart(GTIN_DIGITS, '0'))]
      : []),
    spelt('sentence', `do you have ${written}`),
  ];
}

/** A beginning, else an inner part, as written, that few products share; null where it has none. */
function partOf(written: string, codes: readonly Code[], random: () => number) {
  for (let turn = 0; turn < TRIES; turn += 1) {
    const from = turn % 2 ? Math.floor(random() * (written.length - LEAST)) : 0;
    const length = LEAST + Math.floor(random() * (written.length - from - LEAST + 1));
    const asked = written.slice(from, from + length).trim();
    const signs = signsOf(asked);
    if (signs.length < LEAST || !/\d/.test(signs) || asked === written) continue;
    // A part that is somebody else's whole code asks for that.
    const isWhole = codes.some((one) => signsOf(one.written) === signs);
    const shared = sharing(codes, (one) => one.includes(signs));
    if (!isWhole && shared <= MOST_SHARING) return { asked, shared };
  }
  return null;
}

interface Held {
  readonly productId: number;
  readonly signs: string;
}
const known = new WeakMap<readonly Code[], readonly Held[]>();

/** Products with a code, or a word of their title, that is so. */
function sharing(codes: readonly Code[], isSo: (signs: string) => boolean): number {
  const held =
    known.get(codes) ??
    codes.flatMap(({ productId, written, title }) =>
      [written, ...title.split(/\s+/)].map((one) => ({ productId, signs: signsOf(one) })),
    );
  known.set(codes, held);
  return new Set(held.filter(({ signs }) => isSo(signs)).map(({ productId }) => productId)).size;
}
