import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addMoney,
  decimalMoney,
  formatMoney,
  money,
  parseMoney,
  splitMoney,
  timesMoney,
} from '#src/money/money.ts';

describe('money', () => {
  it.each([
    ['49.95', 'USD', 4995],
    ['0.1', 'USD', 10],
    ['1,299.00', 'USD', 129900],
    ['1.299,00', 'EUR', 129900],
    ['1,299', 'USD', 129900],
    ['12,50', 'EUR', 1250],
    ['12.500', 'KWD', 12500],
    ['1500', 'JPY', 1500],
    ['10.00', 'JPY', 10],
    [' 8 ', 'USD', 800],
    ['0.290000', 'USD', 29],
  ])('reads %s %s as %i minor units', (text, currency, minor) => {
    expect(parseMoney(text, currency)).toEqual({ minor, currency });
  });

  it.each(['', 'free', '-4', '1e3', '4.999', '1,2,3', '1.2.3', 'NaN', '0x10', '99999999999999999999'])(
    'reads %j as no amount of dollars',
    (text) => {
      expect(parseMoney(text, 'USD')).toBeNull();
    },
  );

  it('reads back every amount it writes', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1e12 }), fc.constantFrom('USD', 'JPY', 'KWD'), (minor, currency) => {
        expect(parseMoney(decimalMoney(money(minor, currency)), currency)).toEqual({ minor, currency });
      }),
    );
  });

  it('splits without losing or making a cent', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1e9 }),
        fc.array(fc.nat({ max: 100 }), { minLength: 1, maxLength: 20 }),
        (minor, ratios) => {
          fc.pre(ratios.some((ratio) => ratio > 0));
          const [first, ...rest] = splitMoney(money(minor, 'USD'), ratios);
          if (!first) throw new Error('a split has parts');
          expect(addMoney(first, ...rest).minor).toBe(minor);
        },
      ),
    );
  });

  it('writes amounts as people read them', () => {
    expect(formatMoney(money(14900, 'USD'), 'en-US')).toBe('$149');
    expect(formatMoney(money(14950, 'USD'), 'en-US')).toBe('$149.50');
    expect(formatMoney(money(1500, 'JPY'), 'en-US')).toBe('¥1,500');
  });

  it('refuses fractions of a cent, mixed and unknown currencies', () => {
    expect(() => money(1.5, 'USD')).toThrow(/whole number/);
    expect(() => money(1, 'XXZ')).toThrow(/ISO 4217/);
    expect(() => addMoney(money(1, 'USD'), money(1, 'EUR'))).toThrow(/Cannot add/);
    expect(() => timesMoney(money(100, 'USD'), 0.5)).not.toThrow();
    expect(() => timesMoney(money(101, 'USD'), 0.5)).toThrow(/whole number/);
  });
});
