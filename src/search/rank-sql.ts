import { sql, type RawBuilder } from 'kysely';
import type { IndexState, IndexTables } from './index-tables.ts';
import { bounds, features, headShares } from './weights.ts';
import type { WordGroup } from './word-groups.ts';

export interface Question {
  readonly state: IndexState;
  readonly tables: IndexTables;
  readonly groups: readonly WordGroup[];
  /** The group of the question's noun. */
  readonly head: WordGroup | null;
  /** The question names a child. */
  readonly forChildren: boolean;
  /** A hosted vector of the question. */
  readonly vector: RawBuilder<unknown> | null;
  /** The generation holds the catalogue's own vectors, which the question is folded into. */
  readonly own: boolean;
  readonly matching: RawBuilder<unknown> | null;
  readonly most: number;
}

/** One row: product ids and scores, best first, joined by commas; 400 rows cost the embedded engine 2 ms more. */
export interface Candidates {
  readonly products: string | null;
  readonly scores: string | null;
}

export const TIE_BREAKS = 100; // of the best by score, reordered by what changes by the minute: popularity and stock

/**
 * The whole ranking as one statement: best products of each word's list within the limits, BM25F with coverage, the
 * best of those by every feature. Nothing from outside is in its text: words are numbers of terms by now.
 */
export function candidatesSql(question: Question): RawBuilder<Candidates> {
  const { state, tables, matching, most } = question;
  const vectors = question.vector !== null || question.own;
  return sql<Candidates>`
    with ${matching ? sql`allowed (id) as materialized (${matching}),` : sql``}
    ${foundSql(question)}
    ${vectors ? vectorSql(question) : sql``},
    numbered as (
      select product, words / greatest(max(words) over (), 1e-6) as words,
        row_number() over (order by words desc, product) as n
      from ${question.vector ? sql`pooled` : sql`exact`}
    ), scored as (
      select e.product, false as tail, ${scoreSql(question, vectors)} as score
      from numbered e join ${tables.doc} d on d.product = e.product
      ${vectors ? sql`cross join question left join ${tables.productVector} v on v.product = e.product` : sql``}
      where e.n <= ${bounds.reranked} ${question.vector ? sql`or e.words = 0` : sql``}
      union all
      select product, true, words from numbered e
      where n > ${bounds.reranked} ${question.vector ? sql`and words > 0` : sql``}
    ), ordered as (
      select product, score, row_number() over (order by tail, score desc, product) as place from scored
    )
    select string_agg(product::text, ',') as products, string_agg(score::text, ',') as scores from (
    select o.product, (o.score + coalesce(t.nudge, 0))::real as score
    from ordered o left join lateral (
      select ${nudgeSql(state)} as nudge from product p where p.id = o.product and o.place <= ${TIE_BREAKS} offset 0
    ) t on true
    order by least(o.place, ${TIE_BREAKS + 1}) > ${TIE_BREAKS}, case when o.place > ${TIE_BREAKS} then 0 else o.score + coalesce(t.nudge, 0) end desc, o.place limit ${most}) r`;
}

/** The best products by words, found and scored in the database. */
function foundSql(question: Question): RawBuilder<unknown> {
  const { groups } = question;
  const rows = groups.flatMap((group, g) => group.alternatives.map((one) => ({ ...one, g, idf: group.idf })));
  const total = groups.reduce((sum, group) => sum + group.idf, 0) || 1;
  // One word: its best products are the best products, and no other word's share can be missing.
  const cut = groups.length > 1 && rows.some((row) => row.df > bounds.listDepth);
  const read = listsRead(groups);
  const depthOf = (row: (typeof rows)[number]) =>
    !read.has(row.g) ? 0 : row.weight < row.idf ? bounds.standInDepth : bounds.listDepth;
  return sql`
    q as materialized (
      select * from unnest(${rows.map((row) => row.g)}::integer[], ${rows.map((row) => row.term)}::integer[],
        ${rows.map((row) => row.weight)}::real[], ${rows.map((row) => row.idf)}::real[],
        ${rows.map(depthOf)}::integer[]) q (g, term, weight, idf, depth)
    ), ${matchedSql(question)}
    best as (
      select product, ${coveredSql(total)} as words from matched group by product
      order by words desc, product limit ${bounds.candidates}
    ), exact as (${cut ? exactSql(question, total) : sql`select product, words from best`})`;
}

/**
 * The words whose lists bring in candidates. A product that holds only common words, together a third of what was
 * asked, cannot come near the best: those lists are not read where the others bring enough (Turtle & Flood's MaxScore).
 * Candidates are scored by every word afterwards.
 */
function listsRead(groups: readonly WordGroup[]): ReadonlySet<number> {
  const dfOf = (group: WordGroup) => Math.max(...group.alternatives.map((one) => one.df));
  const read = new Set(groups.keys());
  let spare = groups.reduce((sum, group) => sum + group.idf, 0) * bounds.commonShare;
  const common = [...groups.entries()]
    .filter(([, group]) => dfOf(group) > bounds.listDepth)
    .toSorted(([, a], [, b]) => a.idf - b.idf);
  for (const [g, group] of common) {
    spare -= group.idf;
    const others = groups.filter((_, at) => at !== g && read.has(at));
    const most = Math.max(0, ...others.map(dfOf));
    if (spare >= 0 && most >= bounds.candidates) read.delete(g);
  }
  return read;
}

