import { sql } from 'kysely';
import type { Database } from '#src/database/database.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Suggestion } from './answer.ts';
import { COLOUR } from './colours.ts';
import { needToQuery } from './need-address.ts';
import { emptyNeed } from './need.ts';
import { wordForm } from './question-words.ts';
import { openWorthKeeping, type WorthKeeping } from './worth-keeping.ts';

const MOST = 10;
const known = new WeakMap<Database, WorthKeeping>();

/** Short beginnings match much, are few and are typed by everybody: what they may become is kept for seconds. */
function answersOf(db: Database): WorthKeeping {
  const answers = known.get(db) ?? openWorthKeeping();
  known.set(db, answers);
  return answers;
}

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
  const [kinds, products, values] = await answersOf(db).get(starts.join(' '), () =>
    Promise.all([kindsLike(db, starts), productsLike(db, starts), valuesLike(db, starts)]),
  );
  const questions: readonly Suggestion[] =
    typed.length < 3
      ? []
      : content.faqs
          .filter((one) => beginsIn(starts, one.words.question))
          .slice(0, 3)
          .map((one) => ({ kind: 'question', label: one.words.question, href: `/faq#${one.slug}` }));
  return [...kinds, ...products, ...values, ...questions].slice(0, MOST);
}

/** Whether every typed word begins a word of the text, the unfinished last one included. */
function beginsIn(starts: readonly string[], text: string): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return starts.every((start) =>
    words.some((word) => word.startsWith(start) || wordForm(word) === wordForm(start)),
  );
}

/** Categories that hold a published product; their names are few enough to look through. */
async function kindsLike(db: Database, starts: readonly string[]): Promise<readonly Suggestion[]> {
  const all = await sql<{ slug: string; name: string }>`
    select slug, name from category order by depth, name`.execute(db);
  const named = all.rows.filter((one) => beginsIn(starts, one.name)).slice(0, 20);
  if (!named.length) return [];
  const { rows } = await sql<{ slug: string }>`
    select s.slug from unnest(${named.map((one) => one.slug)}::text[]) s (slug) where exists (
      select from product p where p.category_slugs @> array[s.slug] and p.status = 'active')`.execute(db);
  const held = new Set(rows.map((row) => row.slug));
  return named
    .filter((one) => held.has(one.slug))
    .slice(0, 3)
    .map((one) => ({ kind: 'category', label: one.name, href: `/c/${one.slug}` }));
}

const LOOKED_AT = 40; // of the best sold products that match, so that one that begins as typed can come first

const SHORT = 3; // letters; so few begin a word of many products
const POPULAR = { short: 2_000, long: 500 } as const; // products looked through before all are

async function productsLike(db: Database, starts: readonly string[]): Promise<readonly Suggestion[]> {
  const isShort = starts.every((start) => start.length <= SHORT);
  const popular = await popularLike(db, starts, isShort ? POPULAR.short : POPULAR.long);
  const found = popular.length === LOOKED_AT ? popular : await allLike(db, starts);
  const [first = ''] = starts;
  return found
    .toSorted((a, b) => Number(beginsWith(b, first)) - Number(beginsWith(a, first)))
    .slice(0, 4)
    .map((row) => ({ kind: 'product', label: row.title, href: `/p/${row.slug}` }));
}

interface Titled {
  readonly slug: string;
  readonly title: string;
}

const beginsWith = ({ title }: Titled, start: string): boolean => title.toLowerCase().startsWith(start);

/** The best sold products with every beginning in their names: where there are enough, the others need no look. */
async function popularLike(
  db: Database,
  starts: readonly string[],
  most: number,
): Promise<readonly Titled[]> {
  const { rows } = await sql<Titled>`
    select p.slug, p.title from (
      select slug, title, lower(title || ' ' || coalesce(brand, '')) as name from product where status = 'active'
      order by popularity desc, rating_average desc nulls last, id limit ${most}) p
    where p.name ~ all(${starts.map((start) => `\\m${start}`)}::text[]) limit ${LOOKED_AT}`.execute(db);
  return rows;
}

async function allLike(db: Database, starts: readonly string[]): Promise<readonly Titled[]> {
  // Found first, ordered then: else the planner may walk through all products in order and read every name.
  const { rows } = await sql<Titled>`
    with found as materialized (
      select p.slug, p.title, p.popularity, p.rating_average, p.id from product p
      where p.status = 'active'
        and to_tsvector('simple', regexp_replace(lower(p.title || ' ' || coalesce(p.brand, '')), '[^[:alnum:]]+', ' ', 'g'))
          @@ ${prefixes(starts)})
    select slug, title from found
    order by popularity desc, rating_average desc nulls last, id limit ${LOOKED_AT}`.execute(db);
  return rows;
}

async function valuesLike(db: Database, starts: readonly string[]): Promise<readonly Suggestion[]> {
  const { rows } = await sql<{ key: string; label: string; keyLabel: string }>`
    select v.key, v.label, k.label as "keyLabel" from search_value v join search_key k on k.key = v.key
    where v.products > 1 and length(v.word) <= 40 and v.key <> ${COLOUR} and v.key !~ 'hex'
      and to_tsvector('simple', regexp_replace(v.word, '[^[:alnum:]]+', ' ', 'g')) @@ ${prefixes(starts)}
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

// As a bound value: the words hold letters and digits only, so none of them can be an operator.
const prefixes = (starts: readonly string[]) =>
  sql`${starts
    .slice(0, 6)
    .map((start) => `${start}:*`)
    .join(' & ')}::tsquery`;
