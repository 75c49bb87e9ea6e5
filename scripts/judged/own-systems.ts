import { integer, nullable } from '#src/database/column-kinds.ts';
import type { Database } from '#src/database/database.ts';
import { columns, rowsOf } from '#src/database/rows.ts';
import type { Content } from '#src/editorial/content.ts';
import { queryOfAddress } from '#src/page-data/query-of-address.ts';
import { fromQueryString } from '#src/query/query-string.ts';
import { emptyQuery, type SearchQuery } from '#src/query/search-query.ts';
import { indexCatalogue } from '#src/search/index/index-catalogue.ts';
import { rank } from '#src/search/rank/rank.ts';
import type { SearchResult, Suggestion } from '#src/search/result.ts';
import { search } from '#src/search/search.ts';
import { suggest } from '#src/search/suggest.ts';
import { DEPTH, type SearchSystem } from './search-system.ts';

/** A filled shop that is asked. */
export interface AskedShop {
  readonly db: Database;
  readonly content: Content;
  /** By product id. */
  readonly docOf: ReadonlyMap<number, string>;
  /** The shop's own prose about a product, by its slug. */
  readonly words: (slug: string) => string;
}

/** The shop's ranking alone: every word of the question, no limit read out of it. */
export function shelftalk({ db, docOf, words }: AskedShop): SearchSystem {
  return {
    name: 'shelftalk',
    index: async (progress) => {
      const report = await indexCatalogue(db, words, { progress, embedder: null, force: true });
      return report.vectors ?? 'words only';
    },
    search: async (text) =>
      (await rank(db, text, { embedder: null })).ranked
        .slice(0, DEPTH)
        .flatMap((one) => docOf.get(one.productId) ?? []),
    size: async () => {
      const { rows } = await rowsOf({ bytes: nullable(integer) })`
        select sum(pg_total_relation_size(oid))::bigint as bytes from pg_class
        where relkind = 'r' and relname ~ '^search_(term|list|replaced|doc|spelling|product_vector|term_vector)_[0-9]+$'`.execute(
        db,
      );
      return rows[0]?.bytes ?? null;
    },
  };
}

/** What /search makes of typed words. */
export const readAsPage = ({ db, content }: AskedShop, text: string): Promise<SearchQuery> =>
  queryOfAddress(db, new URLSearchParams({ q: text }), content.store);

/** What /search answers a query with, `most` products to a page. */
export const answerAsPage = (
  { db, content }: AskedShop,
  query: SearchQuery,
  most = DEPTH,
): Promise<SearchResult> => {
  const { currency, locale } = content.store;
  return search(db, query, { page: 1, perPage: most, currency, locale });
};

/** Documents in the order in which the page shows their products. */
export const shownDocs = (answer: SearchResult, docOf: AskedShop['docOf']): readonly string[] =>
  [...answer.hits, ...answer.nearMisses, ...answer.otherCategories].flatMap(
    (hit) => docOf.get(hit.product.id) ?? [],
  );

/** The whole path of a question as the result page goes it: limits, near misses, neighbours. */
export function shelftalkPage(shop: AskedShop): SearchSystem {
  return {
    name: 'shelftalk-page',
    index: async () => {
      await indexCatalogue(shop.db, shop.words, { embedder: null });
      return 'the same index; limits, facets and reasons too';
    },
    search: async (text) =>
      shownDocs(await answerAsPage(shop, await readAsPage(shop, text)), shop.docOf).slice(0, DEPTH),
    size: async () => null,
  };
}

const LED_TO = 10; // products of a list that a suggestion opens

/** The suggestions for the typed words: what each leads to first, in their order, then what each leads to second. */
export function shelftalkSuggest(shop: AskedShop): SearchSystem {
  let slugs: ReadonlyMap<string, string>;
  const docsAt = async ({ kind, href }: Suggestion): Promise<readonly string[]> => {
    if (kind === 'product') return [slugs.get(href.slice('/p/'.length)) ?? ''];
    if (kind === 'question') return [];
    const list =
      kind === 'category'
        ? categoryQuery(href.slice('/c/'.length))
        : fromQueryString(new URLSearchParams(href.split('?')[1]), shop.content.store.currency);
    return shownDocs(await answerAsPage(shop, list, LED_TO), shop.docOf);
  };
  return {
    name: 'shelftalk-suggest',
    index: async () => {
      await indexCatalogue(shop.db, shop.words, { embedder: null });
      const { rows } = await rowsOf(columns('product', 'id', 'slug'))`select id, slug from product`.execute(
        shop.db,
      );
      slugs = new Map(rows.map(({ id, slug }) => [slug, shop.docOf.get(id) ?? '']));
      return 'with the lists that suggestions open';
    },
    search: async (text) => {
      const lists = await Promise.all((await suggest(shop.db, shop.content, text)).map(docsAt));
      const longest = Math.max(0, ...lists.map((list) => list.length));
      const byTurns = Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? []));
      return [...new Set(byTurns.flat().filter(Boolean))].slice(0, DEPTH);
    },
    size: async () => null,
  };
}

const categoryQuery = (slug: string): SearchQuery => ({
  ...emptyQuery,
  filters: [{ kind: 'any-of', key: 'category', label: 'Category', values: [slug], negated: false }],
});
