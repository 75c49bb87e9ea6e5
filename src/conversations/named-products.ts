import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { isOrdinary } from '#src/language/common-adjectives.ts';
import { STOP_WORDS } from '#src/language/english/function-words.ts';
import { unitOf } from '#src/language/units.ts';
import { formOf, saidOfTitle, saidWords, titleForms, type Said } from './title-words.ts';

const MOST_CANDIDATES = 60;
const MOST_NAMED = 4;
const MOST_ALIKE = 3; // what names more products than these is a brand or a kind, not a name
const SHORTEST_WORD = 3; // shorter ones are measures and endings
const SHORTEST_NAME = 4; // "pro" and "the" begin titles, but name nothing

/** What else decides whether words are a name. */
export interface NameSetting {
  /** Words that turns are made of, such as "first", or that the catalogue uses for kinds and values: no name by themselves. */
  readonly ordinary: ReadonlySet<string>;
  /** Addresses of what the talk has been of: a few words of their titles name them, wherever in it they stand. */
  readonly near?: readonly string[];
  /** First words of makers: with more of a title that begins so, or pointed at in the talk, they name. */
  readonly makers?: ReadonlySet<string>;
}

const candidate = { ...columns('product', 'id', 'slug', 'title'), begins: integer };

interface Spoken extends Said {
  readonly id: number;
  readonly isNear: boolean;
}

/**
 * Published products that the words name: by the whole title, by its beginning ("the Tarn" for "Tarn WP") where few
 * titles begin so, or by words of it that no other thing of the talk holds ("the one with the oval holder"). Words count
 * where they stand together; the longer name wins. In the order they are said.
 */
export async function namedProducts(
  db: Database,
  text: string,
  { ordinary, near = [], makers = new Set() }: NameSetting = { ordinary: new Set() },
): Promise<readonly Product[]> {
  const said = saidWords(text);
  const firsts = [...new Set(firstWords(text).filter((word) => word.length > 1 || /\d/.test(word)))];
  if (firsts.length === 0) return [];
  const { rows } = await rowsOf(candidate)`
    select titled.id, titled.slug, titled.title, titled.begins
    from unnest(${firsts.slice(0, 40)}::text[]) word (first),
      lateral (select id, slug, title, popularity, count(*) over ()::int as begins
        from (select id, slug, title, popularity from product
          where status = 'active' and lower(btrim(split_part(title, ' ', 1), '.,:;!?"“”''()')) = word.first
          order by popularity desc, id limit ${MOST_CANDIDATES}) likeliest) titled
    union all select id, slug, title, 0 from product where status = 'active' and slug = any(${[...near]}::text[])`.execute(
    db,
  );
  const held = new Map<string, number>();
  for (const { slug, title } of new Map(rows.map((row) => [row.id, row])).values())
    if (near.includes(slug))
      for (const form of new Set(titleForms(title))) held.set(form, (held.get(form) ?? 0) + 1);
  const isUsual = (form: string) =>
    ordinary.has(form) ||
    ordinary.has(`${form}s`) ||
    isOrdinary(form) ||
    unitOf(form) !== null ||
    form.length < SHORTEST_WORD ||
    /^\p{N}/u.test(form);
  const spoken = [...new Map(rows.map((row) => [row.id, row])).values()].flatMap((row): readonly Spoken[] => {
    const found = saidOfTitle(row.title, said);
    const isNear = near.includes(row.slug);
    const telling = found ? [...found.held].filter((form) => !isUsual(form)) : [];
    const heard = {
      telling: telling.length,
      alone: telling.filter((form) => held.get(form) === 1).length,
      isNear,
      isFree: found !== null && standsFree(said, found, row.title, isUsual),
      isMade: found !== null && found.begins && makers.has(titleForms(row.title)[0] ?? ''),
      isPointed:
        found !== null &&
        POINTING.test(text.slice(0, found.from)) &&
        [...found.held].some((form) => held.get(form) === 1),
    };
    return found && names(found, row, heard) ? [{ ...found, id: row.id, isNear }] : [];
  });
  const chosen = apart(spoken).toSorted((a, b) => a.from - b.from || b.words - a.words);
  return productsById(db, [...new Set(chosen.map(({ id }) => id))].slice(0, MOST_NAMED));
}

