import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { integer, oneOf } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf, type RowOf } from '#src/database/rows.ts';
import { tables } from '#src/database/schema.ts';
import type { Passage } from '#src/editorial/passages.ts';
import { canBeMisspelt, editDistance, editsAllowed } from '#src/language/edit-distance.ts';
import { synonymsOf } from '#src/language/synonyms.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { lengthNorm, termImpact } from '../index/term-impact.ts';
import { alternatives, bounds, passageWeights } from '../weights.ts';
import { idfOf } from '../retrieve/query-terms.ts';

export interface FoundPassage extends Passage {
  /** How much of what was asked the passage holds, by how telling each word is: 0 to 1. */
  readonly score: number;
}

const passageKind = oneOf('faq', 'guide', 'policy', 'product');
const postShape = {
  ...columns('search_passage_post', 'term', 'passage', 'weight'),
  kind: passageKind,
  slug: tables.search_passage.slug,
};

const POSTS_A_STATEMENT = 20_000;

/** Brings the passages that can be quoted up to date with the content; unchanged ones are left alone. */
export async function indexPassages(db: Database, passages: readonly Passage[]): Promise<void> {
  const wanted = new Map(passages.filter((one) => one.text.trim()).map((one) => [hashOf(one), one]));
  await db.transaction().execute(async (trx) => {
    await sql`lock table search_passage in share row exclusive mode`.execute(trx);
    const { rows } = await rowsOf(columns('search_passage', 'id', 'hash'))`
      select id, hash from search_passage`.execute(trx);
    const gone = rows.filter((row) => !wanted.delete(row.hash)).map((row) => row.id);
    await sql`delete from search_passage where id = any(${gone}::bigint[])`.execute(trx);
    const added = [...wanted];
    if (!added.length) return;
    const column = (key: 'kind' | 'slug' | 'href' | 'title' | 'text') =>
      sql`${added.map(([, one]) => one[key])}::text[]`;
    const made = await rowsOf(columns('search_passage', 'id', 'hash'))`
      insert into search_passage (hash, kind, slug, href, title, text)
      select * from unnest(${added.map(([hash]) => hash)}::text[], ${column('kind')}, ${column('slug')},
        ${column('href')}, ${column('title')}, ${column('text')}) returning id, hash`.execute(trx);
    const posts = made.rows.flatMap((row) => postsOf(row.id, wanted.get(row.hash)));
    for (let at = 0; at < posts.length; at += POSTS_A_STATEMENT) {
      const some = posts.slice(at, at + POSTS_A_STATEMENT);
      await sql`
        insert into search_passage_post (passage, term, weight)
        select * from unnest(${some.map((post) => post.passage)}::bigint[], ${some.map((post) => post.term)}::text[],
          ${some.map((post) => post.weight)}::real[])`.execute(trx);
    }
  });
}

const hashOf = (passage: Passage): string =>
  createHash('sha256')
    .update(JSON.stringify([passage.kind, passage.slug, passage.href, passage.title, passage.text]))
    .digest('base64url')
    .slice(0, 22);

function postsOf(passage: number, said: Passage | undefined) {
  if (!said) return [];
  const sums = new Map<string, number>();
  const text = tokensOf(said.text);
  const length = lengthNorm(text.length, passageWeights.usualLength);
  for (const { term } of tokensOf(said.title)) sums.set(term, (sums.get(term) ?? 0) + passageWeights.title);
  for (const { term } of text) sums.set(term, (sums.get(term) ?? 0) + 1 / length);
  return [...sums].map(([term, sum]) => ({ passage, term, weight: termImpact(sum) }));
}

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
  const stands = await standInsOf(db, terms);
  const total = await countPassages(db);
  const { rows } = await rowsOf(postShape)`
    select x.term, x.passage, x.weight, s.kind, s.slug
    from search_passage_post x join search_passage s on s.id = x.passage
    where x.term = any(${[...new Set([...stands.values()].flatMap((all) => all.map(([term]) => term)))]}::text[])`.execute(
    db,
  );
  const scored = scorePassages(rows, stands, total, product?.slug ?? null)
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

