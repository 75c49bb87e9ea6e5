import type { Messages } from '../english/messages.ts';

/** Amounts come as policies state them, `4.90 EUR`. */
const amount = (text: string): string => text.replace('.', ',');

export const neutral: Messages['neutral'] = {
  name: 'Unser Shop',
  tagline: 'Alles hier, mit seinen Angaben',
  description:
    'Ein Shop, der jedes Produkt mit Preis, Bestand und den Angaben zeigt, die der Hersteller macht.',
  email: 'shop@example.com',
  company: 'Eine Vorführung, kein eingetragenes Unternehmen',
  greeting: 'Sagen Sie mir, was Sie suchen und worauf es Ihnen ankommt, und ich zeige Ihnen, was passt.',
  guidance: [
    'Zuerst die Antwort in einem Satz, dann die Zahl oder der Grund.',
    'Einfache Wörter und Zahlen mit Einheiten.',
    'Wenn nichts passt, das sagen und das nächste Produkt nennen, und worin es sich unterscheidet.',
    'Höchstens eine Frage stellen, bevor etwas gezeigt wird, und nur, wenn die Antwort etwas ändert.',
    'Keine Diagnose und keinen ärztlichen Rat geben; an eine Ärztin oder einen Arzt verweisen.',
    'Keine Ausrufezeichen, keine Übertreibung, kein Drängen.',
    'Preise, Bestand und Liefertermine kommen aus den Daten des Shops, nie aus dem Gedächtnis.',
    'Sagen, dass dies eine Vorführung ist, wenn jemand wirklich kaufen möchte.',
  ],
  home: {
    headline: 'Wonach suchen Sie?',
    intro:
      'Fragen Sie, wie Sie an der Theke fragen würden. Jede Antwort kommt aus dem, was jetzt da ist, mit seinen Angaben.',
    questions: [
      'Was verkaufen Sie?',
      'Was ist reduziert?',
      'Was kostet der Versand?',
      'Was kann ich zurückgeben?',
    ],
  },
  shipping: {
    title: 'Versand',
    way: ({ name, rate, freeFrom, least, most }) =>
      `${name} kostet ${amount(rate)}${freeFrom ? `, ist ab ${amount(freeFrom)} kostenlos` : ''} und ist ${least === most ? most : `${least} bis ${most}`} ${most === 1 ? 'Werktag' : 'Werktage'} unterwegs.`,
  },
  returns: {
    title: 'Rückgabe',
    none: 'Zurück nehmen wir nur, was mangelhaft ist.',
    free: 'Die Rücksendung ist kostenlos.',
    window: (days) =>
      `Sie haben ab der Zustellung ${days} ${days === 1 ? 'Tag' : 'Tage'} Zeit, eine Rücksendung anzumelden.`,
    costs: (fee) => `Die Rücksendung kostet ${amount(fee)}.`,
  },
};
