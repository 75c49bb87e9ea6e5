import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Passage } from '#src/editorial/passages.ts';
import { tokensOf } from '#src/language/tokenizer.ts';
import { lengthNorm, termImpact } from '../index/term-impact.ts';
import { passageWeights } from '../weights.ts';

const POSTS_A_STATEMENT = 20_000;

const CODE_VERSION = 3; // grows with any change of what a passage is or how it is posted

/**
 * Brings the passages that can be quoted up to date with the content of that version; unchanged ones are left alone,
 * and where the version has not changed they are not even made.
 */
export async function indexPassages(
  db: Database,
  contentVersion: string,
  passages: () => readonly Passage[],
): Promise<void> {
  const version = `${CODE_VERSION} ${contentVersion}`;
  const { rows: same } = await sql`select from search_index where passages = ${version}`.execute(db);
  if (same.length) return;
  const wanted = new Map(
    passages()
      .filter((one) => one.text.trim())
      .map((one) => [hashOf(one), one]),
  );
  await db.transaction().execute(async (trx) => {
    await sql`lock table search_passage in share row exclusive mode`.execute(trx);
    const { rows } = await rowsOf(columns('search_passage', 'id', 'hash'))`
      select id, hash from search_passage`.execute(trx);
    const gone = rows.filter((row) => !wanted.delete(row.hash)).map((row) => row.id);
    await sql`delete from search_passage where id = any(${gone}::bigint[])`.execute(trx);
    await sql`update search_index set passages = ${version}`.execute(trx);
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
