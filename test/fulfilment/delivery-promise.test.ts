import { describe, expect, it } from 'vitest';
import type { Variant } from '#src/catalog/product.ts';
import { deliveryPromise, deliveryText } from '#src/fulfilment/delivery-promise.ts';

const policy = {
  kind: 'shipping',
  title: 'Shipping',
  summary: 'By post.',
  updated: '2026-01-01',
  services: [
    {
      name: 'Standard',
      countries: ['US'],
      rate: '4.90 USD',
      freeFrom: '60.00 USD',
      handlingDays: [0, 1],
      transitDays: [3, 5],
    },
    { name: 'North', countries: ['CA'], rate: '12.90 USD', handlingDays: [0, 1], transitDays: [5, 9] },
  ],
} as const;
const shipping = policy as unknown as Parameters<typeof deliveryPromise>[0];
const variant = (minor: number, state: Variant['availability']['state'] = 'in-stock') =>
  ({ price: { minor, currency: 'USD' }, availability: { state, left: 3 } }) as Variant;
const at = (country: string) => ({ country, timeZone: 'UTC' });
const friday = new Date('2026-11-20T15:00:00Z');

describe('the delivery promise', () => {
  it('counts packing and road in working days, over the weekend', () => {
    const promise = deliveryPromise(shipping, variant(1_000), at('US'), friday);
    expect(promise?.from.toISOString().slice(0, 10)).toBe('2026-11-25');
    expect(promise?.to.toISOString().slice(0, 10)).toBe('2026-11-30');
  });

  it('counts from the day it is at the shop', () => {
    const mondayEvening = new Date('2026-11-24T02:00:00Z'); // in Denver, and Tuesday in Greenwich
    const first = (timeZone: string) =>
      deliveryPromise(shipping, variant(1_000), { country: 'US', timeZone }, mondayEvening)?.from;
    expect(first('America/Denver')).toEqual(new Date('2026-11-26'));
    expect(first('UTC')).toEqual(new Date('2026-11-27'));
  });

  it('is free from the limit on, and costs the rate one cent below it', () => {
    expect(deliveryPromise(shipping, variant(6_000), at('US'), friday)?.rate.minor).toBe(0);
    expect(deliveryPromise(shipping, variant(5_999), at('US'), friday)?.rate.minor).toBe(490);
  });

  it('is made by the service that goes to the country, and by none elsewhere', () => {
    expect(deliveryPromise(shipping, variant(1_000), at('CA'), friday)?.service).toBe('North');
    expect(deliveryPromise(shipping, variant(1_000), at('DE'), friday)).toBeNull();
  });

  it('is not made for what cannot be sent now', () => {
    expect(deliveryPromise(shipping, variant(1_000, 'sold-out'), at('US'), friday)).toBeNull();
    expect(deliveryPromise(shipping, variant(1_000, 'backorder'), at('US'), friday)).toBeNull();
  });

  it('reads as one line of days and cost', () => {
    const promise = deliveryPromise(shipping, variant(1_000), at('US'), friday);
    expect(promise && deliveryText(promise, 'en-US')).toBe(
      'Arrives Wed, Nov 25 to Mon, Nov 30. Delivery costs $4.90, free from $60.',
    );
  });
});
