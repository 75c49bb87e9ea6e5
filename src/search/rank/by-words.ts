import type { Database } from '#src/database/database.ts';
import type { Matching, Scored, TermGroup, TextEngine, TextQuery } from '../engine/engine.ts';
import { openTextEngine } from '../engine/text/open-text-engine.ts';
import { asHead } from '../index/index-tables.ts';
import { indexCache, type WordIndex } from '../retrieve/index-cache.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import type { QueryTerm } from '../retrieve/query-terms.ts';
import { alternatives, bounds, features } from '../weights.ts';

export interface Words {
  readonly groups: readonly QueryTerm[];
  /** The group of the question's noun. */
  readonly head: QueryTerm | null;
}

const LEAST_TELLING = 0.01; // share of what was asked
const CLOSE_TO_BEST = 0.5;
const LIKELY = 0.5; // of a thing whose name the noun surely is
const BEST = 6; // of which half must be what the noun names

/** The best products by the words that tell, but for those denied. A word that nearly every product holds orders nothing. */
export async function byWords(
  db: Database,
  index: WordIndex,
  { groups, head }: Words,
  matching: Matching | null,
  denied: ReadonlySet<number>,
  most: number = bounds.candidates,
): Promise<readonly Scored[]> {
  const all = groups.reduce((sum, term) => sum + term.idf, 0);
  const telling = groups.filter((term) => term.idf >= all * LEAST_TELLING);
  const things = head ? [thingsOf(head, (2 * features.thing) / (1 + telling.length))] : [];
  const engine = await textEngine(db, index);
  return engine.rank({
    groups: [...telling, ...things],
    matching: without(matching, denied),
    coverage: features.coverage,
    most,
  });
}

/** Those products but for the denied ones; null for all. */
function without(matching: Matching | null, denied: ReadonlySet<number>): TextQuery['matching'] {
  if (!denied.size) return matching;
  return {
    marks(highest) {
      const marks = matching?.marks(highest) ?? new Uint8Array(highest + 1).fill(1);
      for (const product of denied) if (product <= highest) marks[product] = 0;
      return marks;
    },
  };
}

/**
 * What a list by price or date is of: products whose words come close to the best, and where some of these are what the
 * question's noun names, those alone. What merely shares a word must not come first by being cheap.
 */
export async function closeThings(
  db: Database,
  index: WordIndex,
  words: Words,
  matching: Matching | null,
  denied: ReadonlySet<number>,
): Promise<readonly Scored[]> {
  const scored = await byWords(db, index, words, matching, denied, bounds.sorted);
  const least = (scored[0]?.score ?? 0) * CLOSE_TO_BEST;
  const close = await withoutParts(
    db,
    index,
    words,
    scored.filter(({ score }) => score >= least),
  );
  if (!words.head) return close;
  const engine = await textEngine(db, index);
  const named = await engine.rank({
    groups: [thingsOf(sameThing(words.head), 1)],
    matching,
    most: bounds.sorted,
    coverage: 1,
  });
  const likely = (named[0]?.score ?? 0) * LIKELY;
  const things = new Set(named.filter((one) => one.score > likely).map((one) => one.document));
  // Where the best go by another name ("Leather Tote" for a tote bag), the noun does not tell what is meant.
  const best = close.slice(0, BEST);
  const isThing = ({ document }: Scored) => things.has(document);
  if (!best.slice(0, 1).some(isThing) && best.filter(isThing).length * 2 < best.length) return close;
  const early = await namedEarly(
    db,
    index,
    words.head,
    close.filter((one) => !isThing(one)),
  );
  return ofKind(
    db,
    index,
    words,
    close.filter((one) => isThing(one) || early.has(one.document)),
  );
}

const PARTS = tokensOf('replacement spare refill').map(({ term }) => term);

/** Without what only replaces a part of the thing, unless that is asked for, or nothing else is left. */
async function withoutParts(
  db: Database,
  index: WordIndex,
  { groups }: Words,
  close: readonly Scored[],
): Promise<readonly Scored[]> {
  if (groups.some(({ token }) => PARTS.includes(token.term))) return close;
  const known = await lookUp(db, index, PARTS);
  const ids = [...known.values()].filter(({ df }) => df > 0).map(({ id }) => id);
  const lists = await postingLists(db, index, ids);
  const parts = new Set(ids.flatMap((id) => sayingProducts(lists.get(id), bounds.sorted)));
  const left = close.filter(({ document }) => !parts.has(document));
  return left.length ? left : close;
}

/** Where half of the names tell the word before the noun, those alone that do: inner gloves are no boxing gloves. */
async function ofKind(
  db: Database,
  index: WordIndex,
  { groups, head }: Words,
  things: readonly Scored[],
): Promise<readonly Scored[]> {
  const kind = head ? groups[groups.indexOf(head) - 1] : undefined;
  if (!kind || things.length > bounds.candidates) return things;
  const looked = things.map(({ document }) => document);
  const { entries } = await rankingFeaturesOf(db, index, looked, []);
  const told = things.filter(({ document }) =>
    kind.alternatives.some(({ term }) => entries.get(document)?.title.includes(` ${term} `)),
  );
  return told.length * 2 >= things.length ? told : things;
}

const EARLY = 5; // words of a name, among which its noun stands,
const FAR = 6; // and words from there to where a name would end that says what the thing is

/**
 * Those whose name says the noun early and goes on for long: what "Simulation Turtle Statue Realistic Looking Resin
 * Miniature Tortoise Ornament Garden Supplies" ends with does not tell what it is.
 */
async function namedEarly(
  db: Database,
  index: WordIndex,
  head: QueryTerm,
  others: readonly Scored[],
): Promise<ReadonlySet<number>> {
  const looked = others.slice(0, bounds.candidates).map(({ document }) => document);
  const { entries } = await rankingFeaturesOf(db, index, looked, []);
  const nouns = new Set(sameThing(head).alternatives.map(({ term }) => String(term)));
  return new Set(
    looked.filter((product) => {
      const { title = '', first = '' } = entries.get(product) ?? {};
      const name = title.trim().split(' ');
      const at = name.slice(0, EARLY).findLastIndex((word) => nouns.has(word));
      return at >= 0 && name.indexOf(first.trim().split(' ')[0] ?? '', at) >= at + FAR;
    }),
  );
}

/** What the question's noun is the noun of: a part of the question that only the things themselves answer. */
const thingsOf = ({ alternatives: names, idf }: QueryTerm, share: number): TermGroup => ({
  alternatives: names.map(({ term, weight }) => ({ term: asHead(term), weight: weight * share })),
  idf: idf * share,
});

/** Without what is only near in meaning. */
function sameThing(head: QueryTerm): QueryTerm {
  const [best] = head.alternatives;
  const least = (best?.weight ?? 0) * alternatives.synonym;
  return { ...head, alternatives: head.alternatives.filter((one) => one === best || one.weight > least) };
}

async function textEngine(db: Database, index: WordIndex): Promise<TextEngine> {
  const { sheet } = await indexCache(db, index);
  return openTextEngine((terms) => postingLists(db, index, terms), sheet);
}
