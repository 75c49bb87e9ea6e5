import { sql, type RawBuilder } from 'kysely';
import type { IndexState, IndexTables } from './index-tables.ts';
import { features, headShares } from './weights.ts';
import type { WordGroup } from './word-groups.ts';

export interface Question {
  readonly state: IndexState;
  readonly tables: IndexTables;
  readonly groups: readonly WordGroup[];
  /** The group of the question's noun. */
  readonly head: WordGroup | null;
  /** The question names a child. */
  readonly forChildren: boolean;
  /** The question's vector: a hosted model's, or folded into the catalogue's own; null where there are no vectors. */
  readonly vector: { readonly sql: RawBuilder<unknown>; readonly isHosted: boolean } | null;
}

export const TIE_BREAKS = 100; // of the best by score, reordered by what changes by the minute: popularity and stock

/** The score of `e.words`, a share of the best word match, with every feature of entry `d` and vector `v`. */
export function scoreSql({ groups, head, vector, forChildren }: Question): RawBuilder<unknown> {
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
  if (vector) {
    const weight = vector.isHosted ? features.hostedVector : features.vector;
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
