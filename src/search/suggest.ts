import { sql } from 'kysely';
import { categories } from '#src/catalog/category-store.ts';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Suggestion } from './answer.ts';
import { COLOUR } from './colours.ts';
import { needToQuery } from './need-address.ts';
import { emptyNeed } from './need.ts';
import { wordForm } from './question-words.ts';

const MOST = 10;
const LONGEST = 80;

/** What a half-typed question may become: categories, products, values and questions whose words begin so. */
export async function suggest(
  db: Database,
  content: Content,
  prefix: string,
): Promise<readonly Suggestion[]> {
  const typed = prefix.normalize('NFKC').trim().toLowerCase().slice(0, LONGEST);
  if (!/[\p{L}\p{N}]/u.test(typed)) return [];
  const starts = typed.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const [kinds, products, values] = await Promise.all([
    categories(db),
    productsLike(db, starts),
    valuesLike(db, starts),
  ]);
  const named: readonly Suggestion[] = kinds
    .filter((one) => beginsIn(starts, one.name))
    .slice(0, 3)
    .map((one) => ({ kind: 'category', label: one.name, href: `/c/${one.slug}` }));
  const questions: readonly Suggestion[] =
    typed.length < 3
      ? []
      : content.faqs
          .filter((one) => beginsIn(starts, one.words.question))
          .slice(0, 3)
          .map((one) => ({ kind: 'question', label: one.words.question, href: `/faq#${one.slug}` }));
  return [...named, ...products, ...values, ...questions].slice(0, MOST);
}

/** Whether every typed word begins a word of the text, the unfinished last one included. */
function beginsIn(starts: readonly string[], text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return starts.every((start) =>
    words.some((word) => word.startsWith(start) || wordForm(word) === wordForm(start)),
  );
}

async function productsLike(db: Database, starts: readonly string[]): Promise<readonly Suggestion[]> {
  const like = conditions(starts, sql`p.title || ' ' || coalesce(p.brand, '')`);
  const { rows } = await sql<{ slug: string; title: string }>`
    select p.slug, p.title from product p where p.status = 'active' and ${like}
    order by (lower(p.title) like ${`${literal(starts[0] ?? '')}%`}) desc, p.popularity desc, p.id limit 4`.execute(
    db,
  );
  return rows.map((row) => ({ kind: 'product', label: row.title, href: `/p/${row.slug}` }));
}

async function valuesLike(db: Database, starts: readonly string[]): Promise<readonly Suggestion[]> {
  const like = conditions(starts, sql`v.word`);
  const { rows } = await sql<{ key: string; label: string; keyLabel: string }>`
    select v.key, v.label, k.label as "keyLabel" from search_value v join search_key k on k.key = v.key
    where v.products > 1 and length(v.word) <= 40 and v.key <> ${COLOUR} and v.key !~ 'hex' and ${like}
    order by v.products desc, v.word limit 3`.execute(db);
  return rows.map((row) => ({
    kind: 'value',
    label: `${row.keyLabel}: ${row.label}`,
    href: `/search?${needToQuery({
      ...emptyNeed,
      limits: [{ kind: 'any-of', key: row.key, label: row.keyLabel, values: [row.label], negated: false }],
    })}`,
  }));
}

// LIKE with bound patterns: at the start of the text, or after anything that is no letter or digit.
function conditions(starts: readonly string[], text: ReturnType<typeof sql>) {
  const each = starts
    .slice(0, 6)
    .map((start) => sql`(' ' || lower(${text})) ~ ${`[^[:alnum:]]${start.replace(/[^\p{L}\p{N}]/gu, '')}`}`);
  return sql`(${sql.join(each, sql` and `)})`;
}

const literal = (text: string): string => text.replace(/[\\%_]/g, '\\$&');
