import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const lists: Messages['lists'] = {
  category: 'Kategorie',
  home: 'Start',
  at: (category: string, shop: string) => `${category} bei ${shop}.`,
  paged: (title: string, page: number) => `${title}, Seite ${page}`,
  among: (category: string) => `unter „${category}“`,
  howToChoose: 'So wählen Sie',
  byUse: 'Nach Verwendung',
  guides: 'Ratgeber',
  askedAbout: (category: string) => `Häufig gefragt zu ${category}`,
  narrowed: (shop: string) =>
    `Das Sortiment von ${shop}, eingegrenzt nach Kategorie, Preis und Eigenschaften.`,
  pageOfAll: (page) =>
    `Seite ${page.number} der ${page.count} Produkte von ${page.shop}: von ${page.first} bis ${page.last}.`,
  everything: (shop: string, count: string) =>
    `Das ganze Sortiment von ${shop}: ${count} Produkte, einzugrenzen nach Kategorie, Preis und Eigenschaften.`,
  inTheShop: 'im Sortiment',
  quoted: (said: string) => `„${said}“`,
  whatYouAsked: 'Ihre Auswahl',
  search: 'Suche',
  searchDescription: (shop: string, tagline: string) =>
    `Durchsuchen Sie ${shop} mit Ihren eigenen Worten: ${tagline}`,
  shownFor: 'Gezeigt wird',
  askThis: 'Das als Frage stellen',
  sayWhat:
    'Schreiben Sie oben ins Feld, was Sie brauchen: ein Produkt, einen Zweck, eine Größe, einen Preis oder eine Frage.',
  startHere: 'Oder fangen Sie hier an',
  ofCategory: (category: string, count: number) =>
    `${category}, ${count} ${count === 1 ? 'Produkt' : 'Produkte'}`,
  pages: 'Seiten',
  previous: 'Zurück',
  next: 'Weiter',
  pageOf: (page: number, pages: number) => `Seite ${page} von ${pages}`,
  from: 'Von',
  to: 'bis',
  fromAtLeast: (label: string, bound: string) => `${label} von, mindestens ${bound}`,
  toAtMost: (label: string, bound: string) => `${label} bis, höchstens ${bound}`,
  set: 'Anwenden',
  setLabel: (label: string) => `${label} anwenden`,
  productsAfter: (count: number) => plural(count, { one: 'Produkt', other: 'Produkte' }),
  bestMatch: 'Beste Treffer',
  mostPopular: 'Beliebteste',
  priceLow: 'Preis aufsteigend',
  priceHigh: 'Preis absteigend',
  bestRated: 'Beste Bewertung',
  newest: 'Neueste',
  takeAway: ', entfernen',
  narrowDown: 'Eingrenzen',
  show: (count: number, text: string) =>
    plural(count, { one: `${text} Produkt zeigen`, other: `${text} Produkte zeigen` }),
  products: (count: number, text: string) =>
    plural(count, { one: `${text} Produkt`, other: `${text} Produkte` }),
  sortBy: 'Sortieren nach',
  sort: 'Sortieren',
  tryFewer: (limited: boolean) =>
    `Versuchen Sie es mit weniger Wörtern, ${limited ? 'entfernen Sie oben eine Einschränkung ' : ''}oder`,
  askAPerson: 'fragen Sie, wie Sie einen Menschen fragen würden',
  noPage: (page: number) => `Seite ${page} gibt es nicht.`,
  allOnFirst: 'Alle stehen auf der ersten.',
  lastPage: (pages: number) => `Die letzte ist Seite ${pages}; hier geht es zur ersten.`,
  otherKind: 'Ähnliches aus anderen Kategorien',
};
