import MiniSearch from 'minisearch';
import type { Product } from '#src/catalog/product.ts';
import { productsAfter } from '#src/catalog/product-store.ts';
import type { Database } from '#src/database/database.ts';
import type { SearchQuery } from '#src/query/search-query.ts';

interface Doc {
  readonly id: number;
  readonly title: string;
  readonly class: string;
  readonly brand: string;
  readonly attributes: string;
  readonly description: string;
  readonly price: number;
}

const FIELDS = ['title', 'class', 'brand', 'attributes', 'description'] as const;
const PAGE = 24;

/** MiniSearch over the same products, with the settings its documentation shows for a shop. All in memory. */
export async function openMiniSearch(db: Database) {
  const docs: Doc[] = [];
  for (let after = 0; ;) {
    const batch = await productsAfter(db, after, 1_000);
    if (!batch.length) break;
    docs.push(...batch.map(docOf));
    after = batch.at(-1)?.id ?? after;
  }
  const engine = new MiniSearch<Doc>({ fields: [...FIELDS], storeFields: ['price'], idField: 'id' });
  const bytes = process.memoryUsage().heapUsed;
  const started = performance.now();
  for (let at = 0; at < docs.length; at += 1_000) engine.addAll(docs.slice(at, at + 1_000));
  const seconds = (performance.now() - started) / 1000;
  const options = { boost: { title: 4, class: 3, brand: 2 }, fuzzy: 0.2, prefix: true } as const;
  return {
    seconds,
    megabytes: (process.memoryUsage().heapUsed - bytes) / 2 ** 20,
    search: (text: string) => engine.search(text, options).slice(0, PAGE),
    // It can filter by what is stored with a document; a price is the simplest of our limits.
    searchUnder: (text: string, query: SearchQuery) => {
      const price = query.filters.find((filter) => filter.kind === 'range' && filter.key === 'price');
      const most = price?.kind === 'range' ? (price.max ?? Infinity) : Infinity;
      return engine
        .search(query.text || text, { ...options, filter: (hit) => (hit['price'] as number) < most })
        .slice(0, PAGE);
    },
    suggest: (prefix: string) => engine.autoSuggest(prefix).slice(0, 10),
  };
}

const docOf = (product: Product): Doc => ({
  id: product.id,
  title: product.title,
  class: product.productType ?? '',
  brand: product.brand ?? '',
  attributes: product.attributes
    .map((one) =>
      one.kind === 'words' ? one.values.join(' ') : one.kind === 'number' ? `${one.value}` : one.label,
    )
    .join(' '),
  description: product.description,
  price: Math.min(...product.variants.map((variant) => variant.price.minor)),
});
