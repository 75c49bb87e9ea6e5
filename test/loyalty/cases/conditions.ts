import { line, type PromotionCase } from '../promotion-case.ts';

const shoes = { categories: ['shoes'] };
const fromFifty = { o: { when: { minSpend: '50.00 USD' }, reward: { percent: 10 } } } as const;
const shoesFromFifty = {
  o: { products: shoes, when: { minSpend: '50.00 USD' }, reward: { percent: 10 } },
} as const;

export const conditions: readonly PromotionCase[] = [
  {
    name: 'applies when its products are worth exactly enough',
    offers: fromFifty,
    cart: [line('a', 2500, { quantity: 2 })],
    off: { o: 500 },
  },
  {
    name: 'does not apply one cent below, and says what is missing',
    offers: fromFifty,
    cart: [line('a', 4999)],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: 'Add $0.01 of them.' },
  },
  {
    name: 'counts only its own products for the least spend',
    offers: shoesFromFifty,
    cart: [line('shoe', 4000, shoes), line('gel', 9000)],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: 'Add $10 of them.' },
  },
  {
    name: 'counts the whole cart for the least worth of a cart',
    offers: { o: { products: shoes, when: { minCartSpend: '50.00 USD' }, reward: { percent: 10 } } },
    cart: [line('shoe', 4000, shoes), line('gel', 1000)],
    off: { o: 400 },
  },
  {
    name: 'asks for both a worth of products and of the cart',
    offers: {
      o: {
        products: shoes,
        when: { minSpend: '40.00 USD', minCartSpend: '80.00 USD' },
        reward: { percent: 10 },
      },
    },
    cart: [line('shoe', 4000, shoes), line('gel', 1000)],
    off: {},
    not: { o: 'It needs a cart of $80.' },
    away: { o: 'Add $30.' },
  },
  {
    name: 'names no single step where two conditions are missing',
    offers: {
      o: {
        products: shoes,
        when: { minSpend: '50.00 USD', minCartSpend: '80.00 USD' },
        reward: { percent: 10 },
      },
    },
    cart: [line('shoe', 4000, shoes), line('gel', 1000)],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: null },
  },
  {
    name: 'does not count delivery for the worth of a cart',
    offers: { o: { when: { minCartSpend: '50.00 USD' }, reward: { percent: 10 } } },
    cart: [line('a', 4900)],
    delivery: 500,
    off: {},
    not: { o: 'It needs a cart of $50.' },
    away: { o: 'Add $1.' },
  },
  {
    name: 'asks for spend at shelf prices, so that another offer does not take it away',
    offers: {
      o: { when: { minSpend: '50.00 USD' }, reward: { amount: '5.00 USD' } },
      other: { reward: { percent: 50 }, stacking: { group: 'other' } },
    },
    cart: [line('a', 5000)],
    off: { other: 2500, o: 500 },
  },
  {
    name: 'asks for a number of pieces over several lines',
    offers: { o: { when: { minQuantity: 4 }, reward: { percent: 10 } } },
    cart: [line('a', 1000, { quantity: 3 }), line('b', 1000)],
    off: { o: 400 },
  },
  {
    name: 'says how many pieces are missing',
    offers: { o: { when: { minQuantity: 4 }, reward: { percent: 10 } } },
    cart: [line('a', 1000)],
    off: {},
    not: { o: 'It needs 4 pieces.' },
    away: { o: 'Add 3 more.' },
  },
  {
    name: 'counts only its own products as pieces',
    offers: { o: { products: shoes, when: { minQuantity: 2 }, reward: { percent: 10 } } },
    cart: [line('shoe', 1000, shoes), line('gel', 200, { quantity: 5 })],
    off: {},
    not: { o: 'It needs 2 pieces.' },
    away: { o: 'Add 1 more.' },
  },
  {
    name: 'asks for the larger of the least quantity and what its reward needs',
    offers: { o: { when: { minQuantity: 5 }, reward: { nthItem: { every: 2, percent: 100 } } } },
    cart: [line('a', 1000, { quantity: 4 })],
    off: {},
    not: { o: 'It needs 5 pieces.' },
    away: { o: 'Add 1 more.' },
  },
  {
    name: 'reduces all pieces once there are enough, also those beyond',
    offers: { o: { when: { minQuantity: 2 }, reward: { amountEach: '1.00 USD' } } },
    cart: [line('a', 1000, { quantity: 5 })],
    off: { o: 500 },
  },
  {
    name: 'takes back what it gave when goods leave the cart',
    offers: fromFifty,
    cart: [line('a', 2500)],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: 'Add $25 of them.' },
  },
  {
    name: 'does not count products that it excepts for the least spend',
    offers: {
      o: {
        products: { except: { categories: ['shoes'] } },
        when: { minSpend: '50.00 USD' },
        reward: { percent: 10 },
      },
    },
    cart: [line('shoe', 9000, shoes), line('gel', 4000)],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: 'Add $10 of them.' },
  },
  {
    name: 'does not count reduced products where it is about full prices',
    offers: {
      o: { products: { notReduced: true }, when: { minSpend: '50.00 USD' }, reward: { percent: 10 } },
    },
    cart: [line('a', 4500), line('b', 4500, { reduced: true })],
    off: {},
    not: { o: 'It needs $50 of these products.' },
    away: { o: 'Add $5 of them.' },
  },
  {
    name: 'gives the higher of two steps when both are reached',
    offers: {
      from50: { when: { minCartSpend: '50.00 USD' }, reward: { percent: 5 } },
      from100: { when: { minCartSpend: '100.00 USD' }, reward: { percent: 10 } },
    },
    cart: [line('a', 10_000)],
    off: { from100: 1000 },
    not: { from50: 'It cannot be combined with “from100”, and we found no set that takes more off.' },
  },
  {
    name: 'gives the lower of two steps and tells the way to the higher',
    offers: {
      from50: { when: { minCartSpend: '50.00 USD' }, reward: { percent: 5 } },
      from100: { when: { minCartSpend: '100.00 USD' }, reward: { percent: 10 } },
    },
    cart: [line('a', 9000)],
    off: { from50: 450 },
    not: { from100: 'It needs a cart of $100.' },
    away: { from100: 'Add $10.' },
  },
];
