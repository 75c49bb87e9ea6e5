import { productPath, shelfPath } from '#src/catalog/addresses.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import { NO_CURRENCY } from '#src/money/money.ts';
import type { Content } from '#src/editorial/content.ts';
import type { Suggestion } from './result.ts';
import { startsOf } from './engine/text/prefix-index.ts';
import { toQueryString } from '#src/query/query-string.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { wordForm } from '#src/language/word-form.ts';
import type { Named, ValueRow } from './suggest/read-suggestions.ts';
import { rank } from './rank/rank.ts';
import { attributesVersion } from '#src/query-understanding/attribute-keys.ts';
import { suggestions, type CurrentSource } from './suggest/suggestion-cache.ts';

const MOST = 10;
const LONGEST = 80; // characters
const MOST_WORDS = 6;
const FROM_QUESTION = 3; // characters typed
const FROM_BEGUN = 3; // of the last word
const OF_KIND = { category: 3, product: 4, value: 3, question: 3 } as const;

/** What a half-typed question may become: categories, products, values and questions whose words begin so. */
export async function suggest(
  db: Database,
  content: Content,
  prefix: string,
  sources = suggestions,
): Promise<readonly Suggestion[]> {
  const typed = prefix.trim().slice(0, LONGEST);
  const starts = startsOf(typed).slice(0, MOST_WORDS);
  if (!starts.length) return [];
  const [first = ''] = starts;
  const source = await sources.at(db, await attributesVersion(db));
  const begun = await productsById(db, bestProducts(source, starts), starts);
  const products = [
    ...firstAsTyped(begun, first),
    ...(await foundByWords(db, finished(source, typed), begun)),
  ];
  const kinds = pick(source.kinds, starts, OF_KIND.category);
  const isEnough = ({ label }: ValueRow) =>
    first.length >= FROM_QUESTION || label.toLowerCase().startsWith(first);
  const values = pick(source.values, starts, OF_KIND.value).filter(isEnough);
  const questions =
    typed.length < FROM_QUESTION ? [] : content.faqs.filter((one) => beginsIn(starts, one.words.question));
  return [
    ...kinds.map((one): Suggestion => ({ kind: 'category', label: one.name, href: shelfPath(one.slug) })),
    ...products
      .slice(0, OF_KIND.product)
      .map((one): Suggestion => ({ kind: 'product', label: one.title, href: productPath(one.slug) })),
    ...values.map(toSuggestion),
    ...questions
      .slice(0, OF_KIND.question)
      .map((one): Suggestion => ({ kind: 'question', label: one.words.question, href: `/faq#${one.slug}` })),
  ].slice(0, MOST);
}

function toSuggestion({ key, label, keyLabel }: ValueRow): Suggestion {
  const filter = { kind: 'any-of', key, label: keyLabel, values: [label], negated: false } as const;
  return {
    kind: 'value',
    label: `${keyLabel}: ${label}`,
    href: `/search?${toQueryString({ ...emptyQuery, filters: [filter] }, NO_CURRENCY)}`,
  };
}

/** Whether every typed word begins a word of the text, the unfinished last one included. */
function beginsIn(starts: readonly string[], text: string): boolean {
  const words = startsOf(text);
  return starts.every((start) =>
    words.some((word) => word.startsWith(start) || wordForm(word) === wordForm(start)),
  );
}

const pick = <One>(from: Named<One>, starts: readonly string[], most: number): readonly One[] =>
  from.texts.find(starts, most).flatMap((place) => from.at(place) ?? []);

const LOOKED_AT = 40; // of the best sold products that match, so that one that begins as typed can come first

function bestProducts(
  { products, changed, news }: CurrentSource,
  starts: readonly string[],
): readonly number[] {
  const known = products.texts.find(starts, LOOKED_AT, (place) => changed.has(products.at(place) ?? 0));
  const fresh = news?.texts.find(starts, LOOKED_AT) ?? [];
  return [...known.map(products.at), ...fresh.map((place) => news?.at(place))].flatMap((id) => id ?? []);
}

/**
 * The typed words with the last, of which only the beginning may stand there, written to its end as most categories,
 * values or names have it: of `cushioned sho` cushioned shoes. A word that nothing begins with stays as it is.
 */
function finished({ kinds, values, products, news }: CurrentSource, typed: string): string {
  const last = /[\p{L}\p{N}]$/u.test(typed) ? (typed.match(/[\p{L}\p{N}]+/gu)?.at(-1) ?? '') : '';
  if (last.length < FROM_BEGUN) return typed;
  const begin = last.toLowerCase();
  const wholes = [kinds.texts, values.texts, products.texts, ...(news ? [news.texts] : [])].map((texts) =>
    texts.completed(begin),
  );
  const whole = wholes.includes(begin) ? null : wholes.find((word) => word !== null);
  return whole ? typed.slice(0, -last.length) + whole : typed;
}

/**
 * Where the typed words begin the names of too few products: those that they find as a question does, under other names
 * and misspelt too. What was only begun is corrected only where it begins nothing.
 */
async function foundByWords(
  db: Database,
  typed: string,
  begun: readonly Titled[],
): Promise<readonly Titled[]> {
  if (begun.length >= OF_KIND.product || typed.length < FROM_QUESTION) return [];
  const { ranked, correctedText } = await rank(db, typed, {
    isSorted: true,
    most: OF_KIND.product,
    reasons: [0, 0],
    embedder: null,
  });
  if (begun.length > 0 && correctedText !== null) return [];
  const ids = ranked.slice(0, OF_KIND.product).map(({ productId }) => productId);
  const { rows } = await rowsOf(columns('product', 'id', 'slug', 'title', 'brand'))`
    select id, slug, title, brand from product where id = any(${ids}::bigint[]) and status = 'active'`.execute(
    db,
  );
  const known = new Set(begun.map(({ slug }) => slug));
  return rows
    .filter(({ slug }) => !known.has(slug))
    .toSorted((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}

interface Titled {
  readonly slug: string;
  readonly title: string;
}

/** Those that are still on sale under such a name, the best sold first. */
async function productsById(
  db: Database,
  ids: readonly number[],
  starts: readonly string[],
): Promise<readonly Titled[]> {
  if (!ids.length) return [];
  const { rows } = await rowsOf(columns('product', 'slug', 'title', 'brand'))`
    select slug, title, brand from product where id = any(${[...ids]}::bigint[]) and status = 'active'
    order by popularity desc, rating_average desc nulls last, id limit ${LOOKED_AT}`.execute(db);
  return rows.filter((row) => beginsIn(starts, `${row.title} ${row.brand ?? ''}`));
}

const firstAsTyped = (found: readonly Titled[], start: string): readonly Titled[] => {
  const begins = ({ title }: Titled) => Number(title.toLowerCase().startsWith(start));
  return found.toSorted((a, b) => begins(b) - begins(a));
};
