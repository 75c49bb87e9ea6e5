import { describe, expect, it } from 'vitest';
import { liesIn, otherwiseWritten } from '#src/carts/postal-codes.ts';
import { readDetails } from '#src/carts/read-details.ts';

describe('a postal code', () => {
  it.each([
    ['US', '8030', '80302'],
    ['US', '80302', null],
    ['US', '80302-9876', null],
    ['CA', 'k1a0b1', null],
    ['CA', '80302', 'K1A 0B1'],
    ['DE', '10115', null],
    ['DE', 'D-10115', null],
    ['DE', '1011', '12345'],
    ['AT', 'AT-1010', null],
    ['GB', 'SW1A 1AA', null],
    ['NL', '1012', '1012 AB'],
    ['AE', 'none', null],
  ])('of %s, %s, is written as there or shown how: %s', (country, typed, example) => {
    expect(otherwiseWritten(country, typed)).toBe(example);
  });

  it.each([
    ['US', 'CO', '80302', true],
    ['US', 'CO', '10001', false],
    ['US', 'TX', '73301', true],
    ['US', '', '10001', true],
    ['CA', 'ON', 'K1A 0B1', true],
    ['CA', 'BC', 'K1A 0B1', false],
    ['DE', 'BE', '10115', true],
  ])('of %s lies in %s or not: %s, %s', (country, region, typed, lies) => {
    expect(liesIn(country, region, typed)).toBe(lies);
  });

  it('is asked for again at checkout where it is none of that state', () => {
    const shipping = {
      kind: 'shipping',
      title: 'Shipping',
      summary: 'By post.',
      updated: '2026-11-01',
      services: [
        { name: 'Post', countries: ['US'], rate: '5.00 USD', handlingDays: [0, 1], transitDays: [1, 2] },
      ],
    };
    const content = {
      policies: [{ words: shipping }],
      taxes: null,
      store: { locale: 'en-US' },
    } as unknown as Parameters<typeof readDetails>[0];
    const given = {
      email: 'ada@example.com',
      name: 'Ada',
      line1: '5 Mill Lane',
      city: 'Boulder',
      region: 'Colorado',
      country: 'US',
    };
    expect(readDetails(content, { ...given, postcode: '80302' })).toMatchObject({ ok: true });
    for (const postcode of ['8030', '10001'])
      expect(readDetails(content, { ...given, postcode })).toMatchObject({
        ok: false,
        errors: { postcode: expect.stringContaining(postcode === '8030' ? '80302' : 'Colorado') },
      });
  });
});
