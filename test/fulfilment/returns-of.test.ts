import { describe, expect, it } from 'vitest';
import type { ReturnsPolicy } from '#src/fulfilment/policies.ts';
import { returnsOf } from '#src/fulfilment/returns-of.ts';
import { returnsIdOf, returnsNodeOf } from '#src/structured-data/store.ts';

const policy: ReturnsPolicy = {
  kind: 'returns',
  title: 'Returns',
  summary: 'Thirty days.',
  updated: '2026-11-01',
  windowDays: 30,
  countries: ['DE'],
  fee: 'free',
  method: 'mail',
  exceptions: [],
  rules: [
    { categories: ['tea'], takesBack: 'unused', says: 'Only in a sealed tin.' },
    { categories: ['tea/samples'], takesBack: 'never', says: 'Samples do not come back.' },
    { products: ['jasmine'], takesBack: 'never', says: 'Blended for you.' },
  ],
};
const product = (slug: string, ...categorySlugs: string[]) => ({ slug, categorySlugs });
const SITE = 'https://shop.example';

describe('how a product comes back', () => {
  it('is said by a rule that names it, then by the deepest of its shelves, then by the policy', () => {
    expect(returnsOf(policy, product('kettle', 'kettles'))).toEqual({
      takesBack: 'any',
      says: null,
      windowDays: 30,
      isFree: true,
    });
    expect(returnsOf(policy, product('assam', 'tea', 'tea/black'))).toMatchObject({
      takesBack: 'unused',
      windowDays: 30,
    });
    expect(returnsOf(policy, product('sip', 'tea', 'tea/samples'))).toMatchObject({
      takesBack: 'never',
      windowDays: 0,
    });
    expect(returnsOf(policy, product('jasmine', 'tea'))).toMatchObject({ says: 'Blended for you.' });
  });

  it('has a node of its own in the data only where it is another than the store’s', () => {
    expect(returnsNodeOf(SITE, policy, product('kettle'))).toBeNull();
    expect(returnsIdOf(SITE, policy, product('kettle'))).toBe(`${SITE}/#returns`);
    expect(returnsNodeOf(SITE, policy, product('assam', 'tea'))).toMatchObject({
      '@id': `${SITE}/#returns-unused`,
      merchantReturnDays: 30,
      itemCondition: 'https://schema.org/NewCondition',
      description: 'Only in a sealed tin.',
    });
    const never = returnsNodeOf(SITE, policy, product('jasmine'));
    expect(never).toMatchObject({
      '@id': `${SITE}/#returns-never`,
      returnPolicyCategory: 'https://schema.org/MerchantReturnNotPermitted',
    });
    expect(never).not.toHaveProperty('merchantReturnDays');
  });
});
