import { sql, type RawBuilder } from 'kysely';
import type { Database } from '#src/database/database.ts';
import {
  adjectives,
  colours,
  countries,
  departments,
  finishes,
  materials,
  prose,
  syllables,
  uses,
} from './catalogue-words.ts';

const BATCH = 20_000;
const PROSE_WORDS = 40; // of a description; feeds of real shops have 30 to 80
const BRANDS = 400;
const MOST_RARE = 20_000; // different model names, so that words of the long tail exist

const kinds = departments.flatMap(([department, names]) => names.map((name) => ({ department, name })));
const slug = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]+/g, '-');
const singular = (name: string): string => name.replace(/(ch|sh|x)es$/, '$1').replace(/([^s])s$/, '$1');

/**
 * Fills a database that holds the first `held` of them up to so many products, the same every time: two variants with stock and eight attributes
 * each, brands and words skewed as in real shops. Rows are made by the database itself, batch by batch.
 */
export async function fillCatalogue(
  db: Database,
  held: number,
  products: number,
  progress: (done: number, of: number) => void,
): Promise<void> {
  if (held === 0) await fillCategories(db);
  for (let from = held + 1; from <= products; from += BATCH) {
    const to = Math.min(products, from + BATCH - 1);
    await db.transaction().execute(async (trx) => {
      await sql`set local statement_timeout = 0`.execute(trx);
      await fillProducts(trx, from, to);
      await fillVariants(trx);
    });
    progress(to, products);
  }
  for (const table of ['product', 'variant', 'stock'])
    await sql`vacuum (analyze) ${sql.table(table)}`.execute(db);
}

async function fillCategories(db: Database): Promise<void> {
  const rows = [
    ...departments.map(([name]) => ({ slug: slug(name), parent: null, name, depth: 0 })),
    ...kinds.map(({ department, name }) => ({
      slug: `${slug(department)}/${slug(name)}`,
      parent: slug(department),
      name,
      depth: 1,
    })),
  ];
  await sql`insert into category (slug, parent_slug, name, depth)
    select * from unnest(${rows.map((row) => row.slug)}::text[], ${rows.map((row) => row.parent)}::text[],
      ${rows.map((row) => row.name)}::text[], ${rows.map((row) => row.depth)}::integer[])`.execute(db);
}

/** An even number of 0 to `below`, always the same for one product and one salt. */
const chance = (salt: number, below: number): RawBuilder<unknown> =>
  sql`((hashint8extended(i, ${salt}::bigint) & 1048575) % ${below}::bigint)::integer`;

/** The same, with small numbers far commoner: as few brands sell most of what is sold. */
const skewed = (salt: number, below: number): RawBuilder<unknown> =>
  sql`floor(power((hashint8extended(i, ${salt}::bigint) & 1048575) / 1048576::float8, 2.5) * ${below})::integer`;

