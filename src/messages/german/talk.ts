import type { Messages } from '../english/messages.ts';

export const talk: Messages['talk'] = {
  suggestions: 'Vorschläge',
  askTheShop: 'Fragen Sie uns',
  conversation: 'Gespräch',
  startOver: 'Neu beginnen',
  close: 'Schließen',
  log: 'Fragen und Antworten',
  peopleAsk: 'Häufig gefragt',
  stop: 'Anhalten',
  earlier: 'Frühere',
  conversations: ' Gespräche',
  ask: 'Fragen',
  description: (shop: string) => `Stellen Sie ${shop} eine Frage und erhalten Sie Produkte mit Begründung.`,
};
