import { line, type PromotionCase } from '../promotion-case.ts';

const gel = line('gel', 200, { categories: ['nutrition', 'nutrition/gels'], brand: 'Fell', tags: ['Vegan'] });
const shoe = line('shoe', 10_000, { categories: ['shoes'], brand: 'Tarn', tags: ['new'] });
const sock = line('sock', 1000, { categories: ['socks'], brand: 'Tarn', reduced: true });
const nothing = 'None of the products it is for is in the cart.';

export const selections: readonly PromotionCase[] = [
  {
    name: 'is about a category',
    offers: { o: { products: { categories: ['shoes'] }, reward: { percent: 10 } } },
    cart: [gel, shoe, sock],
    off: { o: 1000 },
    shares: { o: { shoe: 1000 } },
  },
  {
    name: 'is about a category with everything below it',
    offers: { o: { products: { categories: ['nutrition'] }, reward: { percent: 10 } } },
    cart: [gel, shoe],
    off: { o: 20 },
    shares: { o: { gel: 20 } },
  },
  {
    name: 'is about a category below, not about its parent',
    offers: { o: { products: { categories: ['nutrition/gels'] }, reward: { percent: 10 } } },
    cart: [line('bar', 300, { categories: ['nutrition'] }), gel],
    off: { o: 20 },
    shares: { o: { gel: 20 } },
  },
  {
    name: 'does not take the beginning of a category’s name for the category',
    offers: { o: { products: { categories: ['shoe'] }, reward: { percent: 10 } } },
    cart: [shoe],
    off: {},
    not: { o: nothing },
  },
  {
    name: 'is about any of several categories',
    offers: { o: { products: { categories: ['shoes', 'socks'] }, reward: { percent: 10 } } },
    cart: [gel, shoe, sock],
    off: { o: 1100 },
    shares: { o: { shoe: 1000, sock: 100 } },
  },
  {
    name: 'is about a brand however it is spelled in capitals',
    offers: { o: { products: { brands: ['TARN'] }, reward: { percent: 10 } } },
    cart: [gel, shoe, sock],
    off: { o: 1100 },
  },
  {
    name: 'leaves out products without a brand when it is about brands',
    offers: { o: { products: { brands: ['Tarn'] }, reward: { percent: 10 } } },
    cart: [line('bar', 300)],
    off: {},
    not: { o: nothing },
  },
  {
    name: 'is about one product in all its variants',
    offers: { o: { products: { products: ['tarn-9'] }, reward: { percent: 10 } } },
    cart: [
      line('t9-42', 10_000, { product: 'tarn-9' }),
      line('t9-43', 10_000, { product: 'tarn-9' }),
      line('t8-42', 8000, { product: 'tarn-8' }),
    ],
    off: { o: 2000 },
    shares: { o: { 't9-42': 1000, 't9-43': 1000 } },
  },
  {
    name: 'is about a tag however it is spelled in capitals',
    offers: { o: { products: { tags: ['vegan'] }, reward: { percent: 50 } } },
    cart: [gel, shoe],
    off: { o: 100 },
  },
  {
    name: 'asks for both where a brand and a category are given',
    offers: { o: { products: { brands: ['Tarn'], categories: ['socks'] }, reward: { percent: 10 } } },
    cart: [gel, shoe, sock],
    off: { o: 100 },
    shares: { o: { sock: 100 } },
  },
  {
    name: 'takes a brand out again',
    offers: { o: { products: { except: { brands: ['Tarn'] } }, reward: { percent: 10 } } },
    cart: [gel, shoe, sock],
    off: { o: 20 },
  },
  {
    name: 'takes one product out of a category',
    offers: {
      o: {
        products: { categories: ['shoes'], except: { products: ['shoe'] } },
        reward: { percent: 10 },
      },
    },
    cart: [shoe, line('boot', 8000, { categories: ['shoes'] })],
    off: { o: 800 },
    shares: { o: { boot: 800 } },
  },
  {
    name: 'takes out whatever any of its exceptions names',
    offers: {
      o: { products: { except: { tags: ['new'], categories: ['socks'] } }, reward: { percent: 10 } },
    },
    cart: [gel, shoe, sock],
    off: { o: 20 },
  },
  {
    name: 'has nothing left where the exception names all it is about',
    offers: {
      o: { products: { categories: ['shoes'], except: { brands: ['tarn'] } }, reward: { percent: 10 } },
    },
    cart: [shoe],
    off: {},
    not: { o: nothing },
  },
  {
    name: 'leaves out what is reduced already',
    offers: { o: { products: { notReduced: true }, reward: { percent: 10 } } },
    cart: [shoe, sock],
    off: { o: 1000 },
    shares: { o: { shoe: 1000 } },
  },
  {
    name: 'has nothing to do where everything is reduced already',
    offers: { o: { products: { notReduced: true }, reward: { percent: 10 } } },
    cart: [sock],
    off: {},
    not: { o: nothing },
  },
  {
    name: 'includes the lower end of a price range',
    offers: { o: { products: { priceFrom: '10.00 USD' }, reward: { percent: 10 } } },
    cart: [line('a', 1000), line('b', 999)],
    off: { o: 100 },
    shares: { o: { a: 100 } },
  },
  {
    name: 'includes the upper end of a price range',
    offers: { o: { products: { priceTo: '10.00 USD' }, reward: { percent: 10 } } },
    cart: [line('a', 1000), line('b', 1001)],
    off: { o: 100 },
    shares: { o: { a: 100 } },
  },
  {
    name: 'asks for the price of one piece, not of the line',
    offers: { o: { products: { priceFrom: '10.00 USD' }, reward: { percent: 10 } } },
    cart: [line('a', 400, { quantity: 5 })],
    off: {},
    not: { o: nothing },
  },
  {
    name: 'asks for shelf prices, not for what a member pays',
    offers: {
      o: { products: { priceFrom: '10.00 USD' }, reward: { amount: '1.00 USD' } },
      less: { reward: { percent: 10 }, stacking: { group: 'other' } },
    },
    cart: [line('a', 1000)],
    off: { o: 100, less: 100 },
  },
  {
    name: 'is about a range between two prices',
    offers: {
      o: { products: { priceFrom: '5.00 USD', priceTo: '10.00 USD' }, reward: { amount: '1.00 USD' } },
    },
    cart: [line('low', 499), line('in', 700), line('high', 1001)],
    off: { o: 100 },
    shares: { o: { in: 100 } },
  },
];
