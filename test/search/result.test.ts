import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explainHit } from '#src/search/result.ts';
import { emptyQuery } from '#src/query/search-query.ts';
import { parseQuestion } from '#src/query-understanding/parse-question.ts';
import { search } from '#src/search/search.ts';
import { readVocabulary } from '#src/query-understanding/read-vocabulary.ts';
import type { Shop } from '#src/shop.ts';
import { smallShop } from '#test/agents/small-shop.ts';

describe('why a product stands where it stands', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await smallShop();
  });
  afterAll(() => shop.close());

  const explained = async (question: string) => {
    const query = question ? parseQuestion(await readVocabulary(shop.db), question) : emptyQuery;
    const result = await search(shop.db, query, { page: 1, perPage: 6, currency: 'USD', locale: 'en-US' });
    const [hit] = result.hits.length ? result.hits : result.nearMisses;
    return hit ? explainHit(hit, query, 1, 'en-US') : [];
  };

  it('is told limit by limit, with what the product has', async () => {
    const lines = await explained('waterproof trail shoes under $130');
    expect(lines).toContain('Waterproof: stated as yes');
    expect(lines).toContain('Under $130: it costs $119');
    expect(lines).toContain('Trail running shoes: it stands under Shoes, Trail running shoes');
    expect(lines.at(-1)).toBe('Place 1: all of them fit, and the more popular stand first');
  });

  it('is told by the passage and the score where words ranked it', async () => {
    const lines = await explained('candle');
    expect(lines.join(' ')).toMatch(/“candle” stand in its name: “Candle 200”/);
    expect(lines.at(-1)).toMatch(/^Place 1: “candle” score \d+\.\d\d$/);
  });

  it('does not say of a near product that it meets what it breaks', async () => {
    const lines = await explained('waterproof trail shoes under $20');
    expect(lines.join(' ')).not.toContain('Under $20');
  });
});
