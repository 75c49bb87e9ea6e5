import { plural } from './plural.ts';
export const found = {
  fields: {
    title: 'name',
    class: 'kind',
    brand: 'brand',
    attributes: 'stated facts',
    description: 'description',
    editorial: 'page',
  },
  orders: {
    best: 'the more popular stand first',
    'price-low': 'the least expensive stand first',
    'price-high': 'the most expensive stand first',
    rating: 'the better rated stand first',
    newest: 'the newest stand first',
  },
  quoted: (text: string) => `“${text}”`,
  wordsStand: (words: string, field: string, passage: string) =>
    `Your words ${words} stand in its ${field}: “${passage}”`,
  placeByScore: (place: number, words: string, score: string) => `Place ${place}: ${words} score ${score}`,
  placeByOrder: (place: number, allFit: boolean, order: string) =>
    `Place ${place}: ${allFit ? 'all of them fit, and ' : ''}${order}`,
  has: {
    costs: (price: string) => `it costs ${price}`,
    standsUnder: (categories: string) => `it stands under ${categories}`,
    isBy: (brand: string) => `it is by ${brand}`,
    noBrand: 'no brand is stated',
    inStockAs: (value: string) => `stated as ${value}, in stock`,
    statedAs: (value: string) => `stated as ${value}`,
    nothingElse: 'nothing else is stated',
  },
  closest: 'These are the closest.',
  unmatched: {
    thing: (name: string) => `No product here is called “${name}”.`,
    part: (name: string) => `No product here is called just “${name}”: it is part of longer names.`,
    kind: (name: string, word: string) => `No product here called “${name}” mentions “${word}”.`,
    noneUnder: (name: string, word: string) => `No product here under “${name}” mentions “${word}”.`,
    words: (words: string) => `No product here mentions ${words}.`,
    bound: (bound: string) => `“${bound}” was not used.`,
    contradiction: (filter: string) => `${filter} cannot both be true.`,
    brand: (brand: string) => `Nothing here is made by ${brand}.`,
    filter: (filter: string) => `Nothing here is told as “${filter}”.`,
    fewUnder: (told: { count: number; few: string; of: string; name: string; word: string }) =>
      `Only ${told.few} of ${told.of} products here under “${told.name}” ${plural(told.count, { one: 'mentions', other: 'mention' })} “${told.word}”.`,
    fewCalled: (told: { count: number; few: string; of: string; name: string; word: string }) =>
      `Only ${told.few} of ${told.of} products here called “${told.name}” ${plural(told.count, { one: 'mentions', other: 'mention' })} “${told.word}”.`,
  },
  nothing: 'Nothing here matches that.',
  named: (title: string, price: string) => `the ${title} at ${price}`,
  nearestSoldOut: (name: string) => `What comes nearest, ${name}, is sold out.`,
  notAllAtOnce: (noun: string) => `Nothing ${noun} is all of that at once.`,
  nearestIs: (name: string) => `The nearest is ${name}.`,
  without: {
    first: (count: number, filter: string, total: string) =>
      `Without ${filter} ${total} ${plural(count, { one: 'product fits', other: 'products fit' })}`,
    other: (filter: string, total: string) => `without ${filter} ${total}`,
  },
};
