import type { Said } from './said.ts';
import { currencyWords } from '#src/money/currency-words.ts';
import { use, type Word } from './words.ts';
import {
  isSizeKey,
  letterSize,
  shoeSize,
  sizeSpellings,
  sizeText,
  type ShoeSize,
  type SizeFor,
} from '#src/language/sizes.ts';
import { MEN, WOMEN } from '#src/language/english/people.ts';
import { unitOf } from '#src/language/units.ts';
import type { AttributeKey } from '#src/query/attribute-key.ts';
import { ofVocabulary, type Phrase, type Vocabulary } from './vocabulary.ts';

const MOST_WORDS = 6; // of a size: "US W 8 / M 6.5"

/** Whom the words speak of: `m`, `w`, or null where of both or nobody. */
function genderOf(words: readonly Word[]): SizeFor {
  const men = words.some((one) => MEN.has(one.form));
  const women = words.some((one) => WOMEN.has(one.form));
  return men === women ? null : men ? 'm' : 'w';
}

/** Takes a size out of the words, where the catalogue has sizes: "size 9", "US M 9.5", "EU 43", "medium", "XL". */
export function parseSizes(vocabulary: Vocabulary, words: readonly Word[]): readonly Said[] {
  const sizes = knownSizes(vocabulary);
  if (!sizes) return [];
  const { key } = sizes;
  const found = words.flatMap((_, at) => {
    const one = sizeAt(words, at, sizes);
    // Read at once, so that the M of "S/M" is not a size of its own.
    if (one) use(words, one.from, one.to);
    return one ?? [];
  });
  const values = [...new Set(found.flatMap((one) => one.values))];
  if (!values.length) return [];
  const filter = { kind: 'any-of', key: key.key, label: key.label, values, negated: false } as const;
  const strength = found.some((one) => one.isCalledSize) ? 'demand' : 'mention';
  return [{ filter, strength, words: found.flatMap(({ from, to }) => words.slice(from, to)) }];
}

interface FoundSize {
  readonly from: number;
  readonly to: number;
  readonly values: readonly string[];
  /** Said as "size …" or by a system of sizes, not a word that may mean something else. */
  readonly isCalledSize: boolean;
}

interface KnownSizes {
  readonly key: AttributeKey;
  readonly byLower: ReadonlyMap<string, string>;
  readonly hasShoes: boolean;
  /** Sizes that are told in several systems at once, as `42 EU - 8 US`. */
  readonly listed: readonly { readonly label: string; readonly sizes: readonly ShoeSize[] }[];
}

const knownSizes = ofVocabulary((vocabulary) => {
  const key = [...vocabulary.keys.values()].find((one) => isSizeKey(one.key) && one.isOption);
  return key ? sizesOf(vocabulary, key) : null;
});

function sizesOf(vocabulary: Vocabulary, key: AttributeKey): KnownSizes {
  const labels = [...vocabulary.phrases.values()]
    .flat()
    .flatMap(({ named }: Phrase) =>
      named.kind === 'value' && named.key.key === key.key ? [named.value] : [],
    );
  const byLower = new Map(labels.map((label) => [tight(label.toLowerCase()), label]));
  const listed = labels
    .filter((label) => shoeSize(label) === null)
    .map((label) => ({ label, sizes: label.split(/[/|,]|\s-\s/).flatMap((part) => sizeOfPart(part) ?? []) }))
    .filter(({ sizes }) => sizes.length > 0);
  return { key, byLower, hasShoes: labels.some((label) => shoeSize(label) !== null), listed };
}

/** One of several: `42 EU` or `EU 42`. */
const sizeOfPart = (part: string): ShoeSize | null =>
  shoeSize(part) ?? shoeSize(part.trim().split(/\s+/).toReversed().join(' '));

function sizeAt(words: readonly Word[], at: number, sizes: KnownSizes): FoundSize | null {
  const one = words[at];
  if (!one || one.used) return null;
  return ownSize(words, at, sizes) ?? numberSize(words, at, sizes) ?? letterSizeAt(words, at, sizes);
}

/** The merchant's own spelling, behind "size" or of several words that no reader of systems knows: "US Y 1", "60 cm". */
function ownSize(words: readonly Word[], at: number, sizes: KnownSizes): FoundSize | null {
  const said = words[at]?.form === 'size' ? 1 : 0;
  const from = at + said;
  for (let length = MOST_WORDS; length > 0; length -= 1) {
    const some = words.slice(from, from + length);
    if (some.length < length || some.some((one) => one.used)) continue;
    // "Queen size"
    const behind = words[from + length]?.form === 'size' && words[from + length]?.joined ? 1 : 0;
    if (length === 1 && !said && !behind) continue;
    // "up to 500 ml" is an amount, even where a bottle is sold as "500 ml".
    if (!said && some[0]?.number != null) return null;
    const value = sizes.byLower.get(spelt(some));
    if (value !== undefined && shoeSize(value) === null && letterSize(value) === null) {
      return { from: at, to: from + length + behind, values: [value], isCalledSize: said + behind > 0 };
    }
  }
  return null;
}

