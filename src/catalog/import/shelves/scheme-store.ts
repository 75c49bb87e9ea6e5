import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { ShelfScheme } from './shelf-scheme.ts';

const path = z.array(z.string());
const pairs = <Value extends z.ZodType>(value: Value) => z.array(z.tuple([z.string(), value]));
const stored = z.object({
  of: z.number(),
  roots: path,
  isTold: z.boolean(),
  headFirst: z.boolean(),
  tags: pairs(z.string()),
  nouns: pairs(z.object({ path, of: z.number() })),
  words: pairs(path),
});

/** How a source was shelved before; null where it never was. */
export async function keptScheme(db: Database, source: string): Promise<ShelfScheme | null> {
  const { rows } = await rowsOf(columns('shelf_scheme', 'scheme'))`
    select scheme from shelf_scheme where source = ${source}`.execute(db);
  if (!rows[0]) return null;
  const { tags, nouns, words, ...rest } = stored.parse(rows[0].scheme);
  return { ...rest, tags: new Map(tags), nouns: new Map(nouns), words: new Map(words) };
}

export async function keepScheme(
  db: Database,
  source: string,
  { tags, nouns, words, ...rest }: ShelfScheme,
  now: Date,
): Promise<void> {
  const scheme: z.input<typeof stored> = {
    ...rest,
    roots: [...rest.roots],
    tags: [...tags],
    nouns: [...nouns].map(([term, noun]) => [term, { path: [...noun.path], of: noun.of }]),
    words: [...words].map(([term, words]) => [term, [...words]]),
  };
  await sql`
    insert into shelf_scheme (source, scheme, decided_at)
    values (${source}, ${JSON.stringify(scheme)}::jsonb, ${now}::timestamptz)
    on conflict (source) do update set scheme = excluded.scheme, decided_at = excluded.decided_at
    where shelf_scheme.scheme is distinct from excluded.scheme`.execute(db);
}
