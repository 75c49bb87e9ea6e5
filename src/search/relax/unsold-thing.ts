import { exactSynonymsOf, longForm, shortForm, synonymsOf } from '#src/language/synonyms.ts';
import { termOf, tokensOf, type Token } from '#src/language/tokenizer.ts';
import { asHead } from '../index/index-tables.ts';
import type { WordIndex } from '../retrieve/index-cache.ts';
import { correctSpelling } from '../retrieve/correct-spelling.ts';
import { rankingFeaturesOf } from '../retrieve/feature-cache.ts';
import { postingLists } from '../retrieve/posting-cache.ts';
import { isAnyHeld, isHeldWith, sideBySide } from '../retrieve/side-by-side.ts';
import { sayingProducts } from '../retrieve/saying-products.ts';
import type { Term } from '../retrieve/term.ts';
import { lookUp } from '../retrieve/term-dictionary.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { retryOnSwap } from '../snapshot/retry-on-swap.ts';
import type { Snapshot } from '../snapshot/snapshot.ts';
import type { Unmatched } from '../result.ts';

/** Which of them is said. */
type Unsold = Extract<Unmatched, { kind: 'thing' | 'part' | 'kind' }>;

const MANY = 3; // products
const MANY_SHARE = 0.2;
const SAMPLE = 24; // names that are looked at
const MOST = 5_000; // products

/**
 * What there is to say of a thing that no product here seems to be, null where some product is: no name and no kind holds
 * its noun, under this or another name; other things alone have it in their names; or nothing that is called so mentions
 * the word that tells which kind. `text`: the words it was asked with, as the catalogue spells them, since two of them may
 * be written as one.
 */
export const unsoldThing = (snapshot: Snapshot, thing: string, text: string): Promise<Unsold | null> =>
  retryOnSwap(
    snapshot.db,
    async ({ db, index }) => {
      if (index.generation === 0) return null;
      const tokens = tokensOf(thing);
      const noun = tokens.at(-1);
      const words = tokensOf(text);
      const at = words.findIndex(({ term }) => term === noun?.term);
      // Spelt otherwise in the catalogue: the word that was asked for is another.
      if (!noun || at < 0) return null;
      const known = await namesOf(db, index, noun, words[at - 1]);
      const name = thing.split(/\s+/).at(-1) ?? thing;
      // Of "watering can" the index has the first word alone.
      if (!tokensOf(name).length)
        return (await isNamed(db, index, known, thing)) ? null : { kind: 'thing', name: thing };
      // A shop of shoes need not call one a shoe: what the texts of many products hold is what they are about.
      const many = Math.max(MANY, index.products * MANY_SHARE);
      const inTitles = known.filter((one) => one.inTitle);
      if (!inTitles.length && known.some((one) => one.df >= many)) return null;
      const isHead = await areHeads(db, index, known);
      if (!inTitles.length && !isHead)
        return (await isParted(db, index, noun)) ? null : { kind: 'thing', name };
      if (!isHead && (await nameOthers(db, index, inTitles))) return { kind: 'part', name };
      const kind = tokens.length > 1 ? tokens[0] : undefined;
      if (!kind || !words.some(({ term }) => term === kind.term)) return null;
      const isKnown = await isMentioned(db, index, known, kind, noun);
      return isKnown ? null : { kind: 'kind', name, word: kind.word };
    },
    snapshot,
  );

/** The noun under all of its names, those of it with the word before it as one among them. */
async function namesOf(
  db: Database,
  index: WordIndex,
  noun: Token,
  before: Token | undefined,
): Promise<readonly Term[]> {
  const joined = before
    ? [termOf(`${before.word}${noun.word}`), shortForm(before.term, noun.term) ?? '']
    : [];
  const names = [
    noun.term,
    ...joined,
    ...exactSynonymsOf(noun.term),
    ...(longForm(noun.term)?.slice(-1) ?? []),
    ...joined.flatMap(exactSynonymsOf),
  ];
  return [...(await lookUp(db, index, names)).values()].filter((one) => one.df > 0);
}

/** Whether any of them is the noun of a name or a kind. */
async function areHeads(db: Database, index: WordIndex, names: readonly Term[]): Promise<boolean> {
  const lists = await postingLists(
    db,
    index,
    names.map(({ id }) => asHead(id)),
  );
  return [...lists.values()].some(({ length }) => length > 0);
}

/** Whether the name or type of a product that holds one of the terms holds the phrase too. */
async function isNamed(
  db: Database,
  index: WordIndex,
  terms: readonly Term[],
  phrase: string,
): Promise<boolean> {
  const lists = await postingLists(
    db,
    index,
    terms.map(({ id }) => id),
  );
  const saying = terms.flatMap(({ id }) => sayingProducts(lists.get(id), MOST));
  const { rows } = await rowsOf(columns('product', 'id'))`
    select id from product where id = any(${saying}::bigint[])
      and position(lower(${phrase}) in lower(title || ' ' || coalesce(product_type, ''))) > 0 limit 1`.execute(
    db,
  );
  return rows.length > 0;
}

/** Whether titles write it as two words: "screw driver". */
async function isParted(db: Database, index: WordIndex, noun: Token): Promise<boolean> {
  const found = (await correctSpelling(db, index, [noun], new Map())).get(noun.term)?.compoundSplit;
  const [left, right] = found ?? [];
  return left && right ? (await sideBySide(db, index, left.known.id, right.known.id)) > 0 : false;
}

/** Whether each name that holds one of them is that of the thing right behind it: only lamps have a desk in their name. */
async function nameOthers(db: Database, index: WordIndex, names: readonly Term[]): Promise<boolean> {
  const lists = await postingLists(
    db,
    index,
    names.map(({ id }) => id),
  );
  const saying = names.flatMap(({ id }) => sayingProducts(lists.get(id), SAMPLE));
  const { entries } = await rankingFeaturesOf(db, index, saying, []);
  const titled = [...entries.values()].filter(({ title }) =>
    names.some(({ id }) => title.includes(` ${id} `)),
  );
  const isOther = ({ title, first, later }: (typeof titled)[number]) =>
    names.some(({ id }) => {
      const next = title.split(` ${id} `)[1]?.split(' ')[0];
      return next !== undefined && next !== '' && `${first} ${later}`.includes(` ${next} `);
    });
  return titled.length > 0 && titled.every(isOther);
}

/** Whether a product that is called so holds the word, under any of its names, or is called both in one word. */
async function isMentioned(
  db: Database,
  index: WordIndex,
  names: readonly Term[],
  kind: Token,
  noun: Token,
): Promise<boolean> {
  const own = [kind.term, ...synonymsOf(kind.term), ...(longForm(kind.term) ?? [])];
  const one = termOf(`${kind.word}${noun.word}`);
  const known = await lookUp(db, index, [...own, one]);
  if ((known.get(one)?.df ?? 0) > 0) return true;
  const others = [...known.values()].filter(({ df }) => df > 0).map(({ id }) => id);
  // Nothing holds the word at all, which is told of words anyway; or it is spelt otherwise.
  if (!others.length) return true;
  for (const { id } of names) if (await isHeldWith(db, index, asHead(id), others)) return true;
  const lists = await postingLists(
    db,
    index,
    names.map(({ id }) => id),
  );
  const saying = new Set(names.flatMap(({ id }) => sayingProducts(lists.get(id), MOST)));
  return isAnyHeld(db, index, others, saying);
}