/** Words as one text; `S/M` is three of them. */
const spelt = (words: readonly Word[]): string => tight(words.map((one) => one.lower).join(' '));

/** Without blanks beside a slash, as one merchant writes `S/M` and another `US W 8 / M 6.5`. */
const tight = (text: string): string => text.replace(/(?<!\s)\s*\/\s*/g, '/');

/** "size 9", "US M 9", "EU 43", "men's 10", "size US W 7.5", "9 US". */
function numberSize(words: readonly Word[], at: number, sizes: KnownSizes): FoundSize | null {
  if (!sizes.hasShoes && !sizes.listed.length) return null;
  const one = words[at];
  if (one?.number == null || one.number > 60) return null;
  const next = words[at + 1];
  if (next && next.joined && unitOf(next.lower) && next.lower !== 'm' && next.lower !== 'in') return null;
  if (next?.joined && currencyWords.names.has(next.form)) return null;
  let from = at;
  let system: string | null = null;
  let who: SizeFor = null;
  let said = false;
  for (let before = at - 1; before >= Math.max(0, at - 4); before -= 1) {
    const word = words[before];
    // "No clue about his size. 40 dollars": a new sentence is another number.
    if (!word || word.used || words[before + 1]?.joined === false) break;
    if (['us', 'uk', 'eu', 'eur'].includes(word.lower) && !system) system = word.lower;
    else if (word.lower === 'm' || MEN.has(word.form)) who = 'm';
    else if (word.lower === 'w' || WOMEN.has(word.form)) who = 'w';
    else if (word.form === 'size') said = true;
    else if (word.lower !== 'a' && word.lower !== 'in') break;
    from = before;
  }
  let to = at + 1;
  if (!system && ['us', 'uk', 'eu', 'eur'].includes(next?.lower ?? '')) {
    system = next?.lower ?? null;
    to += 1;
  }
  if (!said && !system) return null;
  while (from < at && ['a', 'in'].includes(words[from]?.lower ?? '')) from += 1;
  // A men's or women's that stands apart ("women's shoes size 8") decides the size but stays in the question.
  who ??= genderOf(words);
  const asked = shoeSize([system, who, one.number].filter((part) => part !== null).join(' '));
  if (!asked) return null;
  if (!sizes.hasShoes) {
    const values = sizes.listed.filter((one) => one.sizes.some((size) => isSame(size, asked)));
    return values.length ? { from, to, values: values.map(({ label }) => label), isCalledSize: true } : null;
  }
  const exact = sizeSpellings(sizeText(asked)).find((spelling) => sizes.byLower.has(spelling));
  const isSameSystem = exact !== undefined && system !== 'eu' && system !== 'uk' && who !== null;
  return {
    from,
    to,
    values: [(isSameSystem && sizes.byLower.get(exact)) || sizeText(asked)],
    isCalledSize: true,
  };
}

const isSame = (size: ShoeSize, asked: ShoeSize): boolean =>
  size.size === asked.size && (asked.system === null || size.system === asked.system);

/** "size medium", "in M", and words that can only be a size: "XL", "xxs". */
function letterSizeAt(words: readonly Word[], at: number, sizes: KnownSizes): FoundSize | null {
  const one = words[at];
  const letter = one ? letterSize(one.lower) : null;
  if (!one || !letter) return null;
  const spelling = sizeSpellings(letter).find((way) => sizes.byLower.has(way));
  if (spelling === undefined) return null;
  const before = words[at - 1];
  const after = words[at + 1];
  const said = before?.form === 'size' || after?.form === 'size';
  const isPlain = /^(?:x+[sl]|\dx[sl])$/.test(one.lower);
  const isLetter =
    /^[SML]$/.test(one.raw) && (at === words.length - 1 || before?.lower === 'in' || !after?.joined);
  if (!said && !isPlain && !isLetter) return null;
  return {
    from: before?.form === 'size' && !before.used ? at - 1 : at,
    to: after?.form === 'size' && !after.used ? at + 2 : at + 1,
    values: [sizes.byLower.get(spelling) ?? letter.toUpperCase()],
    isCalledSize: said,
  };
}
