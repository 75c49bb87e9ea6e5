import { priceBefore } from '#src/catalog/reduced.ts';
import { availabilityText } from '#src/catalog/availability-text.ts';
import { decimalMoney } from '#src/money/money.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';
import { eachVariant, type Surface } from '../surface.ts';

const MOST = 100; // the most hits search gives at once

/** What search answers when asked for the product by its name: the facts of the hit that pages and the chat show. */
export const searchAnswer: Surface = {
  name: 'search',
  facts: () => [
    'price',
    'price before',
    'currency',
    'availability',
    'stock words',
    'rating',
    'sku',
    'gtin',
    'mpn',
  ],
  async read({ db, content }, product) {
    const need = { ...emptyQuery, text: product.title, includeSoldOut: true };
    const { hits } = await search(db, need, { ...content.store, page: 1, perPage: MOST });
    const found = hits.find((hit) => hit.product.slug === product.slug);
    if (!found) return new Map();
    return eachVariant(found.product, (told) => {
      const { price, availability } = told;
      const before = priceBefore(told);
      const { rating } = found.product;
      return {
        price: decimalMoney(price),
        'price before': before && decimalMoney(before),
        currency: price.currency,
        availability: availability.state === 'low-stock' ? 'in-stock' : availability.state,
        'stock words': availabilityText(told, content.store.locale),
        rating: rating ? `${rating.average.toFixed(1)} of ${rating.count}` : null,
        sku: told.sku,
        gtin: told.gtin,
        mpn: told.mpn,
      };
    });
  },
};