/** A sum of words by the share of what was asked that they cover. */
const coveredSql = (total: number): RawBuilder<unknown> =>
  features.coverage === 1
    ? sql`sum(words) * sum(idf) / ${total}::real`
    : sql`sum(words) * power(sum(idf) / ${total}::real, ${features.coverage}::real)`;

/** The best products of each word's list. A word with stand-ins counts by the best that a product holds. */
function matchedSql({ tables, groups, matching }: Question): RawBuilder<unknown> {
  // Not a plain IN: the planner would turn that into a join inside the loop over words and build its hash anew for
  // each. As a value it stays a hashed sub-plan, built once.
  const allowed = matching ? sql`and (product in (select id from allowed)) is true` : sql``;
  const lists = sql`q cross join lateral (
    select product, weight from ${tables.post} where term = q.term ${allowed}
    order by weight desc limit ${groups.length > 1 ? sql`q.depth` : bounds.candidates}) p`;
  return groups.every((group) => group.alternatives.length === 1)
    ? sql`matched as (select p.product, p.weight * q.weight as words, q.idf from ${lists}),`
    : sql`matched as (
        select p.product, q.g, max(p.weight * q.weight) as words, max(q.idf) as idf from ${lists}
        group by p.product, q.g),`;
}

/** Lists cut at their depth leave sums too low; the first candidates are summed anew from their own entries. */
function exactSql({ tables }: Question, total: number): RawBuilder<unknown> {
  return sql`
    select product, ${coveredSql(total)} as words from (
      select b.product, q.g, max(q.weight * d.weights[array_position(d.terms, q.term)]) as words, max(q.idf) as idf
      from best b join ${tables.doc} d on d.product = b.product cross join q
      where array_position(d.terms, q.term) is not null
      group by b.product, q.g) m
    group by product order by words desc, product limit ${bounds.candidates}`;
}

export function vectorSql({ tables, vector, groups, matching }: Question): RawBuilder<unknown> {
  if (!vector) {
    const terms = groups.flatMap((group) => group.alternatives.slice(0, 1).map((one) => one.term));
    return sql`, question as materialized (
      select sum(vector) as vector from ${tables.termVector} where term = any(${terms}::integer[]))`;
  }
  // A sentence model may bring in products that share no word with the question.
  return sql`, question as materialized (select ${vector} as vector),
    near as (
      select product from ${tables.productVector}, question
      ${matching ? sql`where product in (select id from allowed)` : sql``}
      order by ${tables.productVector}.vector <=> question.vector limit ${bounds.vectorOnly}),
    pooled as (
      select product, words from exact
      union all select product, 0 from near where product not in (select product from exact))`;
}

export function scoreSql(
  { groups, head, vector, forChildren }: Question,
  vectors: boolean,
): RawBuilder<unknown> {
  const parts = [sql`e.words`];
  if (!forChildren) parts.push(sql`case when d.for_children then ${features.forChildren}::real else 0 end`);
  if (head) parts.push(sql`${features.head}::real * ${headSql(head)}`);
  const pairs = groups
    .slice(1)
    .map((group, at) => [groups[at]?.alternatives[0]?.term, group.alternatives[0]?.term]);
  if (pairs.length) {
    const there = padded(pairs.map(([a, b]) => ` ${a} ${b} `)).map(
      (pair) => sql`(position(${pair} in d.title) > 0)::integer`,
    );
    parts.push(sql`${features.phrase / pairs.length}::real * (${sql.join(there, sql` + `)})`);
  }
  if (vectors) {
    const weight = vector ? features.hostedVector : features.vector;
    parts.push(sql`${weight}::real * coalesce(1 - (v.vector <=> question.vector), 0)`);
  }
  return sql.join(parts, sql` + `);
}

const NOWHERE = '-'; // titles are kept as numbers with blanks between

/** As many as the next power of two, so that questions of about a length are one statement, whose plan is kept. */
function padded(texts: readonly string[]): readonly string[] {
  const length = 2 ** Math.ceil(Math.log2(Math.max(1, texts.length)));
  return [...texts, ...Array<string>(length - texts.length).fill(NOWHERE)];
}

/** Whether the title is about the question's noun, or only holds it, or only goes with it. */
function headSql(head: WordGroup): RawBuilder<unknown> {
  const terms = head.alternatives.map((one) => one.term);
  const list = sql`${terms}::integer[]`;
  const within = sql.join(
    padded(terms.map((term) => ` ${term} `)).map((term) => sql`position(${term} in d.about) > 0`),
    sql` or `,
  );
  return sql`case when d.first && ${list} then ${headShares.first}::real
    when d.later && ${list} then ${headShares.later}::real
    when ${within} then ${headShares.modifier}::real
    when d.goes_with && ${list} then ${headShares.goesWith}::real
    else ${headShares.absent}::real end`;
}

/** Popularity as p / (p + average), so that no bestseller counts more than 1; sold out where no variant can be had. */
export function nudgeSql(state: IndexState): RawBuilder<unknown> {
  // A scalar sub-select, not EXISTS: that the planner may answer by hashing every variant of the shop.
  return sql`${features.popularity}::real * coalesce(p.popularity / nullif(p.popularity + ${state.popularity}::real, 0), 0)
    + case when (select 1 from variant v left join stock s on s.variant_id = v.id where v.product_id = p.id
        and (s.variant_id is null or not s.tracked or s.backorder or s.on_hand > s.reserved) limit 1) is not null then 0
      else ${features.soldOut}::real end`;
}
