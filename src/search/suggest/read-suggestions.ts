import { sql } from 'kysely';
import { json, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { PrefixIndex } from '../engine/engine.ts';
import { gatherTexts } from '../engine/text/prefix-index.ts';
import { COLOUR } from '#src/language/colors.ts';
import { wordForm } from '#src/language/word-form.ts';
import { sortByPopularity } from './sort-by-popularity.ts';

/** Texts with what stands behind each of them, in the same order. */
export interface Named<One> {
  readonly texts: PrefixIndex;
  at(place: number): One | undefined;
}

interface KindRow {
  readonly slug: string;
  readonly name: string;
}

export interface ValueRow {
  readonly key: string;
  readonly label: string;
  readonly keyLabel: string;
}

/** Everything of a catalogue that a suggestion can be; products by id, the best sold first. */
export interface SuggestSource {
  readonly products: Named<number>;
  readonly kinds: Named<KindRow>;
  readonly values: Named<ValueRow>;
}

const BATCH = 4_096; // products; their names take about 10 ms to part into words
const MOST_VALUES = 50_000; // those that the most products have

export async function readSuggestSource(db: Database): Promise<SuggestSource> {
  const held = new Set<string>();
  const products = await readProducts(db, held);
  const kinds = await rowsOf(columns('category', 'slug', 'name'))`
    select slug, name from category order by depth, name`.execute(db);
  const values = await rowsOf({
    ...columns('search_value', 'key', 'word', 'label'),
    keyLabel: tables.search_key.label,
  })`
    select v.key, v.word, v.label, k.label as "keyLabel" from search_value v join search_key k on k.key = v.key
    where v.products > 1 and length(v.word) <= 40 and v.key <> ${COLOUR} and v.key !~ 'hex'
    order by v.products desc, v.word limit ${MOST_VALUES}`.execute(db);
  return {
    products,
    kinds: await named(
      kinds.rows.filter((row) => held.has(row.slug)),
      (row) => row.name,
    ),
    values: await named(values.rows, (row) => row.word),
  };
}

async function named<One>(rows: readonly One[], textOf: (row: One) => string): Promise<Named<One>> {
  const texts = gatherTexts(wordForm);
  for (const row of rows) texts.add(textOf(row));
  return { texts: await texts.inOrder(), at: (place) => rows[place] };
}

/** All null after the last product. */
const batchShape = {
  ids: nullable(json<number[]>()),
  names: nullable(json<string[]>()),
  popularity: nullable(json<number[]>()),
  ratings: nullable(json<(number | null)[]>()),
  kinds: nullable(json<string[]>()),
};

/** Of those products, or all; adds the categories that hold one of them to `held`. */
export async function readProducts(
  db: Database,
  held: Set<string>,
  ids?: readonly number[],
): Promise<Named<number>> {
  const texts = gatherTexts(wordForm);
  const all = { ids: [] as number[], popularity: [] as number[], ratings: [] as number[] };
  const only = ids ? sql`and id = any(${[...ids]}::bigint[])` : sql``;
  for (let after = 0; ;) {
    const { rows } = await rowsOf(batchShape)`
      with batch as materialized (
        select id, title || ' ' || coalesce(brand, '') as name, popularity, rating_average, category_slugs from product
        where id > ${after} and status = 'active' ${only} order by id limit ${BATCH})
      select json_agg(id order by id) as ids, json_agg(name order by id) as names,
        json_agg(popularity order by id) as popularity, json_agg(rating_average order by id) as ratings,
        (select json_agg(distinct slug) from batch cross join unnest(category_slugs) slug) as kinds
      from batch`.execute(db);
    const [batch] = rows;
    if (!batch?.ids) break;
    for (const [at, id] of batch.ids.entries()) {
      texts.add(batch.names?.[at] ?? '');
      all.ids.push(id);
      all.popularity.push(batch.popularity?.[at] ?? 0);
      all.ratings.push(batch.ratings?.[at] ?? 0);
    }
    for (const kind of batch.kinds ?? []) held.add(kind);
    after = batch.ids.at(-1) ?? after;
  }
  const order = await sortByPopularity(Float32Array.from(all.popularity), Float32Array.from(all.ratings));
  const inOrder = Float64Array.from(order, (place) => all.ids[place] ?? 0);
  return { texts: await texts.inOrder(order), at: (place) => inOrder[place] };
}
