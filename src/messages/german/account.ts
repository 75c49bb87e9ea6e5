import type { Messages } from '../english/messages.ts';

export const account: Messages['account'] = {
  neverBought: 'Das haben Sie hier noch nicht gekauft.',
  wholeDays: (least: number, most: number) => `Wählen Sie eine ganze Zahl von ${least} bis ${most} Tagen.`,
  description: 'Ihre Bestellungen und was zur Neige geht.',
  hello: (name: string) => `Guten Tag, ${name}`,
  signedIn: 'Sie sind angemeldet.',
  noted: 'Gespeichert.',
  account: 'Konto',
  runsOut: 'Geht bald zur Neige',
  orders: 'Bestellungen',
  remember: 'Was wir uns merken',
  signOut: 'Abmelden',
  nothingDue:
    'Nichts, was Sie gekauft haben, scheint bald aufgebraucht. Was Sie wieder kaufen, erscheint hier, mit Wann und Warum.',
  keptBack: {
    complaint: 'Solange Ihre Beschwerde offen ist, erinnern wir Sie nicht.',
    return: 'Solange eine Rücksendung offen ist, erinnern wir Sie nicht.',
    'late-order': 'Solange eine Ihrer Bestellungen verspätet ist, erinnern wir Sie nicht.',
    subscription: 'Es kommt von selbst, deshalb erinnern wir Sie nicht.',
    stopped: 'Sie haben die Erinnerungen dafür beendet.',
    snoozed: 'Sie haben es verschoben.',
    'not-sold': 'Wir führen es zurzeit nicht.',
  },
  putInCart: (quantity: number) => `${quantity} in den Warenkorb`,
  notFor: (days: number) => `Erst in ${days} Tagen wieder`,
  stopReminding: 'Nicht mehr erinnern',
  every: 'Alle',
  days: 'Tage',
  auto: 'auto',
  set: 'Übernehmen',
  noOrders: 'Noch keine Bestellungen.',
};
