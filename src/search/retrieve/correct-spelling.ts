import type { Database } from '#src/database/database.ts';
import { indexCache, type WordIndex } from './index-cache.ts';
import type { Term, Corrected } from './term.ts';
import { sideBySide } from './side-by-side.ts';
import { lookUp } from './term-dictionary.ts';
import { canBeMisspelt, deletionsOf, isTypo, slipsBetween } from '#src/language/edit-distance.ts';
import { isWeak } from '#src/language/low-weight-words.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
import { termOf, type Token } from '#src/language/tokenizer.ts';
import { wordForm } from '#src/language/word-form.ts';

const PARTS_FROM = 5; // products that must hold each part of a compound that is split,
const PARTS_SHARE = 1 / 50; // or this share of a small catalogue
const SHORTEST_PART = 3; // letters, where no title has the parts side by side
const SPLITS_TRIED = 4; // of one word, those of the commonest parts
const USUAL = 1 / 3; // share of the products that hold a word, in as many of which it must stand as two to be read so
const COMMONER = 10; // times as many products must hold a correction as hold the word
const RARE = 1; // a word of at most this many products may be a slip,
const RARE_SHARE = 1 / 10_000; // or of this share:
const SLIPS_OF_ITS_OWN = 5_000; // products from which on a catalogue's own titles hold slips
const MOST_OF_A_FORM = 0.5; // slips of a word whose stem the catalogue holds: "earing" may be a form of "ear"
const UNSEEN = 1.5; // slips that a blank left out counts as, where no title has the two words

/**
 * Words that the catalogue does not write so: the nearest that it writes. Words that it writes as two beside each other
 * in titles, whether or not as one too: those two. Cached until the index changes.
 */
export async function correctSpelling(
  db: Database,
  index: WordIndex,
  tokens: readonly Token[],
  known: ReadonlyMap<string, Term>,
): Promise<ReadonlyMap<string, Corrected>> {
  const { corrected: cached } = await indexCache(db, index);
  const corrected = new Map<string, Corrected>();
  const unknown: Token[] = [];
  for (const token of tokens) {
    const before = cached.get(nameOf(token));
    if (before) corrected.set(token.term, before);
    else unknown.push(token);
  }
  if (!unknown.length) return corrected;
  const doubted = unknown.map((token) => {
    const own = known.get(token.term);
    const isNamed = synonymsOf(token.term).some((one) => (known.get(one)?.df ?? 0) > 0);
    const isOther = isNamed && !own?.df;
    return { token, own, isNamed, isSlip: !isOther && mayBeSlip(token.word, own, index.products) };
  });
  const near = await lookUp(
    db,
    index,
    unknown.flatMap((token) => splitsOf(token.word).flat().map(termOf)),
    doubted.flatMap(({ token, isSlip }) => (isSlip ? numbersOf(token.word).flatMap(deletionsOf) : [])),
  );
  for (const one of doubted) {
    const { token } = one;
    const found = await correctOne(db, index, one, near);
    cached.set(nameOf(token), found);
    corrected.set(token.term, found);
  }
  return corrected;
}

/** A word that can be misspelt, and its singular: a shopper writes "spreklers" where the catalogue has one sprinkler. */
const numbersOf = (word: string): readonly string[] =>
  [...new Set([word, wordForm(word)])].filter(canBeMisspelt);

/** Words of one term may be corrected in unlike ways. */
const nameOf = ({ term, word }: Token): string => `${term} ${word}`;

/** Whether the catalogue writes the word so: an inflection alone is no proof, "earing" is no form of "ear". */
const isWritten = (word: string, own: Term | undefined): boolean =>
  own !== undefined && own.df > 0 && (!canBeMisspelt(word) || own.forms.includes(word));

interface Doubted {
  readonly token: Token;
  readonly own: Term | undefined;
  /** The catalogue calls the thing by another name, so the word is no slip. */
  readonly isNamed: boolean;
  readonly isSlip: boolean;
}

async function correctOne(
  db: Database,
  index: WordIndex,
  { token, own, isNamed, isSlip }: Doubted,
  near: ReadonlyMap<string, Term>,
): Promise<Corrected> {
  const df = own?.df ?? 0;
  const written = isWritten(token.word, own);
  const split = await bestSplit(db, index, token.word, near, df > 0 || isNamed ? Math.max(1, df * USUAL) : 0);
  const spellings = isSlip
    ? [...near.values()]
        .filter((one) => one.word !== token.term && one.df > df * (written ? COMMONER : 1 / COMMONER))
        .flatMap((one) => nearestForm(token.word, one) ?? [])
        .filter(({ slips }) => written || !df || isSeldom(own, index.products) || slips <= MOST_OF_A_FORM)
        .sort((a, b) => a.cost - b.cost)
    : [];
  const isSplit = split !== null && split.cost <= (spellings[0]?.cost ?? Infinity);
  const from = df === 0 ? spellings.filter(({ form }) => isMadeOf(token.word, form)) : [];
  if (!isSplit && from.length)
    return { compoundSplit: null, spellings: from.slice(0, 1), isRead: false, isOther: true };
  return {
    compoundSplit: isSplit ? split.parts : null,
    spellings: isSplit ? [] : spellings.slice(0, 2),
    isRead: !written,
  };
}

