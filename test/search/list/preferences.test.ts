import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { queryOfAddress } from '#src/page-data/query-of-address.ts';
import { search } from '#src/search/search.ts';
import { freshPglite, type FreshDatabase } from '#test/doubles/fresh-database.ts';
import { stock, type ProductRow } from '#test/search/shop-rows.ts';

const shirt = (title: string, ...colours: readonly (readonly [string, number])[]): ProductRow => ({
  title,
  path: [],
  variants: colours.length
    ? colours.map(([color, price]) => ({ price, options: { Color: color } }))
    : [{ price: 1_000 }],
});

let at: FreshDatabase;
beforeAll(async () => {
  at = await freshPglite();
  await stock(at.db, [
    shirt('Linen shirt'),
    shirt('Denim shirt'),
    shirt('Sky blue flannel shirt'),
    shirt('Oxford shirt'),
    shirt('Poplin shirt', ['Red', 2_000], ['Blue', 3_000]),
    shirt('Twill shirt', ['Green', 2_000]),
  ]);
});
afterAll(() => at.close());

const ask = async (address: string) => {
  const query = await queryOfAddress(at.db, new URLSearchParams(address), {
    currency: 'USD',
    locale: 'en-US',
  });
  return search(at.db, query, { page: 1, perPage: 10, currency: 'USD', locale: 'en-US' });
};

describe('what was named and not demanded', () => {
  it('comes first where it is stated or told by the title, and leaves nothing out', async () => {
    const { hits, total } = await ask('q=blue+shirt');
    expect(total).toBe(6);
    expect(
      hits
        .slice(0, 2)
        .map(({ product }) => product.title)
        .toSorted(),
    ).toEqual(['Poplin shirt', 'Sky blue flannel shirt']);
  });

  it('is shown by the variant that states it, though another is cheaper', async () => {
    const { hits } = await ask('q=blue+shirt');
    expect(hits.find(({ product }) => product.title === 'Poplin shirt')?.variant.title).toBe('Blue');
  });

  it('is offered as a limit, which the address then holds', async () => {
    const { offered, activeFilters } = await ask('q=blue+shirt');
    expect(activeFilters).toEqual([]);
    expect(offered.map(({ label }) => label)).toEqual(['Only blue?']);
    const narrowed = await ask(offered[0]?.href ?? '');
    expect(narrowed.hits.map(({ product }) => product.title)).toEqual(['Poplin shirt']);
    expect(narrowed.offered).toEqual([]);
  });

  it('is not offered where nothing states it', async () => {
    expect((await ask('q=red+flannel+shirt')).offered.map(({ label }) => label)).toEqual(['Only red?']);
    expect((await ask('q=blue+shirt&color=green')).offered).toEqual([]);
  });
});
