import type { Messages } from '../english/messages.ts';

export const delivery: Messages['delivery'] = {
  days: (from: string, to: string) => `${from} bis ${to}`,
  isFree: 'Versand kostenlos.',
  costsFreeFrom: (rate: string, freeFrom: string) => `Versand ${rate}, ab ${freeFrom} kostenlos.`,
  costs: (rate: string) => `Versand ${rate}.`,
  arrives: (days: string) => `Kommt an: ${days}.`,
  shouldArrive: (days: string) => `Voraussichtliche Ankunft: ${days}.`,
};
