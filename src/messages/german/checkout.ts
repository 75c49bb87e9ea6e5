import { plural } from './plural.ts';
import type { Messages } from '../english/messages.ts';

export const checkout: Messages['checkout'] = {
  title: 'Kasse',
  description: 'Wohin Ihre Bestellung geht.',
  step: (step: number, of: number) => `Schritt ${step} von ${of}`,
  where: 'Wohin dürfen wir liefern?',
  lookAgain: (count: number) =>
    plural(count, {
      one: 'Bitte prüfen Sie ein Feld noch einmal.',
      other: `Bitte prüfen Sie ${count} Felder noch einmal.`,
    }),
  demonstration:
    'Dies ist eine Vorführung: Es wird nichts abgebucht und nichts verschickt. Bitte geben Sie keinen echten Namen und keine echte Adresse ein.',
  email: 'E-Mail',
  emailHint: 'Für die Bestätigung. Ein Konto brauchen Sie nicht.',
  name: 'Vor- und Nachname',
  line1: 'Straße und Hausnummer',
  line2: 'Adresszusatz, Firma',
  city: 'Ort',
  region: 'Bundesland oder Kanton',
  postcode: 'Postleitzahl',
  country: 'Land',
  goOn: 'Weiter zu Versand und Zahlung',
  boughtBefore: 'Haben Sie schon einmal hier gekauft?',
  signIn: 'Melden Sie sich an',
  pointsCount: 'und Ihre Punkte zählen.',
  backToCart: 'Zurück zum Warenkorb',
  sinceYouLooked: 'Es wurde nichts bestellt. Seit Ihrem letzten Blick:',
  nothingOrdered: 'Es wurde nichts bestellt.',
  manyOrders: (wait: string) =>
    `Von hier kamen viele Bestellungen. Ihr Warenkorb bleibt erhalten; bitte versuchen Sie es in ${wait} noch einmal.`,
  incomplete:
    'Das Formular kam unvollständig an. Bitte prüfen Sie die Bestellung und drücken Sie den Knopf noch einmal.',
  unpaidOrders: (orders: readonly string[]) =>
    `${orders.join(' und ')} ${orders.length === 1 ? 'wartet' : 'warten'} noch auf die Bezahlung. Bitte zahlen oder stornieren Sie zuerst; eine unbezahlte Bestellung endet nach einer halben Stunde von selbst.`,
  noDeliveryThere: 'An diese Adresse liefern wir nicht. Bitte wählen Sie eine andere.',
  review: 'Bestellung prüfen',
  reviewDescription: 'Sehen Sie sich alles noch einmal an.',
  lookOnceMore: 'Noch einmal prüfen',
  sumAndPayment: 'Summe und Zahlung',
  goesTo: 'Lieferadresse',
  changeIt: 'Ändern',
  comesBy: 'Versandart',
  whatIsInIt: 'Ihre Artikel',
  changeCart: 'Warenkorb ändern',
  noDelivery: 'In dieses Land liefern wir nicht.',
  placeOrder: 'Zahlungspflichtig bestellen',
  orderAndPay: (total: string) => `Zahlungspflichtig bestellen: ${total}`,
  stripe: 'Sie zahlen auf einer Seite von Stripe; keine Kartennummer erreicht diesen Shop. ',
  agree: { before: 'Mit Ihrer Bestellung gilt:', title: (terms: string) => terms, after: '.' },
  sendBack: { before: 'Für Rücksendungen gilt:', title: (returns: string) => returns, after: '.' },
  wrong: {
    missing: {
      email: 'Geben Sie Ihre E-Mail-Adresse ein.',
      name: 'Geben Sie den Namen ein, der auf dem Paket stehen soll.',
      line1: 'Geben Sie Straße und Hausnummer ein.',
      city: 'Geben Sie den Ort ein.',
      postcode: 'Geben Sie die Postleitzahl ein.',
      country: 'Wählen Sie ein Land.',
    },
    noEmail: 'Das ist keine E-Mail-Adresse wie sie@example.com.',
    tooLong: (most: number) => `Das sind mehr als ${most} Zeichen.`,
    postcode: (example) => `Postleitzahlen werden dort so geschrieben: ${example}.`,
    postcodeElsewhere: (code, region) => `${code} liegt nicht in ${region}. Prüfen Sie beides.`,
    notThere: 'Dorthin verschicken wir nicht.',
    unknownRegion: 'Diese Region kennen wir dort nicht; die Steuer hängt davon ab.',
    noRegion: 'Geben Sie die Region ein: Die Steuer hängt davon ab.',
  },
  changes: {
    added: (title: string) => `${title} ist inzwischen in den Warenkorb gekommen.`,
    quantity: (title: string, now: number, before: number) =>
      `Im Warenkorb liegt ${title} jetzt ${now} Mal statt ${before} Mal.`,
    price: (title: string, now: string, before: string) =>
      `${title} kostet jetzt ${now} statt ${before} pro Stück.`,
    gone: (count: number) =>
      plural(count, {
        one: 'Ein Produkt liegt nicht mehr im Warenkorb.',
        other: `${count} Produkte liegen nicht mehr im Warenkorb.`,
      }),
    address: 'Die Adresse oder der Versand wurde geändert.',
    total: (now: string, before: string) => `Die Gesamtsumme beträgt jetzt ${now} statt ${before}.`,
  },
};
