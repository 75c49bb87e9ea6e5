import type { Messages } from '../english/messages.ts';

export const faq: Messages['faq'] = {
  described: (count: number, shop: string, topics: readonly string[]) =>
    `${count} Fragen an ${shop}, jede im ersten Satz beantwortet: ${topics.join(', ')}.`,
  asked: 'Gefragt und beantwortet',
  topicsLabel: 'Themen',
  notHere: 'Nicht dabei?',
  askOwn: 'Stellen Sie Ihre eigene Frage',
  or: ' oder',
  write: 'schreiben Sie einem Menschen',
  topics: {
    choosing: 'Auswahl',
    sizing: 'Größen und Passform',
    training: 'Training',
    nutrition: 'Essen und Trinken',
    electronics: 'Elektronik',
    care: 'Pflege',
    orders: 'Bestellungen',
    shipping: 'Versand',
    returns: 'Rückgabe',
    about: 'Über uns',
  },
};
