import type { Messages } from '../english/messages.ts';

export const errors: Messages['errors'] = {
  notFound: 'Nicht gefunden',
  notHere: 'Diese Seite gibt es nicht.',
  wrongTurn: 'Falsch abgebogen',
  noPage:
    'Unter dieser Adresse gibt es keine Seite. Vielleicht ist sie umgezogen, oder das Produkt ist nicht mehr im Sortiment.',
  closest: 'Diese kommen den Wörtern der Adresse am nächsten.',
  boxAbove: 'Das Suchfeld oben findet, was wir haben.',
  broke: 'Hier ist etwas schiefgegangen',
  brokeHere:
    'Es liegt an uns, nicht an Ihnen, und wurde notiert. Ihr Warenkorb bleibt erhalten. Laden Sie die Seite gleich noch einmal, oder gehen Sie zur <a href="/">Startseite</a>.',
  backSoon: 'Gleich wieder da',
  outage: {
    readOnly: 'Der Shop kann gerade nichts speichern, deshalb wurde nichts geändert oder abgebucht.',
    away: 'Der Shop erreicht gerade sein Sortiment nicht.',
  },
  cartKept: (outage: string) =>
    `${outage} Ihr Warenkorb bleibt erhalten. <a href="">Laden Sie die Seite</a> in ein paar Sekunden neu.`,
  tooMuch: 'Zu viel auf einmal',
  tooMuchWas: (megabytes: number) =>
    `Das war mehr als die ${megabytes} MB, die der Shop aus einem Formular liest. Es wurde nichts geändert. <a href="">Zurück zur Seite</a>.`,
};
