import type { Messages } from '../english/messages.ts';

export const home: Messages['home'] = {
  questions: 'Fragen für den Anfang',
  chosen: 'Von uns ausgesucht',
  allProducts: (count: string) => `Alle ${count} Produkte`,
  wholeShop: 'Das ganze Sortiment',
  readFirst: 'Vor dem Kauf lesen',
  allGuides: (count: number) => `Alle ${count} Ratgeber`,
  demonstration: (shop: string, isMadeUp: boolean) =>
    `${shop} ist ein Vorführgeschäft: ${isMadeUp ? 'Marken und Produkte sind erfunden, ' : ''}es nimmt keine echten Bestellungen an und belastet keine Karte.`,
  fromTheShop: 'Aus dem Sortiment',
  newHere: 'Neu eingetroffen',
  reduced: 'Reduziert',
};
