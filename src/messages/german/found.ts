import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const found: Messages['found'] = {
  fields: {
    title: 'Namen',
    class: 'Art',
    brand: 'Marke',
    attributes: 'Angaben',
    description: 'Beschreibung',
    editorial: 'Seite',
  },
  orders: {
    best: 'Beliebteres steht vorn',
    'price-low': 'das Günstigste steht vorn',
    'price-high': 'das Teuerste steht vorn',
    rating: 'besser Bewertetes steht vorn',
    newest: 'das Neueste steht vorn',
  },
  quoted: (text: string) => `„${text}“`,
  wordsStand: (words: string, field: string, passage: string) =>
    `Ihre Wörter ${words} stehen hier (${field}): „${passage}“`,
  placeByScore: (place: number, words: string, score: string) => `Platz ${place}: ${words}, Wertung ${score}`,
  placeByOrder: (place: number, allFit: boolean, order: string) =>
    `Platz ${place}: ${allFit ? 'alle passen, und ' : ''}${order}`,
  has: {
    costs: (price: string) => `kostet ${price}`,
    standsUnder: (categories: string) => `steht unter ${categories}`,
    isBy: (brand: string) => `von ${brand}`,
    noBrand: 'keine Marke angegeben',
    inStockAs: (value: string) => `angegeben: ${value}, auf Lager`,
    statedAs: (value: string) => `angegeben: ${value}`,
    nothingElse: 'sonst nichts angegeben',
  },
  closest: 'Das hier kommt am nächsten.',
  unmatched: {
    thing: (name: string) => `„${name}“ führen wir nicht.`,
    part: (name: string) => `Einfach „${name}“ heißt hier kein Produkt: Das Wort ist Teil längerer Namen.`,
    kind: (name: string, word: string) => `Kein Produkt namens „${name}“ erwähnt hier „${word}“.`,
    noneUnder: (name: string, word: string) => `Kein Produkt unter „${name}“ erwähnt „${word}“.`,
    words: (words: string) => `Kein Produkt hier erwähnt ${words}.`,
    bound: (bound: string) => `„${bound}“ wurde nicht berücksichtigt.`,
    contradiction: (filter: string) => `${filter}: Beides zugleich geht nicht.`,
    brand: (brand: string) => `Von ${brand} haben wir nichts.`,
    filter: (filter: string) => `„${filter}“ trifft hier auf nichts zu.`,
    fewUnder: (told) =>
      `Nur ${told.few} von ${told.of} Produkten unter „${told.name}“ ${plural(told.count, { one: 'erwähnt', other: 'erwähnen' })} „${told.word}“.`,
    fewCalled: (told) =>
      `Nur ${told.few} von ${told.of} Produkten namens „${told.name}“ ${plural(told.count, { one: 'erwähnt', other: 'erwähnen' })} „${told.word}“.`,
  },
  nothing: 'Dazu passt hier nichts.',
  named: (title: string, price: string) => `${title} für ${price}`,
  nearestSoldOut: (name: string) => `Was am nächsten kommt, ${name}, ist ausverkauft.`,
  notAllAtOnce: (noun: string) => `Nichts ${noun} erfüllt das alles zugleich.`,
  nearestIs: (name: string) => `Am nächsten kommt ${name}.`,
  without: {
    first: (count: number, filter: string, total: string) =>
      `Ohne ${filter} ${plural(count, { one: `passt ${total} Produkt`, other: `passen ${total} Produkte` })}`,
    other: (filter: string, total: string) => `ohne ${filter} ${total}`,
  },
};
