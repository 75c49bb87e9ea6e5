import { integer, nullable, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf, type RowOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import { seeded } from '#src/numbers/seeded.ts';

/** What the benchmark asks: the same questions for every engine and every peer. */
export interface AskedOf {
  readonly words: readonly string[];
  /** Words with a price and one more limit, as understood. */
  readonly limited: readonly { readonly text: string; readonly need: SearchQuery }[];
  readonly listings: readonly SearchQuery[];
  readonly prefixes: readonly string[];
}

const sampled = {
  title: tables.product.title,
  brand: text,
  slugs: tables.product.category_slugs,
  price: integer,
  use: text,
};
type Sampled = RowOf<typeof sampled>;

/** So many questions of each kind, made from products picked by chance; the same for the same catalogue and seed. */
export async function questionsAbout(db: Database, each: number, seed: number): Promise<AskedOf> {
  const random = seeded(seed);
  const most = await rowsOf({ most: nullable(integer) })`select max(id)::int as most from product`.execute(
    db,
  );
  const ids = Array.from({ length: each }, () => 1 + Math.floor(random() * (most.rows[0]?.most ?? 1)));
  const { rows } = await rowsOf(sampled)`
    select p.title, p.brand, p.category_slugs as slugs, p.attributes -> 1 -> 'values' ->> 0 as use,
      (select min(price_minor) from variant v where v.product_id = p.id) as price
    from product p where p.id = any(${ids}::bigint[]) order by p.id`.execute(db);
  const vocabulary = await readVocabulary(db);
  const words = rows.map((row, at) => wordsOf(row, at));
  const limited = rows.map((row, at) => {
    const question = `${wordsOf(row, at)} under $${Math.ceil((row.price * 1.5) / 100)}, ${LIMITS[at % LIMITS.length] ?? ''}`;
    return { text: question, need: parseQuestion(vocabulary, question) };
  });
  const listings = rows.map((row, at): SearchQuery => ({
    ...emptyQuery,
    filters: [
      {
        kind: 'any-of',
        key: 'category',
        label: 'Category',
        values: [row.slugs[at % 4 === 0 ? 0 : 1] ?? ''],
        negated: false,
      },
    ],
  }));
  const prefixes = words.map((text, at) => text.slice(0, 2 + (at % 9)));
  return { words, limited, listings, prefixes };
}

const LIMITS = [
  'waterproof',
  'material steel',
  'weight under 2 kg',
  'color black',
  'warranty at least 3 years',
];

/** Five ways in which people say what they want, from one word to a whole title. */
function wordsOf(row: Sampled, at: number): string {
  const words = row.title.toLowerCase().split(' ');
  const [, model = '', adjective = '', material = ''] = words;
  const noun = words.slice(4).join(' ');
  const ways = [
    noun,
    `${adjective} ${noun}`,
    `${row.brand} ${noun}`,
    `${material} ${noun} for ${row.use}`,
    `${row.brand} ${model} ${noun}`,
  ];
  return ways[at % ways.length] ?? noun;
}
