import { integer, json, nullable, oneOf } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Passage } from '#src/editorial/passages.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { nearestTerms, standInsOf, type StandIns } from './passages/passage-terms.ts';
import { scorePassages, type Post } from './passages/score-passages.ts';
import { alternatives, bounds, passageWeights } from './weights.ts';

export interface FoundPassage extends Passage {
  /** How much of what was asked the passage holds, by how telling each word is: 0 to 1. */
  readonly score: number;
}

const passageKind = oneOf('faq', 'guide', 'policy', 'product');
export interface FindPassagesOptions {
  readonly most: number;
  /** Asks about one product: its own words first, then the shop's general ones, never another product's. */
  readonly productId?: number;
  /** Passages below it are left out: the shop does not say. Default: `passageWeights.leastScore`. */
  readonly leastScore?: number;
}

/** The passages that answer a question, best first; empty where the shop's words do not say. */
export async function findPassages(
  db: Database,
  text: string,
  { most, productId, leastScore = passageWeights.leastScore }: FindPassagesOptions,
): Promise<readonly FoundPassage[]> {
  const product = productId === undefined ? null : await productNamed(db, productId);
  const named = new Set(product ? tokensOf(product.title).map((token) => token.term) : []);
  const asked = [...new Set(tokensOf(text.slice(0, bounds.queryCharacters)).map((token) => token.term))];
  const open = asked.filter((term) => !named.has(term)).slice(0, bounds.queryWords);
  // "Tell me about the Gyr XC": nothing is left to look for, so its name is.
  const terms = open.length ? open : asked.slice(0, bounds.queryWords);
  if (!terms.length) return [];
  const stands = new Map(standInsOf(terms));
  const { total, posts } = await postsOf(db, wordsOf(stands));
  const known = new Set(posts.map(({ term }) => term));
  const near = await nearestTerms(
    db,
    terms.filter((term) => !known.has(term)),
  );
  for (const [term, other] of near)
    stands.set(term, [...(stands.get(term) ?? []), [other, alternatives.spelling[0]]]);
  if (near.size)
    posts.push(
      ...(
        await postsOf(
          db,
          [...near.values()].filter((one) => !known.has(one)),
        )
      ).posts,
    );
  const scored = scorePassages(posts, stands, total, product?.slug ?? null)
    .filter((one) => one.score >= leastScore)
    .slice(0, Math.max(0, most));
  const found = await rowsOf({
    ...columns('search_passage', 'id', 'slug', 'href', 'title', 'text'),
    kind: passageKind,
  })`
    select id, kind, slug, href, title, text from search_passage
    where id = any(${scored.map((one) => one.id)}::bigint[])`.execute(db);
  const byId = new Map(found.rows.map(({ id, ...passage }) => [id, passage]));
  return scored.flatMap(({ id, score }) => {
    const passage = byId.get(id);
    return passage ? [{ ...passage, score }] : [];
  });
}

async function productNamed(db: Database, id: number): Promise<{ slug: string; title: string } | null> {
  const { rows } = await rowsOf(columns('product', 'slug', 'title'))`
    select slug, title from product where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

const wordsOf = (stands: StandIns): readonly string[] => [
  ...new Set([...stands.values()].flatMap((all) => all.map(([term]) => term))),
];

/** The passages that hold one of those terms, and how many passages there are. */
async function postsOf(
  db: Database,
  terms: readonly string[],
): Promise<{ readonly total: number; readonly posts: Post[] }> {
  const { rows } = await rowsOf({ total: integer, posts: nullable(json<Post[]>()) })`
    select (select count(*) from search_passage) as total,
      (select json_agg(json_build_object('term', x.term, 'passage', x.passage, 'weight', x.weight, 'kind', s.kind,
          'slug', s.slug))
        from search_passage_post x join search_passage s on s.id = x.passage
        where x.term = any(${[...terms]}::text[])) as posts`.execute(db);
  return { total: rows[0]?.total ?? 0, posts: rows[0]?.posts ?? [] };
}
