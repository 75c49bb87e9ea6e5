import { categories } from '#src/catalog/category-store.ts';
import { integer, text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { followVersion } from '#src/database/follow-version.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import { attributeKeys, attributesVersion } from './attribute-keys.ts';
import { codesAt } from './read-codes.ts';
import { typeNounsOf, type TypeNouns } from './product-type-nouns.ts';
import { vocabularyOf, type Vocabulary } from './vocabulary.ts';

const MOST_KEYS = 8_000; // the best covered; a vocabulary must fit in memory whatever is imported
const MOST_VALUES = 60_000;
const MOST_BRANDS = 5_000;
const MOST_TYPES = 20_000;

const vocabularies = followVersion<Vocabulary>(async (db, { version }) => {
  const keys = await attributeKeys(db, version);
  const values = await rowsOf({
    ...columns('search_value', 'key', 'word', 'label', 'products'),
    choices: integer,
  })`
    select v.key, v.word, v.label, v.products, count(*) over (partition by v.key)::int as choices
    from search_value v join (select key from search_key order by products desc, key limit ${MOST_KEYS}) k on k.key = v.key
    where length(v.word) <= 40 order by v.products desc, v.key, v.word limit ${MOST_VALUES}`.execute(db);
  const brands = await rowsOf({ brand: text, products: integer })`
    select min(brand) as brand, count(*)::int as products from product
    where status = 'active' and brand is not null and length(brand) between 2 and 60
    group by lower(brand) order by products desc, 1 limit ${MOST_BRANDS}`.execute(db);
  const currency = await rowsOf(columns('variant', 'currency'))`
    select currency from variant group by currency order by count(*) desc, currency limit 1`.execute(db);
  const count = await rowsOf({ count: integer })`
    select count(*)::int as count from product where status = 'active'`.execute(db);
  const coloured = await rowsOf({ root: text })`
    select distinct category_slugs[1] as root from product
    where status = 'active' and category_slugs[1] is not null
      and jsonb_path_exists(options, '$[*].name ? (@ like_regex "colou?r" flag "i")')`.execute(db);
  const groups = await rowsOf(columns('search_group', 'kind', 'name', 'products', 'stating', 'called'))`
    select kind, name, products, stating, called from search_group`.execute(db);
  return vocabularyOf({
    version,
    currency: currency.rows[0]?.currency ?? null,
    products: count.rows[0]?.count ?? 0,
    keys: [...keys.values()].slice(0, MOST_KEYS),
    values: values.rows,
    brands: brands.rows,
    categories: await categories(db),
    colouredRoots: coloured.rows.map((row) => row.root),
    types: await readTypeNouns(db),
    codes: await codesAt(db, version),
    groups: groups.rows,
  });
});

/** The catalogue's vocabulary from its rows; the same value is answered until attributes are announced anew. */
export const readVocabulary = async (db: Database): Promise<Vocabulary> =>
  vocabularies.at(db, await attributesVersion(db));

async function readTypeNouns(db: Database): Promise<TypeNouns> {
  const { rows } = await rowsOf({ type: text, slugs: tables.product.category_slugs })`
    select product_type as type, category_slugs as slugs from product
    where status = 'active' and product_type is not null and category_slugs[1] is not null
    group by 1, 2 order by count(*) desc, 1 limit ${MOST_TYPES}`.execute(db);
  return typeNounsOf(rows);
}
