import { sql } from 'kysely';
import { productsById } from '#src/catalog/product-store.ts';
import type { Product } from '#src/catalog/product.ts';
import type { Database } from '#src/database/database.ts';

const MOST_CANDIDATES = 60;
const MOST_NAMED = 4;
const MOST_ALIKE = 3; // a first word that begins more titles than these is a brand or a class, not a name
const SHORTEST_NAME = 4; // "the" and "pro" begin titles, but name nothing

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
  const firsts = [...new Set(said.filter((word) => word.length >= SHORTEST_NAME || /\d/.test(word)))].slice(
    0,
    40,
  );
  if (firsts.length === 0) return [];
  const rows = await sql<{ id: number; title: string; first: string; begins: number; ordinary: boolean }>`
    select id, title, first, begins, exists (
        select from category c where lower(c.name) ~ ('\\m' || regexp_replace(first, '[^[:alnum:]]', '', 'g'))) as ordinary
    from (select id, title, popularity, lower(split_part(title, ' ', 1)) as first,
        count(*) over (partition by lower(split_part(title, ' ', 1)))::int as begins
      from product where status = 'active' and lower(split_part(title, ' ', 1)) = any(${firsts}::text[])) named
    order by popularity desc, id limit ${MOST_CANDIDATES}`.execute(db);
  const scored = rows.rows
    .map((row) => {
      const title = tokens(row.title);
      const at = said.indexOf(row.first);
      const held = run(title, said.slice(at));
      return {
        ...row,
        at,
        held,
        named:
          (held === title.length && (held > 1 || !ordinary.has(row.first))) ||
          (row.begins <= MOST_ALIKE && !row.ordinary && !ordinary.has(row.first)),
      };
    })
    .filter((row) => row.named && row.at >= 0);
  const best = scored.filter(
    (row) =>
      !scored.some((other) => other.first === row.first && other.id !== row.id && other.held > row.held),
  );
  const chosen = best.toSorted((a, b) => a.at - b.at || b.held - a.held).slice(0, MOST_NAMED);
  return productsById(
    db,
    chosen.map((row) => row.id),
  );
}

const tokens = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .slice(0, 2_000)
    .match(/[\p{L}\p{N}.-]+/gu)
    ?.map((word) => word.replace(/^[.-]+|[.-]+$/g, ''))
    .filter(Boolean) ?? [];

/** How many words of the title follow each other in what was said. */
function run(title: readonly string[], said: readonly string[]): number {
  let held = 0;
  while (held < title.length && title[held] === said[held]) held++;
  return held;
}
