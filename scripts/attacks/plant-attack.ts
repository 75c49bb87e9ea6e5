import { sql } from 'kysely';
import { text } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';

/** Where attacks are planted: a product, with the question that makes tools bring its texts. */
export interface Bed {
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly question: string;
}

/** The first product, and the first question that the shop's pages answer. */
export async function findBed(db: Database): Promise<Bed> {
  const { rows } = await rowsOf({ ...columns('product', 'id', 'slug', 'title'), question: text })`
    select id, slug, title,
      (select title from search_passage where kind = 'faq' order by id limit 1) as question
    from product where status = 'active' order by id limit 1`.execute(db);
  if (!rows[0]) throw new Error('The shop has no product to plant an attack in.');
  return rows[0];
}

/** Writes the text where others write: a feed's description and attribute, a review, and a passage of content. */
export async function plantAttack(db: Database, bed: Bed, text: string): Promise<void> {
  const attribute = [{ key: 'note', label: 'Note', kind: 'words', values: [text.slice(0, 400)] }];
  await sql`
    update product set description = ${text},
      attributes = (select coalesce(jsonb_agg(a), '[]') from jsonb_array_elements(attributes) a where a ->> 'key' <> 'note')
        || ${JSON.stringify(attribute)}::jsonb
    where id = ${bed.id}`.execute(db);
  await sql`
    update search_passage set text = ${text.slice(0, 1_500)}
    where id = (select min(id) from search_passage where kind = 'faq')
      or id = (select min(id) from search_passage where kind = 'product' and slug = ${bed.slug})`.execute(db);
  await sql`
    insert into review (product_id, source, source_key, author, stars, title, body, state, written_at, created_at, changed_at)
    values (${bed.id}, 'attack', 'one', 'Somebody', 5, 'Good', ${text.slice(0, 4_000)}, 'published', now(), now(), now())
    on conflict (source, source_key) do update set body = excluded.body`.execute(db);
}
