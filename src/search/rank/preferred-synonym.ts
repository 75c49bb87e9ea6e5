import { sql } from 'kysely';
import { integer } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { rowsOf } from '#src/database/rows.ts';
import { tablesOf } from '../index/index-tables.ts';
import { exactSynonymsOf } from '#src/language/synonyms.ts';
import { indexCache, type TitleUses, type WordIndex } from '../retrieve/index-cache.ts';
import { alternatives } from '../weights.ts';
import type { Alternative, QueryTerm } from '../retrieve/query-terms.ts';

const SAMPLE = 20_000; // products
const LEAST_TITLES = 20; // of the sample; a few say nothing
const SELDOM = 0.1; // share of its titles that a term is the noun of, where it tells what things go with,
const OFTEN = 0.25; // and that its other name is, where that names the things

/**
 * The question's noun by the name that this catalogue gives the thing: where "laptop" stands in titles of sleeves and
 * locks alone and the laptops are called notebooks, the asked word counts less than its other name.
 */
export async function preferredSynonyms(
  db: Database,
  index: WordIndex,
  terms: readonly QueryTerm[],
  head: string | null,
): Promise<readonly QueryTerm[]> {
  const group = terms.find((one) => one.token.term === head);
  const names = group?.alternatives.filter(
    (one) => one.word === head || exactSynonymsOf(head ?? '').includes(one.word),
  );
  const own = names?.find((one) => one.word === head);
  if (!group || !own || !names || names.length < 2) return terms;
  const uses = await usesOf(db, index, names);
  const share = ({ term }: Alternative) => {
    const { titles = 0, heads = 0 } = uses.get(term) ?? {};
    return titles < LEAST_TITLES ? null : heads / titles;
  };
  const ownShare = share(own);
  const isThing = (one: Alternative) => one !== own && (share(one) ?? 0) >= OFTEN;
  if (ownShare === null || ownShare > SELDOM || !names.some(isThing)) return terms;
  const reweighed = group.alternatives
    .map((one) =>
      isThing(one) || !names.includes(one) ? one : { ...one, weight: one.weight * alternatives.aside },
    )
    .toSorted((a, b) => b.weight - a.weight);
  return terms.map((one) => (one === group ? { ...group, alternatives: reweighed } : one));
}

async function usesOf(
  db: Database,
  index: WordIndex,
  names: readonly Alternative[],
): Promise<ReadonlyMap<number, TitleUses>> {
  const { generation, products } = index;
  const { titleUses: uses } = await indexCache(db, index);
  const unknown = names.filter(({ term }) => !uses.has(term)).map(({ term }) => term);
  if (!unknown.length) return uses;
  const { doc } = tablesOf(generation);
  const sample =
    products > SAMPLE ? sql`tablesample system (${(100 * SAMPLE) / products}) repeatable (1)` : sql``;
  const { rows } = await rowsOf({ term: integer, titles: integer, heads: integer })`
    select t.term, count(*) filter (where position(t.named in d.title) > 0)::int as titles,
      count(*) filter (where t.term = any(d.first || d.later))::int as heads
    from (select term, ' ' || term || ' ' as named from unnest(${unknown}::integer[]) term) t
    cross join (select title, first, later from ${doc} ${sample}) d group by t.term`.execute(db);
  for (const { term, ...row } of rows) uses.set(term, row);
  return uses;
}