type Row = RowOf<typeof postShape>;

/** A question's term with the terms that may stand for it and what each is worth. */
type StandIns = ReadonlyMap<string, readonly (readonly [term: string, share: number])[]>;

function scorePassages(
  rows: readonly Row[],
  stands: StandIns,
  total: number,
  product: string | null,
): readonly { readonly id: number; readonly score: number }[] {
  const byTerm = Map.groupBy(rows, (row) => row.term);
  const sums = new Map<number, { words: number; held: number; row: Row }>();
  let whole = 0;
  for (const all of stands.values()) {
    // A word is as telling as the commonest of what stands for it; one that no passage holds is as telling as can
    // be: it is what the shop does not speak of.
    const idf = idfOf(Math.max(...all.map(([term]) => byTerm.get(term)?.length ?? 0)), total);
    whole += idf;
    const best = new Map<number, { share: number; row: Row }>();
    for (const [term, share] of all) {
      for (const row of byTerm.get(term) ?? []) {
        if (
          row.weight * share >
          (best.get(row.passage)?.share ?? 0) * (best.get(row.passage)?.row.weight ?? 0)
        ) {
          best.set(row.passage, { share, row });
        }
      }
    }
    for (const [passage, { share, row }] of best) {
      const sum = sums.get(passage) ?? { words: 0, held: 0, row };
      sum.words += idf * share * row.weight;
      sum.held += idf * share;
      sums.set(passage, sum);
    }
  }
  return [...sums]
    .filter(([, { row }]) => row.kind !== 'product' || product === null || row.slug === product)
    .map(([id, { words, held, row }]) => {
      const isOwn = product === null ? row.kind !== 'product' : row.kind === 'product';
      const place = isOwn ? 1 : passageWeights.aside;
      return { id, score: (held / whole) * place, order: words * held * place };
    })
    .sort((a, b) => b.order - a.order || a.id - b.id);
}

/** Itself, its synonyms, and, where no passage holds it, the nearest spelling that one does. */
async function standInsOf(db: Database, terms: readonly string[]): Promise<StandIns> {
  const known = await rowsOf(columns('search_passage_post', 'term'))`
    select distinct term from search_passage_post where term = any(${[...terms]}::text[])`.execute(db);
  const there = new Set(known.rows.map((row) => row.term));
  const unknown = terms.filter((term) => !there.has(term) && canBeMisspelt(term));
  const all = unknown.length
    ? await rowsOf(columns('search_passage_post', 'term'))`select distinct term from search_passage_post
        where left(term, 1) = any(${unknown.map((term) => term[0] ?? '')}::text[])`.execute(db)
    : { rows: [] };
  return new Map(
    terms.map((term) => {
      const others = synonymsOf(term).map((other) => [other, passageWeights.synonym] as const);
      const near = unknown.includes(term)
        ? nearest(
            term,
            all.rows.map((row) => row.term),
          )
        : null;
      return [
        term,
        [[term, 1], ...(near ? [[near, alternatives.spelling[0]] as const] : []), ...others],
      ] as const;
    }),
  );
}

function nearest(term: string, among: readonly string[]): string | null {
  const allowed = editsAllowed(term);
  const near = among
    .filter((one) => canBeMisspelt(one) && Math.abs(one.length - term.length) <= allowed)
    .map((one) => ({ one, distance: editDistance(term, one) }))
    .filter(({ distance }) => distance <= allowed)
    .sort((a, b) => a.distance - b.distance);
  return near[0]?.one ?? null;
}

async function productNamed(db: Database, id: number): Promise<{ slug: string; title: string } | null> {
  const { rows } = await rowsOf(columns('product', 'slug', 'title'))`
    select slug, title from product where id = ${id}`.execute(db);
  return rows[0] ?? null;
}

async function countPassages(db: Database): Promise<number> {
  const { rows } = await rowsOf({ n: integer })`select count(*) as n from search_passage`.execute(db);
  return rows[0]?.n ?? 0;
}
