import type { ShelfFacts } from '#src/catalog/import/formats/raw-product.ts';
import { capitalised, type Path } from './said-path.ts';
import { leadingHead } from './place-product.ts';
import { narrowedKey, type NounShelf, type ShelfScheme } from './shelf-scheme.ts';
import { isLetters, titleNouns, type TitleHead } from './title-nouns.ts';

const FEWEST = 3; // products of a shelf
const LEAST_SHARE = 0.003; // of all products
const MOST_SHELVES = 64;
const FIRST = 0.3; // of a noun's titles, those that name nothing before it: else it says how or where, not what
const NAMES_IT = 0.6; // of a noun's products, those with one word before it: the two are its name
const SMALL = 60; // products of a feed where two make a shelf
const HEAD_OF = 0.4; // of the titles that hold a noun, those it is the head of
const HEAD_OF_LETTERS = 0.7; // the same of what is written in capitals: such letters are more often a feature
const COUNTED = 0.5; // of a noun's titles, those where a number stands before it
const LARGE = 48; // products of a shelf that is parted by what narrows its noun
const FEWEST_NARROWED = 8;

const ONE_MAKER = 0.9; // of a noun's products, those of one maker: such a noun is a series of that maker

interface Noun {
  count: number;
  counted: number;
  first: number;
  readonly shown: Map<string, number>;
  readonly makers: Map<string, number>;
  readonly narrowed: Map<string, { count: number; readonly shown: Map<string, number> }>;
}

/**
 * Shelves from the nouns that several titles of `left` are about, the commonest first. A noun that seldom stands as the
 * head of a title narrows others and is no kind.
 */
export function newNouns(
  left: readonly ShelfFacts[],
  all: readonly ShelfFacts[],
  { headFirst, nouns }: ShelfScheme,
): ReadonlyMap<string, NounShelf> {
  const titles = left.map(({ title, brand }) => ({ brand, ...titleNouns(title, brand, headFirst) }));
  const held = new Map<string, number>();
  const led = new Map<string, Noun>();
  for (const { heads, words, brand } of titles) {
    for (const term of new Set(words.map((word) => word.term))) add(held, term);
    heads.forEach((head, at) => see(led, head, brand, at === 0));
  }
  const makers = countsOf(all.map(({ brand }) => brand));
  const makerWords = new Set([...makers.keys()].flatMap((brand) => brand.toLowerCase().split(/\s+/)));
  const fewest = all.length < SMALL ? FEWEST - 1 : Math.max(FEWEST, Math.ceil(all.length * LEAST_SHARE));
  const isKind = ([term, noun]: readonly [string, Noun]): boolean =>
    !nouns.has(term) &&
    !makerWords.has(term) &&
    noun.count >= fewest &&
    noun.count >= (held.get(term) ?? 0) * (isLetters(commonest(noun.shown)) ? HEAD_OF_LETTERS : HEAD_OF) &&
    noun.counted < noun.count * COUNTED &&
    noun.first >= noun.count * FIRST &&
    !isSeries(noun, (maker) => (makers.get(maker) ?? 0) / all.length);
  const kinds = new Map([...led].filter(isKind));
  const found = new Map<string, Noun>();
  for (const { heads, brand } of titles) {
    const head = leadingHead(heads, ({ term }) => kinds.get(term)?.count);
    if (head) see(found, head, brand, true);
  }
  return new Map(
    [...found]
      .filter(([, { count }]) => count >= fewest)
      .toSorted(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
      .slice(0, MOST_SHELVES)
      .flatMap(([term, noun]) =>
        pathsOf(term, noun, headFirst).map(([key, path]) => [key, { path, of: noun.count }] as const),
      ),
  );
}

/** A noun that one of several makers has for himself, and that is nowhere written small. */
function isSeries({ makers, count, shown }: Noun, shareOf: (maker: string) => number): boolean {
  const [maker = '', most = 0] = [...makers].toSorted(([, a], [, b]) => b - a)[0] ?? [];
  const isSmall = [...shown.keys()].some((word) => word === word.toLowerCase());
  return maker !== '' && most >= count * ONE_MAKER && shareOf(maker) < ONE_MAKER / 2 && !isSmall;
}

const newNoun = (): Noun => ({
  count: 0,
  counted: 0,
  first: 0,
  shown: new Map(),
  makers: new Map(),
  narrowed: new Map(),
});

function see(
  found: Map<string, Noun>,
  { term, shown, narrowed, counted }: TitleHead,
  maker: string,
  isFirst: boolean,
): void {
  const noun = found.get(term) ?? newNoun();
  found.set(term, noun);
  noun.count += 1;
  if (counted) noun.counted += 1;
  if (isFirst) noun.first += 1;
  add(noun.shown, shown);
  add(noun.makers, maker);
  if (!narrowed) return;
  const by = noun.narrowed.get(narrowed.term) ?? { count: 0, shown: new Map() };
  noun.narrowed.set(narrowed.term, by);
  by.count += 1;
  add(by.shown, narrowed.shown);
}

/** The paths of a noun, and where many products have it, of what narrows it. */
function pathsOf(term: string, noun: Noun, headFirst: boolean): readonly (readonly [string, Path])[] {
  const named = (word: string): string => {
    const both = headFirst ? [commonest(noun.shown), word] : [word, commonest(noun.shown)];
    return capitalised(both.join(' ').toLocaleLowerCase());
  };
  const narrows = [...noun.narrowed].toSorted(
    ([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1),
  );
  const [first] = narrows;
  const name =
    first && first[1].count >= noun.count * NAMES_IT
      ? named(commonest(first[1].shown))
      : capitalised(commonest(noun.shown));
  const parts = noun.count >= LARGE && !(first && first[1].count >= noun.count * NAMES_IT) ? narrows : [];
  return [
    [term, [name]],
    ...parts
      .filter(([, { count }]) => count >= FEWEST_NARROWED)
      .map(([narrow, { shown }]): [string, Path] => [
        narrowedKey(narrow, term),
        [name, named(commonest(shown))],
      ]),
  ];
}

function add(counts: Map<string, number>, word: string): void {
  counts.set(word, (counts.get(word) ?? 0) + 1);
}

function countsOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) add(counts, word);
  return counts;
}

const commonest = (counts: ReadonlyMap<string, number>): string =>
  [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), ['', 0] as [string, number])[0];
