import { expect, it } from 'vitest';
import { emptyQuery, type Filter } from '#src/query/search-query.ts';
import { search } from '#src/search/search.ts';
import { onBothEngines } from '#test/doubles/fresh-database.ts';
import { stock } from '../shop-rows.ts';

const chairs: Filter = {
  kind: 'any-of',
  key: 'category',
  label: 'Category',
  values: ['chairs'],
  negated: false,
};
const under = (max: number): Filter => ({
  kind: 'range',
  key: 'price',
  label: 'Price',
  min: null,
  max,
  minInclusive: true,
  maxInclusive: false,
  unit: 'USD',
});

onBothEngines('what comes nearest', (open) => {
  it('is of the kind that was asked for before it keeps the price', async () => {
    const at = await open();
    try {
      await stock(at.db, [
        { title: 'Beech Stool', path: ['Stools'], variants: [{ price: 1_500 }] },
        { title: 'Ash Chair', path: ['Chairs'], variants: [{ price: 9_000 }] },
      ]);
      const query = { ...emptyQuery, filters: [chairs, under(2_000)] };
      const { nearMisses } = await search(at.db, query, {
        page: 1,
        perPage: 10,
        currency: 'USD',
        locale: 'en-US',
      });
      expect(nearMisses.map((one) => one.product.title)).toEqual(['Ash Chair', 'Beech Stool']);
    } finally {
      await at.close();
    }
  });
});