interface Heard {
  /** How many of the words said are no usual ones, and how many of those no other title of the talk holds. */
  readonly telling: number;
  readonly alone: number;
  readonly isNear: boolean;
  /** Whether the words stand by themselves: the "swim" of "a swim cap" says no swim goggles. */
  readonly isFree: boolean;
  /** Whether they begin with the maker the title begins with, and whether "the" stands before what one title alone holds. */
  readonly isMade: boolean;
  readonly isPointed: boolean;
}

const POINTING = /\b(?:the|this|that|your) +$/i;

/** Whether what is said of a title names it. */
function names(
  { held, words, isWhole, begins }: Said,
  { title, begins: alike }: { readonly title: string; readonly begins: number },
  { telling, alone, isNear, isFree, isMade, isPointed }: Heard,
): boolean {
  const [first = '', second = ''] = titleForms(title);
  if (isWhole && (words > 1 || (telling > 0 && first.length >= SHORTEST_NAME))) return true;
  const isOne = telling > 0 || (held.has(second) && /\d/.test(second));
  if (words > 1 && isOne && (begins ? alike <= MOST_ALIKE || isFree : isNear && isFree)) return true;
  if (isNear && isFree && (words > 2 || alone > 0)) return true;
  if (isNear && isFree && words > 1 && hasModel(held)) return true;
  if (isMade && (words > 1 ? alike <= MOST_ALIKE : isNear && isFree && isPointed)) return true;
  return begins && telling > 0 && alike <= MOST_ALIKE && (first.length >= SHORTEST_NAME || /\d/.test(first));
}

/** Whether a number stands among them beside a word: "the Ghost 7.1". */
const hasModel = (held: ReadonlySet<string>): boolean =>
  [...held].some((form) => /^\p{N}+[.]\p{N}+$/u.test(form)) &&
  [...held].some((form) => /^\p{L}{3}/u.test(form));

/** Whether no other word that tells of a thing stands right before or behind the words said of a title. */
function standsFree(
  said: ReturnType<typeof saidWords>,
  { from, to }: Said,
  title: string,
  isUsual: (form: string) => boolean,
): boolean {
  const own = new Set(titleForms(title));
  const before = said.findLast((word) => word.to <= from)?.form;
  const behind = said.find((word) => word.from >= to)?.form;
  return [before, behind].every(
    (form) => form === undefined || own.has(form) || isUsual(form) || STOP_WORDS.has(form),
  );
}

/** Of names that are said in the same place the longest, and those of the talk before others; none where too many are as long. */
function apart(spoken: readonly Spoken[]): readonly Spoken[] {
  const left = spoken.toSorted(
    (a, b) =>
      b.words - a.words || Number(b.isWhole) - Number(a.isWhole) || Number(b.isNear) - Number(a.isNear),
  );
  const chosen: Spoken[] = [];
  const taken: Spoken[] = [];
  while (left.length) {
    const best = left[0] as Spoken;
    const here = left.filter((one) => one.from < best.to && best.from < one.to);
    const equal = here.filter(
      (one) => one.words === best.words && one.isWhole === best.isWhole && one.isNear === best.isNear,
    );
    left.splice(0, left.length, ...left.filter((one) => !here.includes(one)));
    if (!taken.some((one) => one.from < best.to && best.from < one.to) && equal.length <= MOST_ALIKE)
      chosen.push(...equal);
    taken.push(best);
  }
  return chosen;
}

/** Words as titles begin with them, in lower case. */
const firstWords = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .slice(0, 2_000)
    .match(/[\p{L}\p{N}.-]+/gu)
    ?.map((word) => word.replace(/^[.-]+|(?<![.-])[.-]+$/g, ''))
    .flatMap((word) => (word === formOf(word) ? [word] : [word, formOf(word)])) ?? [];
