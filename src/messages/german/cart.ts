import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const cart: Messages['cart'] = {
  title: 'Warenkorb',
  description: 'Was Sie zurückgelegt haben.',
  noLongerSold: (title: string) => `${title} gibt es nicht mehr und liegt deshalb nicht mehr im Warenkorb.`,
  understood: 'Verstanden',
  doNotShow: (title: string) => `, ${title} nicht mehr anzeigen`,
  isInCart: (title: string) => `${title} liegt in Ihrem Warenkorb.`,
  yourOrder: 'Ihre Bestellung',
  waitsForPayment: 'wartet auf die Bezahlung; die Ware bleibt eine halbe Stunde für Sie reserviert.',
  empty: (isKnown: boolean) =>
    `Noch nichts drin. Was Sie hineinlegen, bleibt ein Jahr lang${isKnown ? '' : ' auf diesem Gerät'} hier.`,
  lookAround: 'Umsehen',
  sum: 'Summe',
  earns: (points, arithmetic) => `Bringt ${points}, sobald alles angekommen ist: ${arithmetic}.`,
  changeMarked: 'Ändern Sie das Markierte, dann geht es weiter.',
  toCheckout: 'Zur Kasse',
  notOpen: 'Die Kasse ist noch nicht geöffnet.',
  demonstration: 'Eine Vorführung: Es wird nichts abgebucht und nichts verschickt.',
  each: (price: string) => `${price} pro Stück.`,
  quantityOf: (title: string) => `Menge von ${title}`,
  change: 'Ändern',
  theQuantityOf: (title: string) => `: Menge von ${title}`,
  remove: 'Entfernen',
  beforeOffers: 'vor Abzug der Angebote ',
  code: 'Gutscheincode',
  useCode: 'Einlösen',
  takeAway: 'Entfernen',
  payWith: (points) =>
    `Mit ${points.name} bezahlen: Sie haben ${points.balance}, das entspricht ${points.worth}`,
  set: 'Übernehmen',
  takesNothingOff: 'bringt hier keinen Nachlass.',
  delivery: 'Lieferung',
  free: 'kostenlos',
  workingDays: (from: number, to: number) =>
    from === to
      ? plural(to, { one: `${to} Werktag`, other: `${to} Werktage` })
      : `${from} bis ${to} Werktage`,
  useDelivery: 'Diese Lieferung wählen',
  oneShort: 'Nur noch ein Teil bis zum Paket',
  nearly: {
    with: 'Mit ',
    youHave: ' ist',
    whole: (off: string) => ` vollständig, und Sie sparen ${off}.`,
  },
  addIt: 'Dazulegen',
  notAllAdded: 'Nicht alles wurde hinzugefügt',
  someNotAdded: 'Einiges konnte nicht hinzugefügt werden.',
  restInCart: 'Der Rest liegt in Ihrem Warenkorb.',
  cartAsItWas: 'Ihr Warenkorb ist unverändert.',
  pieces: (count: number) => plural(count, { one: '1 Stück', other: `${count} Stück` }),
  toCart: 'Zum Warenkorb',
  refused: {
    unknownProduct: 'Dieses Produkt gibt es im Shop nicht mehr.',
    soldOut: (title: string) => `${title} ist in dieser Auswahl ausverkauft.`,
    notEnough: (title: string, most: number) => `Von ${title} sind in dieser Auswahl noch ${most} da.`,
    badQuantity: (most: number) => `In den Warenkorb passen höchstens ${most} Stück von einer Sache.`,
    changedElsewhere:
      'Das wurde inzwischen in einem anderen Fenster geändert. So sieht es jetzt aus; sonst wurde nichts geändert.',
    chooseFirst: (title: string, choices: string) =>
      `Bitte wählen Sie zuerst: ${title} gibt es in ${choices}.`,
    noPriceIn: (title: string, currency: string) =>
      `${title} hat gerade keinen Preis in ${currency} und kann deshalb nicht mitbestellt werden.`,
    manyCodes: (wait: string) => `Das waren viele Codes. Bitte versuchen Sie es in ${wait} noch einmal.`,
    mostCodes: (most: number) => `Ein Warenkorb nimmt ${most} Codes. Entfernen Sie zuerst einen.`,
    noCode: 'Geben Sie den Code so ein, wie er in Ihrer Nachricht steht.',
  },
};
