import { line, PROGRAM, type PromotionCase } from '../promotion-case.ts';

const second = { second: { reward: { nthItem: { every: 2, percent: 50 } } } } as const;
const bogo = { bogo: { reward: { buyGet: { buy: 1, get: 1, percent: 100 } } } } as const;
const third = { third: { reward: { buyGet: { buy: 2, get: 1, percent: 100 } } } } as const;

export const pieces: readonly PromotionCase[] = [
  {
    name: 'counts what is given beside what was bought for it',
    offers: {
      gift: {
        products: { products: ['shoe'] },
        reward: { buyGet: { buy: 1, get: 5, percent: 100, products: { products: ['sock'] } } },
      },
    },
    cart: [line('shoe', 9000), line('sock', 800, { quantity: 5 })],
    off: { gift: 4000 },
    printed: { gift: '5 for 1 bought: free' },
  },
  {
    name: 'counts only as much bought as what is given took',
    offers: {
      gift: {
        products: { products: ['shoe'] },
        reward: { buyGet: { buy: 2, get: 1, percent: 50, products: { products: ['sock'] } } },
      },
    },
    cart: [line('shoe', 9000, { quantity: 3 }), line('sock', 800, { quantity: 2 })],
    off: { gift: 400 },
    printed: { gift: '1 for 2 bought, the cheapest: 50% of $8' },
  },
  {
    name: 'says of what a half costs after a member price, not before',
    offers: {
      club: { reward: { memberPrice: { percent: 10 } } },
      second: { reward: { nthItem: { every: 2, percent: 50 } } },
    },
    cart: [line('a', 1000, { quantity: 2 })],
    program: PROGRAM,
    shopper: { id: 'ada', member: true },
    off: { club: 200, second: 450 },
    printed: { club: '10% off the price of each', second: '1 of 2, the cheapest: 50% of $9' },
    earns: 13,
  },
  {
    name: 'halves the second of two pieces',
    offers: second,
    cart: [line('a', 1000, { quantity: 2 })],
    off: { second: 500 },
  },
  {
    name: 'halves one piece of three, not one and a half',
    offers: second,
    cart: [line('a', 1000, { quantity: 3 })],
    off: { second: 500 },
  },
  {
    name: 'halves two pieces of four',
    offers: second,
    cart: [line('a', 1000, { quantity: 4 })],
    off: { second: 1000 },
  },
  {
    name: 'reduces the cheapest of the pieces across lines',
    offers: second,
    cart: [line('dear', 3000), line('cheap', 1000)],
    off: { second: 500 },
    shares: { second: { cheap: 500 } },
  },
  {
    name: 'goes on to the next cheapest line when one is used up',
    offers: second,
    cart: [line('dear', 3000, { quantity: 3 }), line('cheap', 1000)],
    off: { second: 2000 },
    shares: { second: { cheap: 500, dear: 1500 } },
  },
  {
    name: 'chooses between equally cheap lines by their SKU',
    offers: second,
    cart: [line('b', 1000), line('a', 1000)],
    off: { second: 500 },
    shares: { second: { a: 500 } },
  },
  {
    name: 'asks for as many pieces as every n-th needs',
    offers: { fourth: { reward: { nthItem: { every: 4, percent: 100 } } } },
    cart: [line('a', 1000, { quantity: 3 })],
    off: {},
    not: { fourth: 'It needs 4 pieces.' },
    away: { fourth: 'Add 1 more.' },
  },
  {
    name: 'counts only the products it is about for every n-th',
    offers: {
      second: { products: { categories: ['socks'] }, reward: { nthItem: { every: 2, percent: 100 } } },
    },
    cart: [line('sock', 800, { categories: ['socks'] }), line('gel', 200)],
    off: {},
    not: { second: 'It needs 2 pieces.' },
    away: { second: 'Add 1 more.' },
  },
  {
    name: 'rounds a part of a line that does not divide',
    offers: { third: { reward: { nthItem: { every: 3, percent: 50 } } } },
    cart: [line('a', 333, { quantity: 3 })],
    off: { third: 167 },
  },
  {
    name: 'holds every n-th piece to its cap',
    offers: { second: { reward: { nthItem: { every: 2, percent: 100 }, atMost: '15.00 USD' } } },
    cart: [line('a', 1000, { quantity: 4 })],
    off: { second: 1500 },
  },
  {
    name: 'gives the second piece when one is bought',
    offers: bogo,
    cart: [line('a', 1000, { quantity: 2 })],
    off: { bogo: 1000 },
  },
  {
    name: 'gives nothing for a single piece, and says that one more would do',
    offers: bogo,
    cart: [line('a', 1000)],
    off: {},
    not: { bogo: 'It needs 2 pieces.' },
    away: { bogo: 'Add 1 more.' },
  },
  {
    name: 'gives two of five when each bought piece gives one',
    offers: bogo,
    cart: [line('a', 1000, { quantity: 5 })],
    off: { bogo: 2000 },
  },
  {
    name: 'gives the cheaper of two different products',
    offers: bogo,
    cart: [line('dear', 2000), line('cheap', 1000)],
    off: { bogo: 1000 },
    shares: { bogo: { cheap: 1000 } },
  },
  {
    name: 'gives one of three for two bought',
    offers: third,
    cart: [line('a', 900, { quantity: 3 })],
    off: { third: 900 },
  },
  {
    name: 'gives one of five for two bought: the second set is not whole',
    offers: third,
    cart: [line('a', 900, { quantity: 5 })],
    off: { third: 900 },
  },
  {
    name: 'gives two of six for two bought each',
    offers: third,
    cart: [line('a', 900, { quantity: 6 })],
    off: { third: 1800 },
  },
  {
    name: 'repeats by whole sets however large the quantity',
    offers: third,
    cart: [line('a', 900, { quantity: 100 })],
    off: { third: 33 * 900 },
  },
  {
    name: 'gives part of a set that is begun: buy one, get two, with two in the cart',
    offers: { two: { reward: { buyGet: { buy: 1, get: 2, percent: 100 } } } },
    cart: [line('a', 1000, { quantity: 2 })],
    off: { two: 1000 },
  },
  {
    name: 'reduces a piece by a part when it is not free',
    offers: { half: { reward: { buyGet: { buy: 2, get: 1, percent: 50 } } } },
    cart: [line('a', 999, { quantity: 3 })],
    off: { half: 500 },
  },
  {
    name: 'gives something else: a sock with every shoe',
    offers: {
      gift: {
        products: { categories: ['shoes'] },
        reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [
      line('shoe', 9000, { categories: ['shoes'] }),
      line('sock', 800, { categories: ['socks'], quantity: 2 }),
    ],
    off: { gift: 800 },
    shares: { gift: { sock: 800 } },
  },
  {
    name: 'gives as many others as were earned, not as many as are there',
    offers: {
      gift: {
        products: { categories: ['shoes'] },
        reward: { buyGet: { buy: 2, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [
      line('shoe', 9000, { categories: ['shoes'], quantity: 5 }),
      line('sock', 800, { categories: ['socks'], quantity: 9 }),
    ],
    off: { gift: 1600 },
  },
  {
    name: 'gives no more others than are in the cart',
    offers: {
      gift: {
        products: { categories: ['shoes'] },
        reward: { buyGet: { buy: 1, get: 3, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [line('shoe', 9000, { categories: ['shoes'] }), line('sock', 800, { categories: ['socks'] })],
    off: { gift: 800 },
  },
  {
    name: 'says what is missing where the bought piece is there and the given one is not',
    offers: {
      gift: {
        products: { categories: ['shoes'] },
        reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [line('shoe', 9000, { categories: ['shoes'] })],
    off: {},
    not: { gift: 'Nothing it reduces is in the cart.' },
    away: { gift: 'Add one of the products it reduces.' },
  },
  {
    name: 'says how many are missing where the given piece is there and too few are bought',
    offers: {
      gift: {
        products: { categories: ['shoes'] },
        reward: { buyGet: { buy: 2, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [line('shoe', 9000, { categories: ['shoes'] }), line('sock', 800, { categories: ['socks'] })],
    off: {},
    not: { gift: 'It needs 2 pieces.' },
    away: { gift: 'Add 1 more.' },
  },
  {
    name: 'lets no piece be both bought and given where the two selections overlap',
    offers: {
      mix: {
        products: { brands: ['Fell'] },
        reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [line('sock', 800, { brand: 'Fell', categories: ['socks'] })],
    off: {},
    not: { mix: 'It would take nothing more off.' },
  },
  {
    name: 'gives one of two where both could be bought or given',
    offers: {
      mix: {
        products: { brands: ['Fell'] },
        reward: { buyGet: { buy: 1, get: 1, percent: 100, products: { categories: ['socks'] } } },
      },
    },
    cart: [line('sock', 800, { brand: 'Fell', categories: ['socks'], quantity: 2 })],
    off: { mix: 800 },
  },
  {
    name: 'does not depend on the order of the lines',
    offers: third,
    cart: [line('c', 300), line('a', 100), line('b', 200)],
    off: { third: 100 },
    shares: { third: { a: 100 } },
  },
];
