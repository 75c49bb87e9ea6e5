import type { Messages } from '../english/messages.ts';

export const signIn: Messages['signIn'] = {
  noAddress: 'An diese Adresse können wir nicht schreiben. Sie sieht aus wie name@example.com.',
  title: 'Anmelden',
  description: 'Anmelden mit einem Link per E-Mail.',
  signInTo: (shop: string) => `Bei ${shop} anmelden`,
  onePress: (whom: string | null) =>
    whom
      ? `Ein Klick, und dieser Browser ist als ${whom} angemeldet.`
      : 'Ein Klick, und dieser Browser ist angemeldet.',
  lookInMail: 'Sehen Sie in Ihr Postfach',
  sentOnce: (minutes: number) =>
    `Wir haben einen Link an diese Adresse geschickt. Er gilt einmal, für ${minutes} Minuten.`,
  noPassword: 'Kein Passwort: Wir schicken Ihnen einen Link. Beim ersten Mal eröffnet er auch Ihr Konto.',
  withoutAccount: 'Sie können auch ohne Konto bestellen.',
  see: 'Lesen Sie,',
  whatWeKeep: 'was wir speichern und warum',
  emailAddress: 'E-Mail-Adresse',
  sendLink: 'Link zuschicken',
  outbox:
    'Diese Vorführung verschickt keine Mails. Wer den Shop betreibt, findet die Nachricht im Postausgang (',
  orTheFiles: ' oder die Dateien in ',
  nothingThere: 'Nach ein paar Minuten noch nichts da? Sehen Sie im Spam-Ordner nach, oder',
  askAnother: 'fordern Sie einen neuen Link an',
  noLonger: 'Dieser Link gilt nicht mehr',
  wasUsed: 'Er wurde schon benutzt, ist abgelaufen, oder ein Teil von ihm fehlt.',
  sendAnother: 'Neuen Link zuschicken',
};