/** Whether the word names what does what the other says: a lounger is no lounge misspelt. */
const isMadeOf = (word: string, form: string): boolean =>
  numbersOf(word).some((one) => one === `${form}er` || (form.endsWith('e') && one === `${form}r`));

/** A title's word is what it is, but for the slips of a large catalogue's own titles. */
function mayBeSlip(word: string, own: Term | undefined, products: number): boolean {
  if (!canBeMisspelt(word)) return false;
  if (!own || !isWritten(word, own)) return true;
  return isRare(own, products) && (!own.inTitle || products >= SLIPS_OF_ITS_OWN);
}

const isRare = ({ df }: Term, products: number): boolean => df <= Math.max(RARE, products * RARE_SHARE);

/** Whether a stem is a text's alone, and may be a slip of that text: it says nothing of how its other forms are written. */
const isSeldom = (own: Term | undefined, products: number): boolean =>
  own !== undefined && !own.inTitle && isRare(own, products);

const SLIP = Math.log(100);

/**
 * How unlikely a word is to have been meant (a noisy channel in round numbers), null where it is too far: each slip makes
 * it a hundred times less likely, another first letter ten times, and a commoner word is likelier by the root of how
 * many hold it.
 */
function nearestForm(word: string, known: Term) {
  let best: { known: Term; form: string; slips: number; cost: number } | null = null;
  for (const form of known.forms) {
    for (const one of numbersOf(word)) {
      const slips = slipsBetween(one, form);
      if (!isTypo(one, form, slips)) continue;
      const cost = slips * SLIP + (one[0] === form[0] ? 0 : Math.log(10)) - Math.log(known.df) / 2;
      if (!best || cost < best.cost) best = { known, form, slips, cost };
    }
  }
  return best;
}

interface Split {
  readonly parts: NonNullable<Corrected['compoundSplit']>;
  readonly cost: number;
}

/** `least`: titles that must have the parts side by side, 0 for a word that the catalogue does not write so. */
async function bestSplit(
  db: Database,
  index: WordIndex,
  word: string,
  known: ReadonlyMap<string, Term>,
  least: number,
): Promise<Split | null> {
  const partsFrom = Math.max(1, Math.min(PARTS_FROM, Math.ceil(index.products * PARTS_SHARE)));
  const splits = splitsOf(word)
    .flatMap(([left, right]) => {
      const [a, b] = [known.get(termOf(left)), known.get(termOf(right))];
      return a && b && a.df > 0 && b.df > 0 ? [{ left, right, a, b, common: Math.min(a.df, b.df) }] : [];
    })
    .sort((one, other) => other.common - one.common)
    .slice(0, SPLITS_TRIED);
  let best: Split | null = null;
  for (const { left, right, a, b, common } of splits) {
    const titles = await sideBySide(db, index, a.id, b.id);
    const isSeen = titles > 0 && titles >= least;
    const isLong = Math.min(left.length, right.length) >= SHORTEST_PART || isBorder(left, right);
    if (!isSeen && (least > 0 || !isLong || common < partsFrom || isWeak(a.word) || isWeak(b.word))) continue;
    const cost = isSeen ? SLIP - Math.log(titles) / 2 : UNSEEN * SLIP - Math.log(common) / 2;
    const parts = [
      { word: left, known: a },
      { word: right, known: b },
    ];
    if (!best || cost < best.cost) best = { parts, cost };
  }
  return best;
}

const LETTERS = 3; // beside digits: shorter ones are rather a code

/** Digits hang on a word: "iphone13". */
const isBorder = (left: string, right: string): boolean =>
  (/^\p{L}+$/u.test(left) && left.length >= LETTERS && /^\d+$/.test(right)) ||
  (/^\d+$/.test(left) && /^\p{L}+$/u.test(right) && right.length >= LETTERS);

/** Every way to write a word as two; a number is not parted. */
function splitsOf(word: string): readonly (readonly [string, string])[] {
  const splits: (readonly [string, string])[] = [];
  for (let at = 1; at < word.length; at += 1) {
    const [left, right] = [word.slice(0, at), word.slice(at)];
    if (!/\d$/.test(left) || !/^[\d.]/.test(right)) splits.push([left, right]);
  }
  return splits;
}

/** Whether a word may have to be corrected, or parted. */
export const isDoubtful = (word: string, own: Term | undefined, products: number): boolean =>
  word.length > 4 || mayBeSlip(word, own, products);
