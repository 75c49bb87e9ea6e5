import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import { boolean, integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';

const MOST_CANDIDATES = 60;
const MOST_NAMED = 4;
const MOST_ALIKE = 3; // a first word that begins more titles than these is a brand or a class, not a name
const SHORTEST_NAME = 4; // "the" and "pro" begin titles, but name nothing

const named = { ...columns('product', 'id', 'title'), first: text, begins: integer, ordinary: boolean };

/**
 * Published products whose name the words hold: the whole title, or its first word where that word begins few titles
 * ("the Tarn" for "Tarn WP") and is no word of a category
 * nor one of the `ordinary` words that turns are made of, such as "first". In the order they are said; the longer name wins.
 */
export async function namedProducts(
  db: Database,
  text: string,
  ordinary: ReadonlySet<string> = new Set(),
): Promise<readonly Product[]> {
  const said = tokens(text);
  const firsts = [...new Set(said.filter((word) => word.length > 1 || /\d/.test(word)))].slice(0, 40);
  if (firsts.length === 0) return [];
  const rows = await rowsOf(named)`
    select titled.id, titled.title, word.first, titled.begins, word.ordinary
    from (select first, exists (
          select from category c where lower(c.name) ~ ('\\m' || regexp_replace(first, '[^[:alnum:]]', '', 'g'))) as ordinary
        from unnest(${firsts}::text[]) first
        where exists (select from product where status = 'active' and lower(split_part(title, ' ', 1)) = first)) word,
      lateral (select id, title, popularity, count(*) over ()::int as begins
        from (select id, title, popularity from product
          where status = 'active' and lower(split_part(title, ' ', 1)) = word.first
          order by popularity desc, id limit ${MOST_CANDIDATES}) likeliest) titled
    order by length(word.first) >= ${SHORTEST_NAME} desc, titled.popularity desc, titled.id limit ${MOST_CANDIDATES}`.execute(
    db,
  );
  const spoken = said.flatMap((word, at) => {
    const here = rows.rows.filter((row) => row.first === word);
    return longest(here.map((row) => held(row, said.slice(at), ordinary))).map((one) => ({ ...one, at }));
  });
  // "Flatlands Trail" holds "Flatlands": a name said inside another is that other's.
  const alone = spoken.filter(
    (one) => !spoken.some((other) => other.at < one.at && one.at < other.at + other.words),
  );
  const chosen = [...new Map(alone.map((one) => [one.id, one])).values()]
    .toSorted((a, b) => a.at - b.at || b.words - a.words)
    .slice(0, MOST_NAMED);
  return productsById(
    db,
    chosen.map((row) => row.id),
  );
}

interface Held {
  readonly id: number;
  /** Words of the title that follow each other in what was said; 0 where they name nothing. */
  readonly words: number;
  readonly whole: boolean;
}

/** How far the words hold the title, and whether that names it. */
function held(row: RowOf<typeof named>, said: readonly string[], ordinary: ReadonlySet<string>): Held {
  const title = tokens(row.title);
  const words = run(title, said);
  const whole = words === title.length;
  const isName = !ordinary.has(row.first);
  const isShort = row.first.length < SHORTEST_NAME && !/\d/.test(row.first);
  // "The" begins a title and names nothing; "the black bag" said whole does.
  if (isShort && !(whole && words > 1)) return { id: row.id, words: 0, whole };
  const named =
    (whole && (words > 1 || isName)) ||
    (words > 1 && (isName || said[1]?.match(/\d/) !== null)) ||
    (isName && row.begins <= MOST_ALIKE && !row.ordinary);
  return { id: row.id, words: named ? words : 0, whole };
}

/** Those held furthest; of them the whole titles where there are any. */
function longest(all: readonly Held[]): readonly Held[] {
  const most = Math.max(0, ...all.map((one) => one.words));
  const best = all.filter((one) => one.words === most && one.words > 0);
  const whole = best.filter((one) => one.whole);
  return whole.length ? whole : best;
}

const tokens = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .slice(0, 2_000)
    .match(/[\p{L}\p{N}.-]+/gu)
    ?.map((word) => word.replace(/^[.-]+|(?<![.-])[.-]+$/g, ''))
    .filter(Boolean) ?? [];

/** How many words of the title follow each other in what was said. */
function run(title: readonly string[], said: readonly string[]): number {
  let held = 0;
  while (held < title.length && isSame(title[held], said[held])) held++;
  return held;
}

/** "6 Quarter 25 gels" names the Quarter 25 Gel. */
const isSame = (word: string | undefined, said: string | undefined): boolean =>
  word !== undefined && (said === word || said === `${word}s` || `${said}s` === word);
