import type { Messages } from '../english/messages.ts';

export const data: Messages['data'] = {
  title: 'Ihre Daten',
  description: 'Was der Shop von Ihnen speichert: ansehen, mitnehmen oder löschen.',
  sent: (minutes: number) => `Wir haben einen Link an diese Adresse geschickt. Er gilt ${minutes} Minuten.`,
  lead: 'Sehen Sie, was wir unter Ihrer Adresse speichern, nehmen Sie es mit oder lassen Sie es löschen. Sie brauchen kein Konto: Ein Link an die Adresse genügt als Nachweis.',
  withAccount: 'Mit einem Konto zeigt es Ihnen',
  remember: 'was wir uns merken',
  atOnce: 'sofort.',
};
