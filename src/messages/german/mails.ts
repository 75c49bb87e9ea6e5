import type { Messages } from '../english/messages.ts';

export const mails: Messages['mails'] = {
  order: {
    subject: (subject: string, shop: string, number: string) => `${subject} (${shop}, Bestellung ${number})`,
    everything: 'Alles zu Ihrer Bestellung, und was Sie damit tun können:',
    confirmed: 'Ihre Bestellung ist bestätigt',
    open: 'Bestellung ansehen',
    thanks: (number: string) => `Vielen Dank. Ihre Bestellung ${number} ist bei uns und wird jetzt gepackt.`,
    paid: 'Bezahlt',
    sent: 'Ihre Bestellung ist unterwegs',
    hasLeft: (number: string, carrier: string | null, tracking: string | null) =>
      `Ihre Bestellung ${number} hat unser Haus${carrier ? ` mit ${carrier}` : ''} verlassen.${tracking ? ` Die Sendungsnummer lautet ${tracking}.` : ''}`,
    cancelled: 'Ihre Bestellung wurde storniert',
    wasCancelled: (number: string, asAsked: boolean, paid: string | null) =>
      `Ihre Bestellung ${number} wurde${asAsked ? ' auf Ihren Wunsch' : ''} storniert.${paid ? ` Von den ${paid} geht zurück, was Sie bezahlt haben, auf demselben Weg.` : ''}`,
    return: 'Ihre Rücksendung',
    returnOpen: (id: string) =>
      `Die Rücksendung ${id} ist angemeldet. Der Versandschein steht auf der Seite Ihrer Bestellung: Drucken Sie ihn aus und geben Sie das Paket beim Versanddienst ab. Sobald es hier ist:`,
    refund: 'Ihr Geld ist auf dem Weg zu Ihnen',
    refunded: (amount: string) =>
      `Wir haben ${amount} auf dem Weg erstattet, auf dem Sie bezahlt haben. Bis Ihre Bank es anzeigt, können einige Tage vergehen.`,
  },
  signIn: {
    subject: (shop: string) => `Ihr Link zur Anmeldung bei ${shop}`,
    open: (shop: string) =>
      `Öffnen Sie diesen Link und drücken Sie den Knopf, um sich bei ${shop} anzumelden:`,
    press: 'Anmelden',
    works: (minutes: number) =>
      `Er gilt einmal, für ${minutes} Minuten. Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun: Ohne den Link kommt niemand hinein.`,
  },
  reminder: {
    runningLow: (first: string, others: number) =>
      `${first}${others ? ` und ${others} weitere` : ''}: Bald aufgebraucht?`,
    from: (shop: string) => `Von ${shop}`,
    soon: 'Das könnte bei Ihnen bald zur Neige gehen:',
    again: 'Nachbestellen, verschieben oder ändern, wie oft:',
    see: 'Ansehen, was fällig ist',
    end: 'Erinnerungen beenden',
    stop: 'Sie erhalten das, weil Sie Erinnerungen zugestimmt haben. Mit einem Klick beenden:',
  },
  handOff: {
    subject: (shop: string) => `${shop}: Ein Mensch liest, was Sie geschrieben haben`,
    nothingElse: 'Sie brauchen nichts weiter zu tun.',
    answerFrom: (shop: string) => `Eine Antwort von ${shop}`,
  },
  data: {
    subject: (shop: string) => `Was ${shop} über Sie gespeichert hat`,
    open: (shop: string) =>
      `Öffnen Sie diesen Link, um zu sehen, was ${shop} unter dieser Adresse gespeichert hat, es mitzunehmen oder löschen zu lassen:`,
    press: 'Gespeicherte Daten ansehen',
    works: (minutes: number) =>
      `Er gilt ${minutes} Minuten. Wenn Sie ihn nicht angefordert haben, brauchen Sie nichts zu tun: Ohne den Link sieht niemand etwas.`,
  },
  promise: {
    today: (time: string) => `heute bis ${time}`,
    on: (day: string, time: string) => `bis ${day}, ${time}`,
  },
};