const oneOf = (words: readonly string[], place: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(${[...words]}::text[])[1 + ${place}]`;

/** A made-up name of three syllables for a number. */
const named = (number: RawBuilder<unknown>): RawBuilder<unknown> => {
  const all = sql`${[...syllables]}::text[]`;
  const count = syllables.length;
  return sql`initcap((${all})[1 + (${number}) % ${count}] || (${all})[1 + (${number}) / ${count} % ${count}]
    || (${all})[1 + ((${number}) / ${count * count} + 7 * (${number})) % ${count}])`;
};

async function fillProducts(db: Database, from: number, to: number): Promise<void> {
  await sql`
    insert into product (slug, source, source_key, title, description, brand, product_type, category_path, category_slugs,
      options, attributes, popularity, rating_average, rating_count, content_hash)
    select 'p-' || i, 'synthetic', 'p' || i,
      concat_ws(' ', brand, model, initcap(adjective), initcap(material), noun),
      concat_ws(' ', (select string_agg((${[...prose]}::text[])[1 + floor(power(
          (hashint8extended(i * 64 + w, 99) & 1048575) / 1048576::float8, 1.6) * ${prose.length})::integer], ' ' order by w)
        from generate_series(1, ${PROSE_WORDS}) w), 'for', purpose, 'in', material, lower(noun)),
      brand, noun, array[department, kind], array[slug_root, slug_leaf],
      '[{"name": "Color", "values": []}]',
      jsonb_build_array(
        jsonb_build_object('key', 'material', 'label', 'Material', 'kind', 'words', 'values', jsonb_build_array(material)),
        jsonb_build_object('key', 'use', 'label', 'Use', 'kind', 'words', 'values', jsonb_build_array(purpose)),
        jsonb_build_object('key', 'finish', 'label', 'Finish', 'kind', 'words', 'values', jsonb_build_array(finish)),
        jsonb_build_object('key', 'country', 'label', 'Country of origin', 'kind', 'words', 'values', jsonb_build_array(country)),
        jsonb_build_object('key', 'weight', 'label', 'Weight', 'kind', 'number', 'value', 50 + ${skewed(11, 9_000)}, 'unit', 'g'),
        jsonb_build_object('key', 'length', 'label', 'Length', 'kind', 'number', 'value', 20 + ${chance(12, 1_500)}, 'unit', 'mm'),
        jsonb_build_object('key', 'warranty', 'label', 'Warranty', 'kind', 'number', 'value', 1 + ${chance(13, 10)}, 'unit', 'years'),
        jsonb_build_object('key', 'waterproof', 'label', 'Waterproof', 'kind', 'flag', 'value', ${chance(14, 3)} = 0)),
      ${skewed(15, 1_000)}, 3 + ${chance(16, 21)} / 10.0, ${skewed(17, 400)}, md5(i::text)
    from (
      select i, ${named(skewed(1, BRANDS))} as brand, ${named(sql`1000 + ${chance(2, MOST_RARE)}`)} as model,
        ${oneOf(adjectives, skewed(3, adjectives.length))} as adjective, ${oneOf(materials, chance(4, materials.length))} as material,
        ${oneOf(uses, chance(5, uses.length))} as purpose, ${oneOf(finishes, chance(6, finishes.length))} as finish,
        ${oneOf(countries, chance(7, countries.length))} as country, k.*
      from generate_series(${from}::bigint, ${to}::bigint) i
      join unnest(${kinds.map((_, at) => at)}::integer[], ${kinds.map((one) => one.department)}::text[],
        ${kinds.map((one) => one.name)}::text[], ${kinds.map((one) => singular(one.name))}::text[],
        ${kinds.map((one) => slug(one.department))}::text[],
        ${kinds.map((one) => `${slug(one.department)}/${slug(one.name)}`)}::text[])
        k (place, department, kind, noun, slug_root, slug_leaf) on k.place = ${skewed(8, kinds.length)}
    ) made`.execute(db);
}

/** Two colours of every product that has no variant yet; one in twelve is sold out. */
async function fillVariants(db: Database): Promise<void> {
  await sql`
    insert into variant (product_id, sku, position, title, options, price_minor, currency)
    select i, 's-' || i || '-' || n, n, colour, jsonb_build_object('Color', colour),
      500 + 10 * ${skewed(21, 6_000)} + 100 * n, 'USD'
    from (
      select p.id as i, n, (${[...colours]}::text[])[1 + ((hashint8extended(p.id, 22) & 1048575) + n * 3) % ${colours.length}] as colour
      from product p cross join generate_series(0, 1) n
      where p.id > coalesce((select max(product_id) from variant), 0)
    ) made`.execute(db);
  await sql`
    insert into stock (variant_id, on_hand)
    select v.id, case when hashint8extended(v.id, 23) % 12 = 0 then 0 else 20 end
    from variant v where v.id > coalesce((select max(variant_id) from stock), 0)`.execute(db);
}
