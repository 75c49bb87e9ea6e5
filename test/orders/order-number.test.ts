import { describe, expect, it } from 'vitest';
import {
  addressIn,
  newOrderNumber,
  normalisedNumber,
  orderNumberIn,
  withoutIds,
} from '#src/orders/order-number.ts';

describe('an order number', () => {
  it.each([
    ['k7qm-4x2p', 'K7QM-4X2P'],
    ['my order is K7QM4X2P please', 'K7QM-4X2P'],
    ['order number: abcd-efgh', 'ABCD-EFGH'],
    ['order #K7QM 4X2P?', 'K7QM-4X2P'],
    ['UGWM-JEVR, ann@example.com', 'UGWM-JEVR'],
    ['ugwmjevr ann@example.com', 'UGWM-JEVR'],
    ['it says UGWM-JEVR on the mail', 'UGWM-JEVR'],
  ])('is found in %j', (text, number) => {
    expect(orderNumberIn(text)).toBe(number);
  });

  it.each([
    'a marathon tech-vest',
    'the Harehare shoe',
    'order 1001',
    'K7QM-4X2PX',
    '2024-2025-2026',
    'hansmaya@example.com',
    '',
  ])('is not found in %j', (text) => {
    expect(orderNumberIn(text)).toBeNull();
  });

  it('is found again however it is typed, a thousand times', () => {
    for (let at = 0; at < 1000; at++) {
      const number = newOrderNumber();
      expect(normalisedNumber(number.toLowerCase().replace('-', ' '))).toBe(number);
      expect(orderNumberIn(`it is order ${number}, ann@example.com`)).toBe(number);
    }
  });

  it('and an address are left out of what is understood', () => {
    expect(withoutIds('where is K7QM-4X2P, ann@example.com').replace(/\s+/g, ' ').trim()).toBe(
      'where is order,',
    );
    expect(addressIn('it was ann.b+c@example.co.uk')).toBe('ann.b+c@example.co.uk');
  });
});
