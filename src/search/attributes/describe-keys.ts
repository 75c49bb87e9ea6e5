import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import { groupRows } from './tally-groups.ts';
import type { Units } from './learn-units.ts';
import type { Seen } from './replace-values.ts';

const VALUES_KEPT = 3_000; // of one key, the commonest: of a code that every product has another of, the rest is left to the ranking

/** Writes what each key is, its commonest values, and what groups of products state, anew from what was indexed. */
export async function describeKeys(db: Database, units: Units, seen: Seen): Promise<void> {
  await sql`delete from search_key`.execute(db);
  await sql`delete from search_value`.execute(db);
  const labels = [...seen.labels];
  await sql`
    insert into search_key (key, label, unit, implied, is_option, products, numbers, words, flags, least, most)
    select f.key, coalesce(l.label, f.key), l.unit, coalesce(l.implied, false), coalesce(l.is_option, false),
      f.products, f.numbers, f.words, f.flags, f.least, f.most
    from (select key, count(distinct product_id)::int as products, count(number)::int as numbers,
        count(word)::int as words, count(flag)::int as flags, min(number) as least, max(number) as most
      from search_fact group by key) f
    left join unnest(${labels.map(([key]) => key)}::text[], ${labels.map(([, one]) => one.label)}::text[],
      ${labels.map(([key]) => units.get(key)?.unit ?? null)}::text[],
      ${labels.map(([key]) => units.get(key)?.implied ?? false)}::boolean[],
      ${labels.map(([, one]) => one.isOption)}::boolean[]) l (key, label, unit, implied, is_option)
      on l.key = f.key`.execute(db);
  await sql`
    insert into search_value (key, word, label, products)
    select key, word, word, products from (
      select key, word, count(distinct product_id)::int as products,
        row_number() over (partition by key order by count(distinct product_id) desc, word) as place
      from search_fact where word is not null group by key, word) v
    where place <= ${VALUES_KEPT}`.execute(db);
  await spellValues(db, seen);
  await writeGroups(db, seen);
}

async function writeGroups(db: Database, seen: Seen): Promise<void> {
  await sql`delete from search_group`.execute(db);
  const rows = groupRows(seen.groups);
  for (let at = 0; at < rows.length; at += 2_000) {
    const some = rows.slice(at, at + 2_000);
    await sql`
      insert into search_group (kind, name, products, stating, called)
      select * from unnest(${some.map((row) => row.kind)}::text[], ${some.map((row) => row.name)}::text[],
        ${some.map((row) => row.products)}::integer[], ${some.map((row) => JSON.stringify(row.stating))}::jsonb[],
        ${some.map((row) => JSON.stringify(row.called))}::jsonb[])`.execute(db);
  }
}

async function spellValues(db: Database, seen: Seen): Promise<void> {
  const words = [...seen.words].filter(([id, label]) => id.slice(id.indexOf('\0') + 1) !== label);
  for (let at = 0; at < words.length; at += 10_000) {
    const some = words.slice(at, at + 10_000);
    await sql`
      update search_value v set label = s.label
      from unnest(${some.map(([id]) => id.slice(0, id.indexOf('\0')))}::text[],
        ${some.map(([id]) => id.slice(id.indexOf('\0') + 1))}::text[],
        ${some.map(([, label]) => label)}::text[]) s (key, word, label)
      where v.key = s.key and v.word = s.word`.execute(db);
  }
}

/** Keys and values first met in a few changed products; counts and reach are refreshed by the next full run. */
export async function addNewKeys(db: Database, seen: Seen): Promise<void> {
  const labels = [...seen.labels];
  await sql`
    insert into search_key (key, label, unit, is_option, products, numbers, words, flags, least, most)
    select l.key, l.label, l.unit, l.is_option, count(distinct f.product_id)::int, count(f.number)::int,
      count(f.word)::int, count(f.flag)::int, min(f.number), max(f.number)
    from unnest(${labels.map(([key]) => key)}::text[], ${labels.map(([, one]) => one.label)}::text[],
      ${labels.map(([, one]) => one.unit)}::text[], ${labels.map(([, one]) => one.isOption)}::boolean[])
      l (key, label, unit, is_option)
      join search_fact f on f.key = l.key
    where not exists (select from search_key k where k.key = l.key)
    group by l.key, l.label, l.unit, l.is_option
    on conflict (key) do nothing`.execute(db);
  const words = [...seen.words];
  await sql`
    insert into search_value (key, word, label, products)
    select key, word, label, 1 from unnest(${words.map(([id]) => id.slice(0, id.indexOf('\0')))}::text[],
      ${words.map(([id]) => id.slice(id.indexOf('\0') + 1))}::text[], ${words.map(([, label]) => label)}::text[])
      v (key, word, label) on conflict do nothing`.execute(db);
}
